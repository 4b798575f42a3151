import { overseesAll } from '../core/permission/can-read.ts'
import type { Actor, Role } from '../core/permission/roles.ts'
import { dayOf } from '../core/calendar/zone.ts'
import type { UrgencyLevel } from '../core/deadline/terms.ts'
import { DAY, HOUR, MINUTE, type Instant } from '../core/time.ts'
import { requestNumber } from '../core/work-order/number.ts'
import { activeByRole } from '../store/read/floor/agents.ts'
import { atRisk, riskGroups, type RiskGroup, type RiskRow, type RiskView } from '../store/read/floor/at-risk.ts'
import { hoursOfWork, type HourOfWork } from '../store/read/floor/hours.ts'
import { waitingByTask, type Waiting } from '../store/read/floor/waiting.ts'
import type { App } from './app.ts'

/** The hotline's floor as its supervisor watches it. */
export interface Floor {
  readonly at: Instant
  readonly waiting: readonly Waiting[]
  readonly active: readonly { readonly role: Role; readonly accounts: number }[]
  /** The last day hour by hour; empty for the supervisor of a district, whose floor it is not. */
  readonly hours: readonly HourOfWork[]
  /** Median minutes to dispatch in the busiest hours and in the others; an average over both would hide the busy ones. */
  readonly peak: number | null
  readonly offPeak: number | null
}

export interface RiskFilter {
  readonly view: RiskView
  readonly unit?: string | undefined
  readonly level?: UrgencyLevel | undefined
}

export interface RiskPage {
  readonly rows: readonly RiskRow[]
  readonly groups: readonly RiskGroup[]
  /** Where the next page begins; null at the end. */
  readonly next: { readonly dueAt: Instant; readonly number: string } | null
}

/** Whoever touched a page so lately is at work. */
const activeWithin = 15 * MINUTE
const groupsMost = 200

const mayWatch = (actor: Actor): boolean => actor.role === 'supervisor' || actor.role === 'shift_lead'

/** The floor of now; undefined for whoever has no floor to watch. */
export async function floorFor(app: App, actor: Actor): Promise<Floor | undefined> {
  if (!mayWatch(actor)) return undefined
  const { clock, rulebook, store } = app
  const now = clock.now()
  const within = scopeOf(app, actor)
  const since = now - DAY
  const [waiting, active, hours] = await Promise.all([
    waitingByTask(store.database, within, now),
    within === null ? activeByRole(store.database, now - activeWithin) : [],
    within === null
      ? hoursOfWork(store.database, since, now, requestNumber(dayOf(since - HOUR, rulebook.pack.timeZone), 0))
      : [],
  ])
  const whole = hours.length === 0 ? [] : everyHour(hours, since, now)
  return { at: now, waiting, active, hours: whole, ...byPressure(hours) }
}

/** Orders with little time left, or none; undefined for whoever may not know. */
export async function atRiskFor(
  app: App,
  actor: Actor,
  filter: RiskFilter & { readonly after?: RiskPage['next'] | undefined },
  limit: number,
): Promise<RiskPage | undefined> {
  if (!mayWatch(actor)) return undefined
  const { database } = app.store
  const query = { view: filter.view, within: scopeOf(app, actor), now: app.clock.now() }
  const narrowed = { ...query, unit: filter.unit, level: filter.level, after: filter.after ?? undefined }
  const [found, groups] = await Promise.all([
    atRisk(database, narrowed, limit + 1),
    riskGroups(database, query, groupsMost),
  ])
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, groups, next: last && found.length > limit ? { dueAt: last.dueAt, number: last.number } : null }
}

/** The part of the city that is overseen; null for all of it. */
const scopeOf = ({ rulebook }: App, actor: Actor): string | null =>
  overseesAll(actor, rulebook) ? null : (actor.unit ?? null)

/** Hours in which nothing came stand there too. */
function everyHour(hours: readonly HourOfWork[], since: Instant, until: Instant): readonly HourOfWork[] {
  const known = new Map(hours.map((hour) => [hour.at, hour]))
  const every: HourOfWork[] = []
  for (let at = Math.floor(since / HOUR) * HOUR; at < until; at += HOUR)
    every.push(known.get(at) ?? { at, received: 0, minutesToDispatch: null })
  return every
}

/** Busy hours are those in which more came than in the mean of those in which something came. */
function byPressure(hours: readonly HourOfWork[]): Pick<Floor, 'peak' | 'offPeak'> {
  const mean = hours.reduce((sum, { received }) => sum + received, 0) / Math.max(1, hours.length)
  const isBusy = ({ received }: HourOfWork): boolean => received > mean
  return { peak: weighed(hours.filter(isBusy)), offPeak: weighed(hours.filter((hour) => !isBusy(hour))) }
}

function weighed(hours: readonly HourOfWork[]): number | null {
  const known = hours.filter((hour) => hour.minutesToDispatch !== null)
  const requests = known.reduce((sum, { received }) => sum + received, 0)
  if (requests === 0) return null
  return known.reduce((sum, { received, minutesToDispatch }) => sum + received * (minutesToDispatch ?? 0), 0) / requests
}
