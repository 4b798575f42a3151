import type { App } from '../actions/app.ts'
import type { After, Due, ReadDue } from '../store/read/due.ts'

/** How many at once: they share loads and commits. One at a time keeps a run reproducible. */
export const defaultTogether = 32

export interface Bounds {
  /** How many are carried out at most. */
  readonly limit: number
  readonly together?: number | undefined
}

/** Pages that are looked through at most in a run, so that a run is bounded also where nothing can be done. */
const mostPages = 20

/**
 * Goes through what is due, oldest first, and carries out at most `limit` of it. What cannot be done
 * now is passed over; an item that throws does not keep the others, and is told once nothing else is left.
 * @returns how many were carried out
 */
export async function inOrder<D extends Due>(
  app: App,
  read: ReadDue<D>,
  carryOut: (item: D) => Promise<boolean>,
  { limit, together = defaultTogether }: Bounds,
): Promise<number> {
  const now = app.clock.now()
  const faults: unknown[] = []
  let done = 0
  let after: After | null = null
  for (let page = 0; page < mostPages && done < limit; page += 1) {
    const wanted = Math.min(limit - done, 500)
    const items: readonly D[] = await read(app.store.database, now, after, wanted)
    for (let from = 0; from < items.length; from += together) {
      const results = await Promise.allSettled(items.slice(from, from + together).map(carryOut))
      for (const result of results) {
        if (result.status === 'rejected') faults.push(result.reason)
        else if (result.value) done += 1
      }
    }
    after = items.at(-1) ?? null
    if (items.length < wanted || faults.length >= wanted) break
  }
  if (faults.length > 0 && done === 0) throw new AggregateError(faults, String(faults[0]))
  return done
}
