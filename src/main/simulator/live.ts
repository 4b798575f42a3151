import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../../actions/app.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import type { Day } from '../../core/time.ts'
import { openNumbers } from '../../store/read/open-numbers.ts'
import { arrivalsOf } from './arrivals.ts'
import { createChance } from './chance.ts'
import { createCityLife } from './city-life.ts'
import { createWatch } from './simulate.ts'

export interface LiveOptions {
  /** Synthetic requests a day: the demo's speed. Its clock is the wall clock. */
  readonly perDay: number
  readonly seed: number
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

const stepMs = 500

/**
 * A synthetic city goes on living while the demo runs, beside the visitors: whatever people, jobs or
 * visitors did to a request is noticed, and its people plan anew. Ends when the signal is aborted.
 */
export async function liveOn(app: App, { perDay, seed, signal, onError }: LiveOptions): Promise<void> {
  const life = createCityLife(app, createChance(seed))
  const watch = createWatch(app, life)
  await watch.begin()
  for (const number of await openNumbers(app.store.database, 5_000)) {
    const loaded = await app.store.load(number)
    if (loaded) life.notice(loaded.request, app.clock.now())
  }
  let expected: Day | null = null
  while (!signal.aborted) {
    const now = app.clock.now()
    const today = dayOf(now, app.rulebook.pack.timeZone)
    if (expected !== today) {
      // Every run of the demo brings other people: what came before a restart is there already.
      const chance = createChance(`${seed}/${now}`)
      for (const arrival of arrivalsOf(app.rulebook, today, perDay, chance)) if (arrival.at > now) life.expect(arrival)
      expected = today
    }
    try {
      await watch.look(now)
      for (let steps = 0; steps < 50 && (life.agenda.nextAt() ?? Infinity) <= app.clock.now(); steps += 1) {
        const entry = life.agenda.take()
        if (entry) await life.carryOut(entry.item, app.clock.now())
      }
    } catch (error) {
      onError(error)
      await pause(5_000, undefined, { signal }).catch(() => undefined)
    }
    await pause(stepMs, undefined, { signal }).catch(() => undefined)
  }
}
