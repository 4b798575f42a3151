import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll } from 'vitest'

export interface Posted {
  readonly headers: IncomingHttpHeaders
  readonly raw: string
  readonly body: { readonly id: string; readonly to: string; readonly text: string; readonly language: string }
}

export type Manner = 'take' | 'broken' | 'refuse' | 'slow' | 'redirect'

export interface MessageGateway {
  readonly url: string
  readonly posted: readonly Posted[]
  behave(...manners: Manner[]): void
}

/** A real gateway on this machine, which is down, slow or refuses when it is told to. */
export async function openMessageGateway(): Promise<MessageGateway> {
  const posted: Posted[] = []
  const manners: Manner[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8')
      posted.push({ headers: request.headers, raw, body: JSON.parse(raw) as Posted['body'] })
      const manner = manners.shift() ?? 'take'
      if (manner === 'broken') return response.writeHead(500).end('the number +8613800000000 cannot be reached')
      if (manner === 'refuse') return response.writeHead(422).end()
      if (manner === 'redirect') return response.writeHead(307, { location: '/elsewhere' }).end()
      const answer = (): unknown =>
        response
          .writeHead(202, { 'content-type': 'application/json' })
          .end(JSON.stringify({ receipt: `r${posted.length}` }))
      return manner === 'slow' ? void pause(400).then(answer) : answer()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/send`, posted, behave: (...more) => void manners.push(...more) }
}
