/** What the stream of a desk says. */
export const liveNames = ['change', 'presence', 'notice', 'resync'] as const
export type LiveName = (typeof liveNames)[number]
export type LiveState = 'opening' | 'live' | 'lost'

interface Told {
  readonly name: LiveName
  readonly data: string
}

interface LiveSource {
  readonly onEvent: (name: LiveName, data: string) => void
  readonly onState: (state: LiveState) => void
}

type Message = Told | { readonly state: LiveState } | { readonly hello: true }

/**
 * One stream for all tabs of a browser: a browser opens but six connections to a server, and a seventh tab would hang.
 * The tab that holds the lock listens and passes on what it hears; when it is closed the next one takes over.
 * @returns ends it
 */
export function openLiveSource(address: string, { onEvent, onState }: LiveSource): () => void {
  // Without locks (a page that is not served securely) every tab listens for itself.
  if (!('locks' in navigator)) return openStream(address, onEvent, onState)
  const channel = new BroadcastChannel(`open12345 ${address}`)
  const ended = new AbortController()
  const lead = leader(channel, address, { onEvent, onState })
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('hello' in data) lead.greet()
    else if ('state' in data) onState(data.state)
    else onEvent(data.name, data.data)
  })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
  channel.postMessage({ hello: true } satisfies Message)
  navigator.locks
    .request(`open12345 ${address}`, { signal: ended.signal }, () => (ended.signal.aborted ? undefined : lead.listen()))
    .catch(() => undefined)
  return () => {
    ended.abort()
    lead.end()
    channel.close()
  }
}

function leader(channel: BroadcastChannel, address: string, { onEvent, onState }: LiveSource) {
  let state: LiveState | undefined
  let end = (): void => undefined
  // Who is where is told to a tab that comes later, too.
  const present = new Map<string, string>()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
  const tell = (message: Message): void => channel.postMessage(message)
  return {
    greet: () => {
      if (state === undefined) return
      tell({ state })
      for (const data of present.values()) tell({ name: 'presence', data })
    },
    listen: () =>
      new Promise<void>((resolve) => {
        const close = openStream(
          address,
          (name, data) => {
            if (name === 'presence') present.set((JSON.parse(data) as { number: string }).number, data)
            onEvent(name, data)
            tell({ name, data })
          },
          (next) => {
            state = next
            onState(next)
            tell({ state: next })
          },
        )
        end = () => {
          state = undefined
          close()
          resolve()
        }
      }),
    end: () => end(),
  }
}

function openStream(address: string, onEvent: LiveSource['onEvent'], onState: LiveSource['onState']): () => void {
  const source = new EventSource(address)
  source.addEventListener('open', () => onState('live'))
  source.addEventListener('error', () => onState('lost'))
  for (const name of liveNames) source.addEventListener(name, ({ data }: MessageEvent<string>) => onEvent(name, data))
  return () => source.close()
}
