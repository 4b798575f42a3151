import { connect, type Socket } from 'node:net'

/** What a socket said until it was closed, or until enough came. */
export interface Heard {
  readonly text: string
  readonly closed: boolean
}

/** Sends bytes as they are and listens until the server closes or the text is enough. */
export function sendRaw(
  port: number,
  parts: readonly string[],
  enough: (text: string) => boolean = () => false,
): Promise<Heard> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1')
    let text = ''
    const done = (closed: boolean): void => {
      socket.destroy()
      resolve({ text, closed })
    }
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
      if (enough(text)) done(false)
    })
    // A server that closes while we are still sending resets the connection: that too is a close.
    socket.on('error', () => done(true))
    socket.on('close', () => done(true))
    for (const part of parts) socket.write(part)
  })
}

export const statusLine = (heard: Heard): string => heard.text.split('\r\n', 1)[0] ?? ''
