import type { App } from '../../actions/app.ts'
import { maySeeOrders, ordersOf, type OrdersAsked, type OrdersPage } from '../../actions/orders-behind.ts'
import {
  closePeriod,
  listPeriods,
  publishPeriod,
  type ListedPeriod,
  type PeriodOutcome,
} from '../../actions/period-life.ts'
import type { Actor } from '../../core/permission/roles.ts'

/** What pages of scores ask of the house. */
export interface ScoreDoors {
  readonly listPeriods: () => Promise<readonly ListedPeriod[]>
  readonly closePeriod: (actor: Actor, period: string) => Promise<PeriodOutcome>
  readonly publishPeriod: (actor: Actor, period: string) => Promise<PeriodOutcome>
  /** Whether the actor may open the orders behind a unit's figures. */
  readonly maySeeOrders: (actor: Actor, unit: string) => boolean
  readonly ordersBehind: (actor: Actor, asked: OrdersAsked) => Promise<OrdersPage>
}

export const createScoreDoors = (app: App): ScoreDoors => ({
  listPeriods: () => listPeriods(app),
  closePeriod: (actor, period) => closePeriod(app, actor, period),
  publishPeriod: (actor, period) => publishPeriod(app, actor, period),
  maySeeOrders: (actor, unit) => maySeeOrders(app, actor, unit),
  ordersBehind: (actor, asked) => ordersOf(app, actor, asked),
})
