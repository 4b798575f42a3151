import { countNames, emptyCounts, type UnitCounts } from '../core/assessment/counts.ts'
import { gaugeDay } from '../core/assessment/metric.ts'
import { schemeInForce } from '../core/assessment/period.ts'
import { rates } from '../core/assessment/rates.ts'
import type { AssessmentScheme } from '../core/assessment/scheme.ts'
import { addDays } from '../core/calendar/day.ts'
import { dayOf } from '../core/calendar/zone.ts'
import { DAY, MINUTE, type Day, type Instant } from '../core/time.ts'
import { requestNumber } from '../core/work-order/number.ts'
import { areaEvents, type AreaEvent } from '../store/read/city-now/area-events.ts'
import { cityDays } from '../store/read/city-now/city-days.ts'
import { dayCounts } from '../store/read/city-now/day-counts.ts'
import { lastCheckpoint, type LastCheckpoint } from '../store/read/city-now/last-checkpoint.ts'
import { overdueByUnit } from '../store/read/city-now/overdue-now.ts'
import { solvedLately, type SolvedRequest } from '../store/read/city-now/solved-lately.ts'
import { topicOwners } from '../store/read/city-now/topic-owners.ts'
import { unitCounts, type CountsByKey } from '../store/read/city-now/unit-counts.ts'
import { worstOverdue, type OverdueRequest } from '../store/read/city-now/worst-overdue.ts'
import type { App } from './app.ts'
import { fewest, figureMetrics, figuresOf, week, type Figure } from './city-now/figures.ts'
import { risingTopics, type RisingTopic } from './city-now/topics.ts'

/** One unit as the map colours it. */
export interface UnitNow {
  readonly unit: string
  readonly open: number
  readonly overdue: number
  /** Requests of its area today. */
  readonly received: number
  /** Over the last 28 days; null where too few were asked. */
  readonly resolution: number | null
}

/** The city at a glance. No word of a citizen and nothing that names one: it is public. */
export interface CityNow {
  readonly at: Instant
  readonly today: Day
  readonly figures: readonly Figure[]
  readonly units: readonly UnitNow[]
  readonly topics: readonly (RisingTopic & { readonly owner: string | null })[]
  readonly worst: readonly OverdueRequest[]
  readonly events: readonly AreaEvent[]
  readonly solved: readonly SolvedRequest[]
  readonly journal: LastCheckpoint | null
}

/** As many as a wall shows. */
const most = { topics: 5, worst: 5, events: 3, solved: 12 } as const
const resolutionDays = 28
/** What today alone does not move is asked once a minute. */
const pastKeptFor = MINUTE
/** However many watch, the city is looked at this often. */
export const lookEvery = 5_000

interface Past {
  readonly today: Day
  readonly readAt: Instant
  readonly counts: Awaited<ReturnType<typeof dayCounts>>
  readonly days: Awaited<ReturnType<typeof cityDays>>
  readonly rates: CountsByKey
  readonly topics: CityNow['topics']
}

/** Looks at the city: each look serves all who ask within some seconds. */
export function createCityNow(app: App): () => Promise<CityNow> {
  let past: Promise<Past> | undefined
  let pastReadAt = -Infinity
  let look: Promise<CityNow> | undefined
  let lookedAt = -Infinity

  const pastNow = (today: Day, now: Instant): Promise<Past> => {
    if (past && now >= pastReadAt && now - pastReadAt < pastKeptFor) {
      return past.then((known) => (known.today === today ? known : readPast(app, today, now)))
    }
    pastReadAt = now
    const reading = readPast(app, today, now)
    reading.catch(() => {
      if (past === reading) past = undefined
    })
    return (past = reading)
  }
  return () => {
    const now = app.clock.now()
    if (look && now >= lookedAt && now - lookedAt < lookEvery) return look
    lookedAt = now
    const today = dayOf(now, app.rulebook.pack.timeZone)
    const looking = pastNow(today, now).then((known) => readNow(app, today, now, known))
    // A look that failed serves nobody else.
    looking.catch(() => {
      if (look === looking) look = undefined
    })
    return (look = looking)
  }
}

/** What changes with the days: everything before today, and what takes weeks to tell. */
async function readPast({ store: { database } }: App, today: Day, now: Instant): Promise<Past> {
  const since = addDays(today, 1 - week)
  const [counts, days, rateCounts, thisWeek, weeksBefore] = await Promise.all([
    dayCounts(database, addDays(today, -2 * week), addDays(today, -1), figureMetrics),
    cityDays(database, addDays(today, -week), today),
    unitCounts(database, addDays(today, 1 - resolutionDays), today, countNames),
    unitCounts(database, since, today, ['topic']),
    unitCounts(database, addDays(since, -4 * week), addDays(since, -1), ['topic']),
  ])
  const rising = risingTopics(thisWeek, weeksBefore, most.topics)
  const services = rising.map(({ service }) => service)
  const owners = await topicOwners(database, services, requestNumber(since, 0))
  const topics = rising.map((topic) => ({ ...topic, owner: owners.get(topic.service) ?? null }))
  return { today, readAt: now, counts, days, rates: rateCounts, topics }
}

async function readNow(app: App, today: Day, now: Instant, past: Past): Promise<CityNow> {
  const { database } = app.store
  const [counts, received, open, overdue, events, worst, solved, journal] = await Promise.all([
    dayCounts(database, today, today, figureMetrics),
    unitCounts(database, today, today, ['received']),
    unitCounts(database, gaugeDay, gaugeDay, ['open']),
    overdueByUnit(database, now),
    areaEvents(database, most.events),
    worstOverdue(database, now, most.worst),
    solvedLately(database, now - DAY, most.solved),
    lastCheckpoint(database),
  ])
  const { pack } = app.rulebook
  const scheme = schemeInForce(pack.schemes, today) ?? pack.schemes[0]
  const amounts = { open: sum(open, 'open'), overdue: total(overdue), events: events.count }
  return {
    at: now,
    today,
    figures: figuresOf({ today, counts: [...past.counts, ...counts], scheme, now: amounts, days: past.days }),
    units: unitsNow({ received, open, overdue, past, scheme }),
    topics: past.topics,
    worst,
    events: events.largest,
    solved,
    journal,
  }
}

interface UnitParts {
  readonly received: CountsByKey
  readonly open: CountsByKey
  readonly overdue: ReadonlyMap<string, number>
  readonly past: Past
  readonly scheme: AssessmentScheme | undefined
}

function unitsNow({ received, open, overdue, past, scheme }: UnitParts): readonly UnitNow[] {
  const units = new Set([...received.keys(), ...open.keys(), ...overdue.keys(), ...past.rates.keys()])
  return [...units].map((unit) => ({
    unit,
    open: open.get(unit)?.open ?? 0,
    overdue: overdue.get(unit) ?? 0,
    received: received.get(unit)?.received ?? 0,
    resolution: resolutionOf(past.rates.get(unit), scheme),
  }))
}

function resolutionOf(counts: Partial<UnitCounts> | undefined, scheme: AssessmentScheme | undefined): number | null {
  if (!counts || !scheme) return null
  const { resolution } = rates({ ...emptyCounts, ...counts }, scheme)
  return resolution.denominator < fewest ? null : resolution.value
}

const total = (amounts: ReadonlyMap<string, number>): number => [...amounts.values()].reduce((sum, one) => sum + one, 0)
const sum = (counts: CountsByKey, metric: 'open'): number =>
  [...counts.values()].reduce((all, one) => all + (one[metric] ?? 0), 0)
