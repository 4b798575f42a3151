import type { Rulebook } from '../catalogue/rulebook.ts'
import { dayOf } from '../calendar/zone.ts'
import { assistDeadline } from '../deadline/assist-deadline.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { stamp } from '../deadline/stamp.ts'
import type { ClockName, UrgencyLevel } from '../deadline/terms.ts'
import type { Instant } from '../time.ts'
import type { Assignment } from './events.ts'

/** Stamps one promise by the terms in force on the city's day of `from`. */
export function promiseOf(rulebook: Rulebook, clock: ClockName, level: UrgencyLevel, from: Instant): Deadline {
  const { calendar } = rulebook.pack
  const terms = rulebook.termsOn(dayOf(from, calendar.timeZone))
  return stamp({ term: terms.levels[level][clock], clock, level, termsVersion: terms.version, from, calendar })
}

/** A lead's assignment: signing and first contact beside the handling promise (Regulation, art. 13). */
export function leadAssignment(
  rulebook: Rulebook,
  unitCode: string,
  level: UrgencyLevel,
  from: Instant,
  clock: 'handling' | 'rework' = 'handling',
): Assignment {
  return {
    unitCode,
    // A rework goes back to the unit that has signed already.
    signingDueAt: clock === 'rework' ? null : promiseOf(rulebook, 'signing', level, from).dueAt,
    firstContactDueAt: promiseOf(rulebook, 'firstContact', level, from).dueAt,
    deadline: promiseOf(rulebook, clock, level, from),
  }
}

/** An assistant's assignment ends before the lead's own deadline (art. 14). */
export function assistAssignment(rulebook: Rulebook, unitCode: string, lead: Deadline, from: Instant): Assignment {
  return {
    unitCode,
    signingDueAt: null,
    firstContactDueAt: null,
    deadline: assistDeadline(lead, rulebook.pack.rules.assistShareOfDeadline, from, rulebook.pack.calendar),
  }
}
