import { isPeriodCode } from '../core/assessment/period.ts'
import { periodNamed } from '../core/assessment/scheme-periods.ts'
import { topicKey } from '../core/assessment/topic.ts'
import { addDays, daysBetween } from '../core/calendar/day.ts'
import { dayOf } from '../core/calendar/zone.ts'
import type { LocalText } from '../core/catalogue/catalogue.ts'
import { risingServices, topServices, type ServiceCounts } from '../core/report/services.ts'
import type { Report, ReportScopeKind } from '../core/report/report.ts'
import type { Day } from '../core/time.ts'
import { cityDays } from '../store/read/city-now/city-days.ts'
import { unitCounts } from '../store/read/city-now/unit-counts.ts'
import { registeredServices, standingLedger } from '../store/read/report.ts'
import { firstCountedDay } from '../store/read/scores/sealed.ts'
import type { App } from './app.ts'
import { figuresInReport } from './report-figures.ts'
import { scoresOf, type PeriodScores } from './scores.ts'

export interface ReportAsked {
  /** `YYYY-MM`, or `YYYY` for the periods of a year added up. */
  readonly period: string
  /** A unit's code, or `city`. */
  readonly scope: string
}

export type ReportOutcome =
  | { readonly ok: true; readonly report: Report }
  /** No assessed unit of this code; nothing was counted in this period, or it has not begun. */
  | { readonly ok: false; readonly code: 'unit_not_found' | 'period_not_counted' }

const ledgerMost = 200

/**
 * The month's or the year's report. Figures are those of `scoresOf`: frozen where a period is closed, else
 * previews; the cost grows with units and with the days told of, not with history.
 */
export async function reportOf(app: App, asked: ReportAsked): Promise<ReportOutcome> {
  const scope = scopeOf(app, asked.scope)
  if (!scope) return { ok: false, code: 'unit_not_found' }
  const months = await monthsOf(app, asked.period)
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return { ok: false, code: 'period_not_counted' }
  const units = unitsOf(app, scope, months)
  const { fromDay } = first.period
  const { untilDay } = last.period
  const [said, overdueAtEnd, ledger] = await Promise.all([
    saidIn(app, fromDay, untilDay, units),
    overdueOn(app, untilDay, scope.kind),
    ledgerOf(app, units),
  ])
  const figures = figuresInReport(app, months, units)
  const { answeredDirectly, closed, services, rising, received } = said
  return {
    ok: true,
    report: {
      period: asked.period,
      isYear: !isPeriodCode(asked.period),
      scope,
      fromDay,
      untilDay,
      timeZone: app.rulebook.pack.timeZone,
      madeAt: app.clock.now(),
      volumes: { received, dispatched: figures.total.dispatched, answeredDirectly, closed },
      ...figures,
      services,
      rising,
      overdueAtEnd,
      ledger,
    },
  }
}

type Scope = Report['scope']

function scopeOf({ rulebook }: App, code: string): Scope | undefined {
  const unit = code === 'city' ? rulebook.pack.units.find(({ kind }) => kind === 'city') : rulebook.unit(code)
  if (!unit || unit.kind === 'community') return undefined
  const kind: ReportScopeKind = unit.kind === 'city' || unit.kind === 'district' ? unit.kind : 'unit'
  // The city's own unit is its hotline; the report is of the city.
  return { code: unit.code, kind, name: kind === 'city' ? rulebook.pack.name : unit.name }
}

/** Null for the whole city; a district's are its own and those within it, by the units of today. */
function unitsOf({ rulebook }: App, { code, kind }: Scope, months: readonly PeriodScores[]): readonly string[] | null {
  if (kind === 'city') return null
  if (kind === 'unit') return [code]
  const all = months.flatMap(({ objects }) => objects.flatMap(({ units }) => units.map(({ unit }) => unit)))
  return [...new Set(all)].filter((unit) => rulebook.districtOf(unit) === code)
}

/** Scores of the periods that have begun and in which anything could be counted, the oldest first. */
async function monthsOf(app: App, period: string): Promise<readonly PeriodScores[]> {
  const { schemes, timeZone } = app.rulebook.pack
  const first = await firstCountedDay(app.store.database)
  if (first === null) return []
  const isMonth = isPeriodCode(period)
  const codes = isMonth
    ? [period]
    : Array.from({ length: 12 }, (_, month) => `${period}-${String(month + 1).padStart(2, '0')}`)
  const found: PeriodScores[] = []
  for (const code of codes) {
    const named = isPeriodCode(code) ? periodNamed(schemes, code, timeZone) : undefined
    if (!named || named.period.untilDay < first || named.period.from > app.clock.now()) continue
    found.push(await scoresOf(app, code))
  }
  return found
}

interface Said extends Pick<Report, 'services' | 'rising'> {
  readonly received: number
  readonly answeredDirectly: number
  readonly closed: number
}

/** What was registered in these days, how it stands, and of what more is said than before. */
async function saidIn(app: App, from: Day, until: Day, units: readonly string[] | null): Promise<Said> {
  const { database } = app.store
  const before = addDays(from, -(daysBetween(from, until) + 1))
  const [registered, now, then, first] = await Promise.all([
    registeredServices(database, from, until, units),
    serviceCounts(app, from, until, units),
    serviceCounts(app, before, addDays(from, -1), units),
    firstCountedDay(database),
  ])
  const nameOf = (service: string): LocalText | null => app.rulebook.service(service, until)?.service.name ?? null
  const sum = (of: 'answeredDirectly' | 'closed') => registered.reduce((total, one) => total + one[of], 0)
  return {
    received: [...now.values()].reduce((total, count) => total + count, 0),
    answeredDirectly: sum('answeredDirectly'),
    closed: sum('closed'),
    services: topServices(now, nameOf),
    rising: first === null || first > before ? null : risingServices(now, then, nameOf),
  }
}

/** The whole city's from its counters; of units, the requests that they lead. */
async function serviceCounts(app: App, from: Day, until: Day, units: readonly string[] | null): Promise<ServiceCounts> {
  const { database } = app.store
  if (units !== null) {
    const rows = await registeredServices(database, from, until, units)
    return new Map(rows.map(({ service, count }) => [service, count]))
  }
  const prefix = topicKey(null)
  const counted = await unitCounts(database, from, until, ['topic'])
  return new Map([...counted].map(([key, { topic = 0 }]) => [key.slice(prefix.length), topic]))
}

async function overdueOn(app: App, day: Day, kind: ReportScopeKind): Promise<number | null> {
  if (kind !== 'city') return null
  return (await cityDays(app.store.database, day, day)).get(day)?.overdue ?? null
}

async function ledgerOf(app: App, units: readonly string[] | null): Promise<Report['ledger']> {
  const { timeZone } = app.rulebook.pack
  const today = dayOf(app.clock.now(), timeZone)
  const { total, oldest } = await standingLedger(app.store.database, units, ledgerMost)
  return {
    total,
    oldest: oldest.map(({ unit, since, reviewAt }) => {
      const on = dayOf(since, timeZone)
      return {
        unit,
        name: app.rulebook.unit(unit)?.name ?? { 'zh-CN': unit, en: unit },
        since: on,
        ageDays: daysBetween(on, today),
        reviewOn: reviewAt === null ? null : dayOf(reviewAt, timeZone),
      }
    }),
  }
}
