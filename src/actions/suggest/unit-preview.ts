import { dayOf } from '../../core/calendar/zone.ts'
import type { Deadline } from '../../core/deadline/deadline.ts'
import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import { route } from '../../core/routing/route.ts'
import { promiseOf } from '../../core/work-order/assignment.ts'
import type { App } from '../app.ts'

/** Where a request would go if it were dispatched now, and what would be promised. */
export interface UnitPreview {
  /** Null where the catalogue cannot decide: a dispatcher does. */
  readonly unit: string | null
  readonly districtUnit: string | null
  readonly assists: readonly string[]
  readonly reasons: readonly string[]
  readonly level: UrgencyLevel
  readonly deadline: Deadline
}

/** Undefined for a service that is not in today's catalogue. */
export function previewUnit(app: App, serviceCode: string, areaCode: string | null): UnitPreview | undefined {
  const { rulebook, clock } = app
  const now = clock.now()
  const day = dayOf(now, rulebook.pack.timeZone)
  const entry = rulebook.service(serviceCode, day)
  if (!entry) return undefined
  const { level } = entry.service
  const { lead, districtUnit, assists, reasons } = route(rulebook, serviceCode, areaCode, day)
  return {
    unit: lead,
    districtUnit,
    assists,
    reasons,
    level,
    deadline: promiseOf(rulebook, 'handling', level, now),
  }
}
