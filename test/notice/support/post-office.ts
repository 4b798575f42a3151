import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { afterAll } from 'vitest'

export interface Letter {
  readonly to: readonly string[]
  /** Headers and body as they came. */
  readonly raw: string
  readonly messageId: string
  readonly subject: string
  readonly body: string
}

/** What the server does with the next mail; `cut` takes it and hangs up before it says so. */
export type Manner = 'accept' | 'not_now' | 'never' | 'cut'

export interface PostOffice {
  readonly url: string
  readonly letters: readonly Letter[]
  /** Manners of the next mails, in order; then all are accepted. */
  behave(...manners: Manner[]): void
}

/** A real mail server on this machine, which misbehaves when it is told to. */
export async function openPostOffice(): Promise<PostOffice> {
  const letters: Letter[] = []
  const manners: Manner[] = []
  const sockets = new Map<string, Socket>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream: SMTPServerDataStream, session: SMTPServerSession, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const manner = manners.shift() ?? 'accept'
        const refused = (code: number): Error => Object.assign(new Error('no'), { responseCode: code })
        if (manner === 'not_now') return done(refused(451))
        if (manner === 'never') return done(refused(550))
        letters.push(letterOf(Buffer.concat(chunks).toString('utf8'), session))
        if (manner === 'cut') for (const socket of sockets.values()) socket.destroy()
        else done()
      })
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    const key = `${socket.remotePort}`
    sockets.set(key, socket)
    socket.on('close', () => sockets.delete(key))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, letters, behave: (...more) => void manners.push(...more) }
}

function letterOf(raw: string, session: SMTPServerSession): Letter {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ')
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  const isBase64 = header('Content-Transfer-Encoding') === 'base64'
  const rest = raw.slice(end + 4)
  return {
    to: session.envelope.rcptTo.map(({ address }) => address),
    raw,
    messageId: header('Message-ID'),
    subject: decodedWords(header('Subject')),
    body: isBase64 ? Buffer.from(rest, 'base64').toString('utf8') : quoted(rest),
  }
}

const decodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, words: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(words, 'base64').toString('utf8') : quoted(words.replaceAll('_', ' ')),
    )

function quoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return /[\u0080-\u00ff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes
}
