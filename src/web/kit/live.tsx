import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'

/** A change of a request: what changed, never what it says. */
export interface LiveChange {
  readonly number: string
  readonly seq: number
  readonly type: string
  readonly state: string
  readonly at: string
}

/** Somebody else who looks at a request or writes on it. */
export interface LivePresence {
  readonly number: string
  readonly who: string
  readonly role: string
  readonly doing: 'viewing' | 'writing' | 'left'
}

export interface LiveEvents {
  readonly change: LiveChange
  readonly presence: LivePresence
  readonly notice: { readonly number: string | null }
  /** Something may have been missed: read anew. */
  readonly resync: Record<string, never>
}

export type LiveState = 'opening' | 'live' | 'lost'

type Hear = <Name extends keyof LiveEvents>(name: Name, listener: (event: LiveEvents[Name]) => void) => () => void

interface Live {
  readonly state: LiveState
  readonly hear: Hear
}

const LiveContext = createContext<Live>({ state: 'opening', hear: () => () => undefined })
const names = ['change', 'presence', 'notice', 'resync'] as const

/** One stream of changes for the whole desk, however many of its parts listen. */
export function LiveProvider({
  address,
  children,
}: {
  readonly address: string
  readonly children: ReactNode
}): ReactNode {
  const listeners = useRef(new Map<string, Set<(event: never) => void>>())
  const [state, setState] = useState<LiveState>('opening')
  useEffect(() => {
    const source = new EventSource(address)
    source.addEventListener('open', () => setState('live'))
    source.addEventListener('error', () => setState('lost'))
    for (const name of names) {
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        const event = JSON.parse(data) as never
        for (const listener of listeners.current.get(name) ?? []) listener(event)
      })
    }
    return () => source.close()
  }, [address])
  const live = useMemo<Live>(
    () => ({
      state,
      hear: (name, listener) => {
        const set = listeners.current.get(name) ?? new Set()
        listeners.current.set(name, set)
        set.add(listener as (event: never) => void)
        return () => void set.delete(listener as (event: never) => void)
      },
    }),
    [state],
  )
  return <LiveContext value={live}>{children}</LiveContext>
}

export const useLiveState = (): LiveState => useContext(LiveContext).state

/** Calls for every event of a kind while the component is shown. */
export function useLive<Name extends keyof LiveEvents>(name: Name, listener: (event: LiveEvents[Name]) => void): void {
  const { hear } = useContext(LiveContext)
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => hear(name, (event) => latest.current(event)), [hear, name])
}
