import { emptyCounts } from '../core/assessment/counts.ts'
import { isPeriodCode, monthAfter } from '../core/assessment/period.ts'
import { closesAt, periodAt, periodNamed, type SchemePeriod } from '../core/assessment/scheme-periods.ts'
import type { ActingRole, Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import { closedPeriod, closedPeriods, type ClosedPeriod } from '../store/read/scores/closed-period.ts'
import { firstCountedDay } from '../store/read/scores/sealed.ts'
import { freezePeriod, publishPeriod as writePublished } from '../store/write/assessment-period.ts'
import type { App } from './app.ts'
import { figuresOf, type PeriodStands } from './scores.ts'

/** Who closes and publishes; the product closes by itself what has had its days of grace. */
const closers: readonly ActingRole[] = ['assessment_officer', 'system']

export type PeriodOutcome = { readonly ok: true; readonly period: ClosedPeriod } | Refused

export interface ListedPeriod {
  readonly code: string
  readonly fromDay: string
  readonly untilDay: string
  readonly scheme: string
  readonly isTransition: boolean
  readonly stands: PeriodStands
  readonly closesAt: Instant
  readonly closedAt: Instant | null
  readonly publishedAt: Instant | null
  readonly treeSize: number | null
}

/**
 * Freezes a period's figures with its scheme, units, catalogue and checkpoint. Refuses `not_permitted`,
 * `invalid_date`, `period_not_due` before its days of grace are over, `already_done`, `period_overlaps`,
 * `period_not_sealed` while an entry that counts has no checkpoint yet, `figures_differ` where roll-ups and
 * records do not agree.
 */
export async function closePeriod(app: App, actor: Actor, code: string): Promise<PeriodOutcome> {
  if (!closers.includes(actor.role)) return refuse('not_permitted')
  const { rulebook, store, clock } = app
  const { schemes, timeZone } = rulebook.pack
  const named = isPeriodCode(code) ? periodNamed(schemes, code, timeZone) : undefined
  if (!named) return refuse('invalid_date', { field: 'period' })
  const now = clock.now()
  const due = closesAt(named, timeZone)
  if (now < due) return refuse('period_not_due', { facts: { period: code } })
  const outcome = await freezePeriod(store.database, {
    named,
    timeZone,
    catalogueVersion: rulebook.catalogueOn(named.period.untilDay)?.version ?? '',
    answeredBefore: due,
    at: now,
    actor,
    freeze: (counts, figures) =>
      figuresOf(app, figures).map((figure) => ({ ...figure, counts: counts.get(figure.unit) ?? emptyCounts })),
  })
  if (outcome !== 'closed') return refuse(outcome, { facts: { period: code } })
  return closedOr(app, code)
}

/** Publishes a closed period. Refuses `not_permitted`, `period_not_closed`, `already_done`. */
export async function publishPeriod(app: App, actor: Actor, code: string): Promise<PeriodOutcome> {
  if (!closers.includes(actor.role)) return refuse('not_permitted')
  if (!isPeriodCode(code)) return refuse('invalid_date', { field: 'period' })
  if (!(await closedPeriod(app.store.database, code))) return refuse('period_not_closed', { facts: { period: code } })
  if (!(await writePublished(app.store.database, code, app.clock.now(), actor))) return refuse('already_done')
  return closedOr(app, code)
}

async function closedOr(app: App, code: string): Promise<PeriodOutcome> {
  const period = await closedPeriod(app.store.database, code)
  return period ? { ok: true, period } : refuse('period_not_closed', { facts: { period: code } })
}

const listedMost = 24

/** Periods with anything counted, the newest first: what runs, what waits for its close, what is frozen. */
export async function listPeriods(app: App): Promise<readonly ListedPeriod[]> {
  const { database } = app.store
  const [closed, first] = await Promise.all([closedPeriods(database), firstCountedDay(database)])
  const byCode = new Map(closed.map((one) => [one.period.code, one]))
  const codes = openSince(app, first).map(({ period }) => period.code)
  const all = [...new Set([...codes, ...byCode.keys()])].toSorted().toReversed().slice(0, listedMost)
  return all.flatMap((code) => listed(app, code, byCode.get(code)))
}

function listed(app: App, code: string, closed: ClosedPeriod | undefined): readonly ListedPeriod[] {
  const { schemes, timeZone } = app.rulebook.pack
  const named: SchemePeriod | undefined = closed ?? periodNamed(schemes, code, timeZone)
  if (!named) return []
  const { period, scheme, isTransition } = named
  const open = app.clock.now() < period.until ? 'running' : 'ended'
  const frozen = closed?.publishedAt === null ? 'closed' : 'published'
  return [
    {
      code,
      fromDay: period.fromDay,
      untilDay: period.untilDay,
      scheme: scheme.version,
      isTransition,
      stands: closed ? frozen : open,
      closesAt: closesAt(named, closed?.timeZone ?? timeZone),
      closedAt: closed?.closedAt ?? null,
      publishedAt: closed?.publishedAt ?? null,
      treeSize: closed?.checkpoint.size ?? null,
    },
  ]
}

/** Periods from a day on to the one that runs, by the schemes of today, the oldest first; at most two years. */
function openSince(app: App, first: string | null): readonly SchemePeriod[] {
  const { schemes, timeZone } = app.rulebook.pack
  const running = periodAt(schemes, app.clock.now(), timeZone)
  const found: SchemePeriod[] = [running]
  let { code } = running.period
  while (first !== null && found.length < listedMost && (found[0]?.period.fromDay ?? first) > first) {
    code = monthAfter(code, -1)
    const before = periodNamed(schemes, code, timeZone)
    if (before) found.unshift(before)
  }
  return found
}

/** The oldest period that has had its days of grace and is not closed yet; undefined where none waits. */
export async function nextToClose(app: App): Promise<string | undefined> {
  const { database } = app.store
  const { timeZone } = app.rulebook.pack
  const first = await firstCountedDay(database)
  if (first === null) return undefined
  const closed = new Set((await closedPeriods(database)).map(({ period }) => period.code))
  const now = app.clock.now()
  return openSince(app, first).find((named) => closesAt(named, timeZone) <= now && !closed.has(named.period.code))
    ?.period.code
}
