import { createHash } from 'node:crypto'
import type { App, Clock } from '../../actions/app.ts'
import { addDays } from '../../core/calendar/day.ts'
import { startOfDay } from '../../core/calendar/zone.ts'
import { HOUR, MINUTE, type Day, type Instant } from '../../core/time.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import { drainOutbox, tick } from '../../jobs/in-process.ts'
import { changedNumbers, journalHashes } from '../../store/read/journal.ts'
import { arrivalsOf } from './arrivals.ts'
import { createChance } from './chance.ts'
import { createCityLife, type CityLife, type LifeCounts } from './city-life.ts'
import { createPhotographer } from './photos/photographer.ts'

/** A clock that stands where the simulator puts it. */
export interface SimulatedClock extends Clock {
  set(now: Instant): void
}

export function createSimulatedClock(start: Instant): SimulatedClock {
  let now = start
  return {
    now: () => now,
    set: (next) => {
      now = Math.max(now, next)
    },
  }
}

export interface SimulateOptions {
  readonly days: number
  readonly perDay: number
  readonly seed: number
  readonly from: Day
  /** Ends earlier than the last day's end, e.g. at this very moment. */
  readonly until?: Instant
  readonly onProgress?: (day: number, counts: LifeCounts) => void
  readonly signal?: AbortSignal
  /** With pictures. What they look like in bytes is the machine's, so a run that is to be repeated elsewhere has none. */
  readonly photos?: boolean
}

export interface Simulated extends LifeCounts {
  readonly days: number
  readonly from: Day
  /** Over all entries by stream and seq: the same seed on an empty database gives the same hash. */
  readonly journalHash: string
}

/**
 * A synthetic city lives through the whole loop on its own clock. People act, the product's jobs run
 * in a fixed order; nothing depends on the machine's time, chance or speed.
 */
export async function simulate(app: App, clock: SimulatedClock, options: SimulateOptions): Promise<Simulated> {
  const { days, perDay, seed, from, signal } = options
  const { timeZone } = app.rulebook.pack
  const chance = createChance(seed)
  const life = createCityLife(app, chance, { photos: options.photos ? createPhotographer(app, chance) : undefined })
  const watch = createWatch(app, life)
  const end = Math.min(options.until ?? Infinity, startOfDay(addDays(from, days), timeZone))
  let nextTick = startOfDay(from, timeZone)
  await watch.begin()
  for (let day = 0; day < days && !signal?.aborted; day += 1) {
    const today = addDays(from, day)
    for (const arrival of arrivalsOf(app.rulebook, today, perDay, chance)) life.expect(arrival)
    const dayEnd = Math.min(end, startOfDay(addDays(today, 1), timeZone))
    nextTick = await liveUntil(dayEnd, nextTick)
    options.onProgress?.(day + 1, life.counts)
  }
  return { ...life.counts, days, from, journalHash: await hashOfJournal(app) }

  async function liveUntil(until: Instant, firstTick: Instant): Promise<Instant> {
    let tickAt = firstTick
    let drainAt: Instant | null = null
    for (;;) {
      const next = Math.min(life.agenda.nextAt() ?? Infinity, tickAt, drainAt ?? Infinity)
      if (next >= until || signal?.aborted) return tickAt
      clock.set(next)
      if (next === drainAt || next === tickAt) {
        if (next === tickAt) {
          await tick(app)
          tickAt += HOUR
        }
        await drainOutbox(app)
        drainAt = null
        await watch.look(next)
      } else {
        const entry = life.agenda.take()
        if (entry) await life.carryOut(entry.item, next)
        // What the product does by itself follows within minutes.
        drainAt ??= next + 2 * MINUTE
      }
    }
  }
}

/** Sees what the product's own jobs did, so that people react to it: to all of it, or to what is theirs. */
export function createWatch(app: App, life: CityLife, isTheirs: (request: ServiceRequest) => boolean = () => true) {
  let position = '0'
  return {
    begin: async (): Promise<void> => {
      position = (await changedNumbers(app.store.database, null)).position
    },
    look: async (now: Instant): Promise<void> => {
      const changed = await changedNumbers(app.store.database, position)
      position = changed.position
      for (const { number, seq } of changed.requests) {
        if (life.knows(number, seq)) continue
        const loaded = await app.store.load(number)
        if (loaded && isTheirs(loaded.request) && !life.knows(number, loaded.request.seq))
          life.notice(loaded.request, now)
      }
    },
  }
}

export async function hashOfJournal(app: App): Promise<string> {
  const hash = createHash('sha256')
  for await (const entry of journalHashes(app.store.database)) hash.update(entry)
  return hash.digest('hex')
}
