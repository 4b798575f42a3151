import { closedPeriod } from '../store/read/scores/closed-period.ts'
import { ordersBehind, type OrderPart, type OrderPlace, type ScoredOrder } from '../store/read/scores/orders.ts'
import { isPeriodCode } from '../core/assessment/period.ts'
import { periodNamed } from '../core/assessment/scheme-periods.ts'
import type { AssessmentScheme } from '../core/assessment/scheme.ts'
import type { Actor, ActingRole } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import type { App } from './app.ts'

/** Who sees every unit's orders; a unit's own people see its own, and a district those of its area. */
const seesAll: readonly ActingRole[] = ['assessment_officer', 'auditor', 'reviewer', 'supervisor', 'system']
const seesOwn: readonly ActingRole[] = ['unit_head', 'unit_handler', 'district_centre']

/** What one order adds to each rate: what is counted, out of what; 0 and 0 where it takes no part. */
export interface OrderDerivation {
  readonly response: Part
  readonly resolution: Part
  readonly satisfaction: Part
}
interface Part {
  readonly numerator: number
  readonly denominator: number
}

export interface BehindOrder extends ScoredOrder {
  /** In the full calibre; an excluded order counts for nothing in the assessed one. */
  readonly derivation: OrderDerivation
}

export type OrdersPage =
  | {
      readonly ok: true
      readonly orders: readonly BehindOrder[]
      readonly next: OrderPlace | null
      readonly scheme: AssessmentScheme
    }
  | Refused

export interface OrdersAsked {
  readonly period: string
  readonly unit: string
  readonly part: OrderPart
  readonly after?: OrderPlace | undefined
  readonly limit: number
}

export function maySeeOrders(app: App, actor: Actor, unit: string): boolean {
  if (seesAll.includes(actor.role)) return actor.unit === undefined || isWithin(app, actor.unit, unit)
  return seesOwn.includes(actor.role) && actor.unit !== undefined && isWithin(app, actor.unit, unit)
}

/** The unit itself, or one of the district's; the city's own offices see all. */
function isWithin({ rulebook }: App, own: string, unit: string): boolean {
  const kind = rulebook.unit(own)?.kind
  return own === unit || kind === 'city' || (kind === 'district' && rulebook.districtOf(unit) === own)
}

/** The orders behind a unit's figures of a period, a page at a time. Refuses `not_permitted`, `unit_not_found`, `invalid_date`. */
export async function ordersOf(app: App, actor: Actor, asked: OrdersAsked): Promise<OrdersPage> {
  const { database } = app.store
  const { schemes, timeZone } = app.rulebook.pack
  if (!isPeriodCode(asked.period)) return refuse('invalid_date', { field: 'period' })
  if (!maySeeOrders(app, actor, asked.unit)) return refuse('not_permitted')
  const closed = await closedPeriod(database, asked.period)
  if (!closed && !app.rulebook.unit(asked.unit)) return refuse('unit_not_found', { field: 'unit' })
  const named = closed ?? periodNamed(schemes, asked.period, timeZone)
  if (!named) return refuse('invalid_date', { field: 'period' })
  const { unit, part, after, limit } = asked
  const found = await ordersBehind(database, {
    ...named.period,
    unit,
    part,
    after,
    limit,
    timeZone: closed?.timeZone ?? timeZone,
  })
  return {
    ok: true,
    orders: found.orders.map((order) => ({ ...order, derivation: derivationOf(order, named.scheme) })),
    next: found.next,
    scheme: named.scheme,
  }
}

const nothing: Part = { numerator: 0, denominator: 0 }

/** How an answer enters the three rates by a scheme. */
export function derivationOf(
  order: Pick<ScoredOrder, 'answeredOn' | 'isResponseOnly' | 'contacted' | 'resolved' | 'satisfaction'>,
  scheme: Pick<AssessmentScheme, 'basicallySatisfiedMark'>,
): OrderDerivation {
  if (order.answeredOn === null) return { response: nothing, resolution: nothing, satisfaction: nothing }
  const one = (numerator: number): Part => ({ numerator, denominator: 1 })
  const response = one(Number(order.contacted === true))
  if (order.isResponseOnly) return { response, resolution: nothing, satisfaction: nothing }
  const marks = { satisfied: 1, basically_satisfied: scheme.basicallySatisfiedMark, dissatisfied: 0 }
  return {
    response,
    resolution: one(Number(order.resolved === true)),
    satisfaction: one(order.satisfaction === null ? 0 : (marks[order.satisfaction] ?? 0)),
  }
}
