import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import type { ActingRole } from '../../core/permission/roles.ts'
import type { EventType } from '../../core/work-order/events.ts'
import { openLiveSource, type LiveState } from './live-source.ts'

/** A colleague as others see the account: what he is, and the end of its name. */
export interface LivePerson {
  readonly role: ActingRole
  readonly account: string
}

/** A change of a request: what changed and who did it, never what it says. */
export interface LiveChange {
  readonly number: string
  readonly seq: number
  readonly type: EventType
  readonly state: string
  readonly at: string
  readonly by: LivePerson
}

/** All others who have a request before them now; empty when the last of them has left. */
export interface LivePresence {
  readonly number: string
  readonly who: readonly (LivePerson & { readonly doing: 'viewing' | 'writing' })[]
}

export interface LiveEvents {
  readonly change: LiveChange
  readonly presence: LivePresence
  /** Something new for the own desk. */
  readonly notice: { readonly number: string; readonly type: EventType; readonly level: UrgencyLevel }
  /** Something may have been missed: read anew. */
  readonly resync: Record<string, never>
}

type Hear = <Name extends keyof LiveEvents>(name: Name, listener: (event: LiveEvents[Name]) => void) => () => void

interface Live {
  readonly state: LiveState
  readonly hear: Hear
}

const LiveContext = createContext<Live>({ state: 'opening', hear: () => () => undefined })

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
  useEffect(
    () =>
      openLiveSource(address, {
        onState: setState,
        onEvent: (name, data) => {
          const event = JSON.parse(data) as never
          for (const listener of listeners.current.get(name) ?? []) listener(event)
        },
      }),
    [address],
  )
  const live = useMemo<Live>(
    () => ({
      state,
      hear: (name, listener) => {
        const set = listeners.current.get(name) ?? new Set()
        listeners.current.set(name, set)
        set.add(listener)
        return () => void set.delete(listener)
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
