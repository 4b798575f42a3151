import type { App } from '../../actions/app.ts'
import { unitMonth, type UnitMonth } from '../../actions/unit-month.ts'
import { addDays } from '../../core/calendar/day.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import { requestNumber } from '../../core/work-order/number.ts'
import { districtRows, type DistrictRow, type DistrictView } from '../../store/read/district.ts'
import { placeHistory, type PlaceHistory } from '../../store/read/review/place-history.ts'
import { handlerLoads, unitHandlers, type Handler, type HandlerLoad } from '../../store/read/unit/handlers.ts'
import { frequentServices } from '../../store/read/unit/month.ts'
import { unitOrders, type UnitOrder } from '../../store/read/unit/orders.ts'

/** What the desks of units, districts and reviewers ask of the house. */
export interface UnitDesk {
  /** What a unit leads now, soonest due first. */
  readonly unitOrders: (unit: string, limit: number) => Promise<readonly UnitOrder[]>
  /** The unit's running month; null for a unit that is not assessed. */
  readonly unitMonth: (unit: string) => Promise<UnitMonth | null>
  /** What the unit was given most in the last four weeks. */
  readonly frequentServices: (
    unit: string,
  ) => Promise<readonly { readonly serviceCode: string; readonly count: number }[]>
  readonly unitHandlers: (unit: string) => Promise<readonly Handler[]>
  readonly handlerLoads: (unit: string) => Promise<readonly HandlerLoad[]>
  readonly districtRows: (view: DistrictView, unit: string, limit: number) => Promise<readonly DistrictRow[]>
  /** Ended requests of the same kind at the same place; with a unit only those that it led. */
  readonly placeHistory: (
    place: { readonly areaCode: string; readonly serviceCode: string; readonly except: string; readonly unit?: string },
    limit: number,
  ) => Promise<readonly PlaceHistory[]>
}

const weeksBack = 28

export function createUnitDesk(app: App): UnitDesk {
  const { store, clock, rulebook } = app
  const { database } = store
  return {
    unitOrders: (unit, limit) => unitOrders(database, unit, limit),
    unitMonth: (unit) => unitMonth(app, unit),
    frequentServices: (unit) => {
      const since = addDays(dayOf(clock.now(), rulebook.pack.timeZone), -weeksBack)
      return frequentServices(database, unit, requestNumber(since, 0), 5)
    },
    unitHandlers: (unit) => unitHandlers(database, unit, clock.now()),
    handlerLoads: (unit) => handlerLoads(database, unit, clock.now()),
    districtRows: (view, unit, limit) => districtRows(database, view, unit, clock.now(), limit),
    placeHistory: (place, limit) => placeHistory(database, place, limit),
  }
}
