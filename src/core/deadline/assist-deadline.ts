import type { WorkingCalendar } from '../calendar/calendar.ts'
import { addWorkingTime, workingTimeBetween } from '../calendar/working-time.ts'
import type { Instant } from '../time.ts'
import { MINUTE } from '../time.ts'
import type { Deadline } from './deadline.ts'

/**
 * The deadline of an assisting unit: a share of the time that the lead has left, in the lead's own
 * kind of time, and always at least a minute before the lead's own (Regulation, art. 14). Where the
 * lead's deadline is over already, so is the assistant's.
 * @param share of the lead's remaining time, more than 0 and up to 1
 */
export function assistDeadline(
  lead: Deadline,
  share: number,
  from: Instant = lead.startedAt,
  calendar?: WorkingCalendar,
): Deadline {
  const dueAt = Math.min(shareOf(lead, share, from, calendar), lead.dueAt - MINUTE)
  return {
    ...lead,
    startedAt: from,
    dueAt,
    pausedMinutes: 0,
    derivation: [{ step: 'share', share, leadDueAt: lead.dueAt }],
  }
}

/** Without a calendar the share is taken of the elapsed time, whatever the lead's term counts. */
function shareOf(lead: Deadline, share: number, from: Instant, calendar: WorkingCalendar | undefined): Instant {
  if (!(share > 0 && share <= 1)) throw new RangeError(`not a share: ${share}`)
  const part = (milliseconds: number) => Math.floor((milliseconds * share) / MINUTE) * MINUTE
  if (lead.term.counts === 'calendar' || !calendar) return from + part(Math.max(0, lead.dueAt - from))
  return addWorkingTime(calendar, from, part(workingTimeBetween(calendar, from, lead.dueAt)))
}
