import { closePeriod, listPeriods, publishPeriod } from '../../actions/period-life.ts'
import { interestRecords } from '../../actions/interests.ts'
import { maySeeOrders, ordersOf } from '../../actions/orders-behind.ts'
import { scoresOf, type PeriodScores } from '../../actions/scores.ts'
import { isPeriodCode } from '../../core/assessment/period.ts'
import { periodAt } from '../../core/assessment/scheme-periods.ts'
import type { Actor, ActingRole } from '../../core/permission/roles.ts'
import { dayNumber, isDay } from '../../core/calendar/day.ts'
import type { OrderPlace } from '../../store/read/scores/orders.ts'
import { problem, refusedWith, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { isoTime, withTimes } from '../present.ts'
import type { Call, Route } from '../route.ts'

const limitUsual = 50
const limitMost = 200

type Described = readonly [path: string, name: string, summary: string]

const get = ([path, name, summary]: Described, run: Route['run'], query: readonly string[] = []): Route => ({
  method: 'GET',
  path,
  name,
  summary,
  caller: 'staff',
  query,
  answers: 200,
  run,
})

/** What moves a period takes no fields: the address says it all. */
const post = ([path, name, summary]: Described, run: Route['run']): Route => ({
  method: 'POST',
  path,
  name,
  summary,
  caller: 'staff',
  body: {},
  answers: 200,
  run,
})

const described = {
  scores: ['/scores', 'readScores', 'Scores by unit of the period that ends in a month (YYYY-MM), else of today’s'],
  periods: ['/scores/periods', 'listPeriods', 'Periods of assessment, the newest first, and how each stands'],
  period: ['/scores/:period', 'readPeriod', 'Scores of a period: frozen once it is closed, a preview before'],
  unit: ['/scores/:period/units/:unit', 'readUnitScore', 'One unit in a period, with everything counted of it'],
  orders: [
    '/scores/:period/units/:unit/orders',
    'listScoredOrders',
    'The orders behind a unit’s figures (`part` answered or due), each with what it adds; go on with `next` as cursor',
  ],
  close: ['/scores/:period/close', 'closePeriod', 'Freeze a period’s figures, scheme and units'],
  publish: ['/scores/:period/publish', 'publishPeriod', 'Publish a period that is closed'],
  interests: ['/interests', 'listInterests', 'What staff declared an interest in, and what they did with it before'],
} as const satisfies Readonly<Record<string, Described>>

/** Scores of units, the life of periods, and the orders behind a figure. */
export function scoreRoutes(api: Api): readonly Route[] {
  const asked = (call: Call): Promise<Reply> => readScores(api, call, call.query['period'] ?? currentPeriod(api))
  const periods = async (): Promise<Reply> => ({
    status: 200,
    json: { periods: withTimes(await listPeriods(api.app)) },
  })
  return [
    get(described.scores, asked, ['period']),
    get(described.periods, periods),
    get(described.period, (call) => readScores(api, call, call.param('period'))),
    get(described.unit, (call) => readUnit(api, call)),
    get(described.orders, (call) => readOrders(api, call), ['part', 'cursor', 'limit']),
    post(described.close, (call) => moved(api, call, closePeriod)),
    post(described.publish, (call) => moved(api, call, publishPeriod)),
    get(described.interests, (call) => readInterests(api, call), ['account']),
  ]
}

const currentPeriod = ({ app }: Api): string => {
  const { schemes, timeZone } = app.rulebook.pack
  return periodAt(schemes, app.clock.now(), timeZone).period.code
}

function periodFault(code: string): Reply | undefined {
  if (!isPeriodCode(code)) return refusedWith([{ code: 'invalid_date', field: 'period' }])
  if (code < '1000-01' || code > '2999-12') return refusedWith([{ code: 'out_of_range', field: 'period' }])
  return undefined
}

async function readScores(api: Api, { actor }: Call, code: string): Promise<Reply> {
  const fault = periodFault(code)
  if (fault) return fault
  const scores = await scoresOf(api.app, code)
  return { status: 200, json: { ...head(scores, actor), objects: scores.objects } }
}

/** Who may read which request was corrected; others learn of figures and days. */
const readCorrections: readonly ActingRole[] = ['assessment_officer', 'auditor', 'reviewer']

function head(
  { period, scheme, isTransition, stands, closesAt, checkpoint, closed, corrections }: PeriodScores,
  actor?: Actor,
) {
  const seesNumbers = actor !== undefined && readCorrections.includes(actor.role)
  return {
    period: { ...period, from: isoTime(period.from), until: isoTime(period.until) },
    schemeVersion: scheme.version,
    presentation: scheme.presentation,
    isTransition,
    stands,
    closesAt: isoTime(closesAt),
    checkpoint: withTimes(checkpoint),
    closedAt: isoTime(closed?.closedAt ?? null),
    publishedAt: isoTime(closed?.publishedAt ?? null),
    figuresHash: closed?.figuresHash ?? null,
    corrections: corrections.map(({ number, seq, ...rest }) =>
      withTimes(seesNumbers ? { number, seq, ...rest } : rest),
    ),
  }
}

async function readUnit(api: Api, { actor, param }: Call): Promise<Reply> {
  const fault = periodFault(param('period'))
  if (fault) return fault
  const scores = await scoresOf(api.app, param('period'))
  const code = param('unit')
  for (const { object, units } of scores.objects) {
    const unit = units.find((one) => one.unit === code)
    if (!unit) continue
    const corrections = scores.corrections.filter((one) => one.unit === code)
    const mayOpen = actor !== undefined && maySeeOrders(api.app, actor, code)
    return {
      status: 200,
      json: { ...head({ ...scores, corrections }, actor), object, ...unit, mayOpenOrders: mayOpen },
    }
  }
  return refusedWith([{ code: 'unit_not_found', field: 'unit' }])
}

async function readOrders(api: Api, { actor, param, query }: Call): Promise<Reply> {
  if (!actor) throw new Error('a reader without a name')
  const part = query['part'] ?? 'answered'
  if (part !== 'answered' && part !== 'due') return problem('invalid_filter', { more: { filter: 'part' } })
  const limit = query['limit'] === undefined ? limitUsual : Number(query['limit'])
  if (!Number.isInteger(limit) || limit < 1) return problem('invalid_filter', { more: { filter: 'limit' } })
  const after = query['cursor'] === undefined ? undefined : placeOf(query['cursor'])
  if (after === null) return problem('invalid_filter', { more: { filter: 'cursor' } })
  const page = await ordersOf(api.app, actor, {
    period: param('period'),
    unit: param('unit'),
    part,
    after,
    limit: Math.min(limit, limitMost),
  })
  if (!page.ok) return refusedWith([page.refusal])
  const next = page.next && `${page.next.on}.${page.next.number}`
  return { status: 200, json: { orders: withTimes(page.orders), next, schemeVersion: page.scheme.version } }
}

/** `2026-11-02.26110200000127`; null where it is none. */
export function placeOf(cursor: string): OrderPlace | null {
  const [on = '', number = '', ...rest] = cursor.split('.')
  const isPlace = rest.length === 0 && isDay(on) && Number.isFinite(dayNumber(on)) && /^\d{1,18}$/.test(number)
  return isPlace ? { on, number } : null
}

async function moved(api: Api, { actor, param }: Call, move: typeof closePeriod): Promise<Reply> {
  if (!actor) throw new Error('a mover without a name')
  const outcome = await move(api.app, actor, param('period'))
  if (!outcome.ok) return refusedWith([outcome.refusal])
  const { period, scheme, checkpoint, closedAt, publishedAt, figuresHash } = outcome.period
  return {
    status: 200,
    json: {
      period: period.code,
      schemeVersion: scheme.version,
      checkpoint: withTimes(checkpoint),
      closedAt: isoTime(closedAt),
      publishedAt: isoTime(publishedAt),
      figuresHash,
    },
  }
}

const auditors: readonly ActingRole[] = ['auditor', 'system_admin']

async function readInterests(api: Api, { actor, query }: Call): Promise<Reply> {
  if (!actor || !auditors.includes(actor.role)) return refusedWith([{ code: 'not_permitted' }])
  const interests = await interestRecords(api.app, query['account'] ?? null)
  return { status: 200, json: { interests: withTimes(interests) } }
}
