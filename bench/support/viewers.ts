import { connect, type Socket } from 'node:net'

/** Somebody who looks at a live page: one open event stream. */
export interface Viewer {
  close(): void
}

/**
 * Opens an event stream with a session cookie and reads as little of it as tells who was named when.
 * @param onNumber each time an event names a request; `type` is the journal's word for what happened
 */
export function openViewer(
  port: number,
  cookie: string,
  onNumber: (number: string, type: string) => void,
  onEnd: () => void,
): Promise<Viewer> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let rest = ''
    let isOpen = false
    socket.on('error', reject)
    socket.on('close', () => onEnd())
    socket.on('data', (data: Buffer) => {
      rest += data.toString('latin1')
      if (!isOpen && rest.includes(': open')) {
        isOpen = true
        resolve({ close: () => void socket.removeAllListeners('close').destroy() })
      }
      const end = rest.lastIndexOf('\n\n')
      if (end === -1) return
      for (const [, number = '', type = ''] of rest.slice(0, end).matchAll(/"number":"(\d+)".*?"type":"(\w+)"/g))
        onNumber(number, type)
      rest = rest.slice(end + 2)
    })
    socket.on('connect', () =>
      socket.write(
        `GET /staff/live HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\ncookie: ${cookie}\r\n\r\n`,
      ),
    )
  })
}
