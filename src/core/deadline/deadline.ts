import type { Day, Instant, TimeOfDay } from '../time.ts'
import { MINUTE } from '../time.ts'
import type { ClockName, Term, UrgencyLevel } from './terms.ts'

/**
 * Why a deadline lies where it lies, in the order in which time was counted. Plain data, and small
 * however long the term: it is kept with every order.
 */
export type DerivationStep =
  /** The start lay outside working time: counted from the next opening. */
  | { readonly step: 'countsFrom'; readonly at: Instant }
  /** Published holidays, with the ordinary days off that touch them; both days inclusive. */
  | { readonly step: 'skipped'; readonly from: Day; readonly until: Day }
  /** Ordinary days off that touch no holiday: how many. */
  | { readonly step: 'daysOff'; readonly days: number }
  | { readonly step: 'makeUpWorkday'; readonly day: Day }
  /** The calendar was not published this far: counted as plain weeks; both days inclusive. */
  | { readonly step: 'unpublished'; readonly from: Day; readonly until: Day }
  /** The same time of day was closed, or skipped by the clocks, on the due day. */
  | {
      readonly step: 'adjusted'
      readonly wanted: TimeOfDay
      readonly to: TimeOfDay
      readonly why: 'closed' | 'clockChange'
    }
  | PausedStep
  | ExtendedStep
  /** An assistant's share of the lead's own time. */
  | { readonly step: 'share'; readonly share: number; readonly leadDueAt: Instant }

/** An approved pause; the day steps after it belong to it. */
export interface PausedStep {
  readonly step: 'paused'
  readonly from: Instant
  readonly until: Instant
  /** Paused minutes in the deadline's own kind of time. */
  readonly minutes: number
  /** Ends of (working) days that passed meanwhile, where the term counts those. */
  readonly days?: number
  /** Only where another calendar than the stamp's was used. */
  readonly calendarVersion?: string
}

/** An approved extension; the day steps after it belong to it. */
export interface ExtendedStep {
  readonly step: 'extended'
  readonly term: Term
  readonly from: Instant
  readonly to: Instant
  /** Only where another calendar than the stamp's was used. */
  readonly calendarVersion?: string
}

/** What was promised, as it was promised: written once, moved only by a recorded extension or pause. Plain JSON. */
export interface Deadline {
  readonly clock: ClockName
  readonly level: UrgencyLevel
  readonly termsVersion: string
  readonly calendarVersion: string
  readonly timeZone: string
  readonly startedAt: Instant
  readonly dueAt: Instant
  readonly term: Term
  /** Minutes for which the clock stood still, in its own kind of time. */
  readonly pausedMinutes: number
  readonly derivation: readonly DerivationStep[]
}

/** What happens exactly at `dueAt` is still in time. */
export function isOverdue(deadline: Pick<Deadline, 'dueAt'>, now: Instant): boolean {
  return now > deadline.dueAt
}

/** Whole minutes left on the wall clock, rounded down: negative as soon as the deadline is overdue. */
export function remaining(deadline: Pick<Deadline, 'dueAt'>, now: Instant): number {
  return Math.floor((deadline.dueAt - now) / MINUTE)
}
