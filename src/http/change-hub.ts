import type { Clock } from '../actions/app.ts'
import type { Instant } from '../core/time.ts'
import type { Database } from '../store/database.ts'
import { changesAfter, lastPosition, type Change } from '../store/read/changes.ts'

export type Listener = (changes: readonly Change[]) => void

/** One reader of the journal for all who listen: it asks only while somebody does. */
export interface ChangeHub {
  /** Listens from now on; the answer ends it. */
  listen(listener: Listener): () => void
  /** Changes after a position, oldest first, for whoever was away; undefined where it is too long ago. */
  since(position: string): Promise<readonly Change[] | undefined>
  readonly listeners: number
}

export interface ChangeHubOptions {
  readonly database: Database
  readonly clock: Clock
  readonly onFault: (error: unknown) => void
  readonly everyMilliseconds?: number
}

/** Longer than any commit stays in flight: by then every smaller position has appeared or never will. */
const settledAfter = 5_000
const batch = 1_000
const replayMost = 5_000
/** Positions before the last one that a returning listener saw, which may have been in flight when it left. */
const replayTail = 64n

export function createChangeHub({ database, clock, onFault, everyMilliseconds = 400 }: ChangeHubOptions): ChangeHub {
  const listeners = new Set<Listener>()
  const seen = new Map<string, Instant>()
  let floor: string | undefined
  let timer: NodeJS.Timeout | undefined

  const settle = (): void => {
    const before = clock.now() - settledAfter
    for (const [position, at] of seen) {
      if (at > before) break
      if (floor === undefined || BigInt(position) > BigInt(floor)) floor = position
      seen.delete(position)
    }
    for (const position of seen.keys()) if (BigInt(position) <= BigInt(floor ?? 0)) seen.delete(position)
  }
  const read = async (): Promise<void> => {
    floor ??= await lastPosition(database)
    const changes = await changesAfter(database, floor, [...seen.keys()], batch)
    const now = clock.now()
    for (const { position } of changes) seen.set(position, now)
    if (changes.length > 0) for (const listener of listeners) listener(changes)
    settle()
  }
  const turn = async (): Promise<void> => {
    await read().catch(onFault)
    if (listeners.size > 0) timer = setTimeout(() => void turn(), everyMilliseconds)
    else rest()
  }
  const rest = (): void => {
    timer = undefined
    floor = undefined
    seen.clear()
  }
  return {
    listen: (listener) => {
      listeners.add(listener)
      timer ??= setTimeout(() => void turn(), 0)
      return () => void listeners.delete(listener)
    },
    since: async (position) => {
      const from = BigInt(position) > replayTail ? BigInt(position) - replayTail : 0n
      const changes = await changesAfter(database, from.toString(), [], replayMost + 1)
      return changes.length > replayMost ? undefined : changes
    },
    get listeners() {
      return listeners.size
    },
  }
}
