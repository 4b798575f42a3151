import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../../actions/app.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import type { Day, Instant } from '../../core/time.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import { openNumbers } from '../../store/read/open-numbers.ts'
import { arrivalsOf, type Arrival } from './arrivals.ts'
import { createChance } from './chance.ts'
import { createCityLife, type CityLife } from './city-life.ts'
import type { Pace } from './pace.ts'
import { createPhotographer } from './photos/photographer.ts'
import { createWatch } from './simulate.ts'

export interface LiveOptions {
  /** Synthetic requests a day of the city's own time. The demo's clock is the wall clock, whatever its pace. */
  readonly perDay: number
  readonly seed: number
  readonly pace: Pace
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

const stepMs = 500
const stepsAtOnce = 50

/**
 * A synthetic city goes on living while the demo runs, beside the visitors: whatever people, jobs or
 * visitors did to a request is noticed, and its people plan anew. Ends when the signal is aborted.
 */
export async function liveOn(app: App, { perDay, seed, pace, signal, onError }: LiveOptions): Promise<void> {
  const life = createCityLife(app, createChance(seed), { pace, photos: createPhotographer(app, createChance(seed)) })
  const watch = createWatch(app, life, (request) => !isVisitors(request))
  await watch.begin()
  for (const number of await openNumbers(app.store.database, 5_000)) {
    const loaded = await app.store.load(number)
    if (loaded && !isVisitors(loaded.request)) life.notice(loaded.request, app.clock.now())
  }
  const begunAt = app.clock.now()
  let expected: Day | null = null
  while (!signal.aborted) {
    const now = pace.now()
    const today = dayOf(now, app.rulebook.pack.timeZone)
    if (expected !== today) {
      // Every run of the demo brings other people, also on a day that the city has lived through before.
      const chance = createChance(`${seed}/${begunAt}`)
      for (const arrival of arrivalsOf(app.rulebook, today, perDay, chance))
        if (arrival.at > now) life.expect(renamed(arrival, begunAt))
      expected = today
    }
    try {
      await watch.look(app.clock.now())
      if (pace.speed > 0) await carryOutDue(app, life, pace)
    } catch (error) {
      onError(error)
      await pause(5_000, undefined, { signal }).catch(() => undefined)
    }
    await pause(stepMs, undefined, { signal }).catch(() => undefined)
  }
}

/** What came by the citizens' pages was filed by a visitor, who wants to move it on himself: synthetic people call or write. */
const isVisitors = ({ channel }: ServiceRequest): boolean => channel === 'web-form'

async function carryOutDue(app: App, life: CityLife, pace: Pace): Promise<void> {
  for (let steps = 0; steps < stepsAtOnce && (life.agenda.nextAt() ?? Infinity) <= pace.now(); steps += 1) {
    const entry = life.agenda.take()
    if (entry) await life.carryOut(entry.item, app.clock.now())
  }
}

const renamed = (arrival: Arrival, run: Instant): Arrival => ({
  ...arrival,
  intake: { ...arrival.intake, messageId: `${arrival.intake.messageId}/${run}` },
})
