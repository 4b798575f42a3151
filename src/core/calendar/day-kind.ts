import type { Day } from '../time.ts'
import type { DayKind, WorkingCalendar } from './calendar.ts'
import { dayNumber, weekdayOfNumber } from './day.ts'

export interface DayInCalendar {
  readonly kind: DayKind
  /** False for days after `publishedUntil`, which follow the plain week by assumption. */
  readonly isPublished: boolean
  /** The published name of a holiday or make-up workday. */
  readonly name?: string
}

/**
 * What kind of day a civil day is. Exceptions listed after `publishedUntil` are drafts and not looked at.
 * Throws RangeError where the text is not a civil day.
 */
export function dayKind(calendar: WorkingCalendar, day: Day): DayInCalendar {
  const isPublished = day <= calendar.publishedUntil
  const weekday = weekdayOfNumber(dayNumber(day))
  const listed = isPublished ? calendar.days[day] : undefined
  if (listed) return { kind: listed.kind, isPublished, name: listed.name }
  return { kind: calendar.weekdays[weekday]?.length ? 'weekday' : 'weekend', isPublished }
}
