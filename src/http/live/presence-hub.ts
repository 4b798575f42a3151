import type { Clock } from '../../actions/app.ts'
import { presentForMilliseconds } from '../../actions/presence.ts'
import type { Database } from '../../store/database.ts'
import { presentSince, type Present } from '../../store/read/presence.ts'
import { tiedUnits, type Tied } from '../../store/read/ties.ts'

/** Everybody who is at one request now. */
export interface Gathering {
  readonly tied: Tied
  readonly who: readonly Present[]
}

export interface PresenceHub {
  /** Listens from now on; the answer ends it. */
  listen(listener: (gatherings: readonly Gathering[]) => void): () => void
  /** Who is where now, as far as it was read last. */
  now(): readonly Gathering[]
}

export interface PresenceHubOptions {
  readonly database: Database
  readonly clock: Clock
  readonly onFault: (error: unknown) => void
  readonly everyMilliseconds?: number
}

/** One reader of who is where, for all who listen: it asks only while somebody does. */
export function createPresenceHub(options: PresenceHubOptions): PresenceHub {
  const { database, clock, onFault, everyMilliseconds = 1_000 } = options
  const listeners = new Set<(gatherings: readonly Gathering[]) => void>()
  let known: ReadonlyMap<string, Gathering> = new Map()
  let timer: NodeJS.Timeout | undefined

  const read = async (): Promise<void> => {
    const byNumber = Map.groupBy(
      await presentSince(database, clock.now() - presentForMilliseconds),
      (one) => one.number,
    )
    const numbers = [...new Set([...byNumber.keys(), ...known.keys()])]
    const changed = numbers.filter((number) => textOf(byNumber.get(number)) !== textOf(known.get(number)?.who))
    if (changed.length === 0) return
    // Asked anew with every change: who may hear of it may have changed too.
    const ties = await tiedUnits(database, changed)
    const news = changed.flatMap((number) => {
      const tied = ties.get(number)
      return tied ? [{ tied, who: byNumber.get(number) ?? [] }] : []
    })
    const next = new Map(known)
    for (const gathering of news) {
      if (gathering.who.length > 0) next.set(gathering.tied.number, gathering)
      else next.delete(gathering.tied.number)
    }
    known = next
    for (const listener of listeners) listener(news)
  }
  const turn = async (): Promise<void> => {
    await read().catch(onFault)
    if (listeners.size > 0) timer = setTimeout(() => void turn(), everyMilliseconds)
    else {
      timer = undefined
      known = new Map()
    }
  }
  return {
    listen: (listener) => {
      listeners.add(listener)
      timer ??= setTimeout(() => void turn(), 0)
      return () => void listeners.delete(listener)
    },
    now: () => [...known.values()],
  }
}

const textOf = (who: readonly Present[] = []): string => who.map(({ actorId, doing }) => `${actorId} ${doing}`).join()
