import { expect } from 'vitest'

export interface Listening {
  /** Waits until the text so far satisfies the condition, and gives it. */
  until(condition: (text: string) => boolean): Promise<string>
  /** Resolves when the server has closed the stream. */
  readonly closed: Promise<void>
  cancel(): Promise<void>
}

/** Reads an event stream from its opening on. */
export async function listenTo(response: Response): Promise<Listening> {
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  const waiting = new Set<() => void>()
  const closed = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += decoder.decode(value)
      for (const look of waiting) look()
    }
  })()
  const until = (condition: (soFar: string) => boolean): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!condition(text)) return
        waiting.delete(look)
        resolve(text)
      }
      waiting.add(look)
      look()
    })
  await until((soFar) => soFar.includes(': open'))
  return { until, closed, cancel: () => reader.cancel() }
}
