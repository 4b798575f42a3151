import type { WorkingCalendar } from '../calendar/calendar.ts'
import type { Instant } from '../time.ts'
import type { Deadline } from './deadline.ts'
import { dueOf } from './due.ts'
import type { ClockName, Term, UrgencyLevel } from './terms.ts'

export interface PromisedTerm {
  readonly term: Term
  readonly clock: ClockName
  readonly level: UrgencyLevel
  readonly termsVersion: string
  /** When the clock starts. */
  readonly from: Instant
  readonly calendar: WorkingCalendar
}

/**
 * Writes a deadline with everything it came from (design: stamp what was promised). The rules of
 * counting are those of `dueOf`. Throws RangeError for an amount outside 1 to 1,000,000.
 */
export function stamp(promise: PromisedTerm): Deadline {
  const { term, clock, level, termsVersion, from, calendar } = promise
  const { dueAt, steps } = dueOf(term, from, calendar)
  return {
    clock,
    level,
    termsVersion,
    calendarVersion: calendar.version,
    timeZone: calendar.timeZone,
    startedAt: from,
    dueAt,
    term,
    pausedMinutes: 0,
    derivation: steps,
  }
}
