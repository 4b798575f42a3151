import type { LoaderFunctionArgs } from 'react-router'
import type { BehindOrder } from '../../../actions/orders-behind.ts'
import type { OrderPart, OrderPlace } from '../../../store/read/scores/orders.ts'
import { rateNames, type RateName } from '../../../core/assessment/rate-names.ts'
import { isDay } from '../../../core/calendar/day.ts'
import { printedNumber } from '../../../core/work-order/number.ts'
import { askedPeriod } from '../../board/scores.server.ts'
import { unitScores, type UnitScoresData } from '../../board/unit-scores.server.ts'
import { pageContext } from '../../context.ts'
import type { PageContext } from '../../page-context.ts'
import { signedIn } from '../staff.server.ts'

export interface OrderRow {
  readonly number: string
  readonly printed: string
  readonly on: string
  readonly service: string
  readonly isResponseOnly: boolean
  readonly isExcluded: boolean
  /** Reason of an exclusion that was asked for; null where none was. */
  readonly exclusion: string | null
  /** What the order adds to each rate; null where it takes no part. */
  readonly adds: Readonly<Record<RateName, number | null>>
  readonly isAnswered: boolean
}

export interface OrdersData {
  readonly part: OrderPart
  readonly rows: readonly OrderRow[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
  readonly isLater: boolean
}

export interface DeskUnitData {
  readonly scores: UnitScoresData
  /** Null for those who see the counts alone. */
  readonly orders: OrdersData | null
  /** What the running month still holds; null where the period is another, or the actor of another unit. */
  readonly help: { readonly best: number | null; readonly stillAsked: number; readonly uncontacted: number } | null
}

const limit = 50

/** A unit's period within the desk: the public figures, and for those who may the orders behind them. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<DeskUnitData> {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await signedIn(page, request)
  const { searchParams } = new URL(request.url)
  const unit = params['unit'] ?? ''
  const { code, current } = askedPeriod(searchParams, page)
  const scores = await unitScores(page, code, unit)
  const part: OrderPart = searchParams.get('part') === 'due' ? 'due' : 'answered'
  const after = placeOf(searchParams.get('after'))
  const found = house.maySeeOrders(actor, unit)
    ? await house.ordersBehind(actor, { period: code, unit, part, after, limit })
    : null
  const month = code === current && house.maySeeOrders(actor, unit) ? await house.unitMonth(unit) : null
  return {
    scores,
    orders: found?.ok
      ? {
          part,
          rows: found.orders.map((order) => rowOf(order, page)),
          next: found.next && `${found.next.on}.${found.next.number}`,
          isLater: after !== undefined,
        }
      : null,
    help: month && { best: month.best, stillAsked: month.stillAsked, uncontacted: month.uncontacted },
  }
}

function placeOf(cursor: string | null): OrderPlace | undefined {
  const [on = '', number = ''] = cursor?.split('.') ?? []
  return isDay(on) && /^\d{1,18}$/.test(number) ? { on, number } : undefined
}

function rowOf(order: BehindOrder, { house, visit }: PageContext): OrderRow {
  const { derivation, exclusion } = order
  const adds = Object.fromEntries(
    rateNames.map((rate) => [rate, derivation[rate].denominator === 0 ? null : derivation[rate].numerator]),
  ) as Record<RateName, number | null>
  return {
    number: order.number,
    printed: printedNumber(order.number),
    on: order.on,
    service: house.serviceNow(order.serviceCode, visit.language),
    isResponseOnly: order.isResponseOnly,
    isExcluded: order.excluded,
    exclusion: exclusion && house.reasonName(exclusion.reason, visit.language),
    adds,
    isAnswered: order.answeredOn !== null,
  }
}
