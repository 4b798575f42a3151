import type { Day, Instant } from '../time.ts'
import type { RecordedEvent } from '../work-order/events.ts'
import type { ServiceRequest } from '../work-order/service-request.ts'
import type { UnitCounts } from './counts.ts'

/** What is counted beside the rates: volume, timeliness, dispatch quality, whistles. */
export type Metric =
  | keyof UnitCounts
  /** Requests of the unit's own area, whoever handles them. */
  | 'received'
  /** Registered requests of a service, kept under the service's key instead of a unit's code. */
  | 'topic'
  | 'signed'
  | 'signedLate'
  | 'contactedFirst'
  | 'firstContactLate'
  | 'replied'
  | 'repliedLate'
  | 'objected'
  | 'objectionUpheld'
  | 'rework'
  | 'reopened'
  | 'assisted'
  | 'assistLate'
  /** On the lead's account: an assistant was late whom it had never urged. */
  | 'assistLateNotUrged'
  | 'whistled'
  | 'whistleMissed'
  /** Both sides' marks of a whistle (双考核): how many, and their sum, of the department and of the subdistrict. */
  | 'markedAsDepartment'
  | 'marksAsDepartment'
  | 'markedAsSubdistrict'
  | 'marksAsSubdistrict'
  /** A gauge, not a flow: requests that the unit holds now; its deltas all carry `gaugeDay`. */
  | 'open'

/** The day under which gauges are kept, so that they add up over all time. */
export const gaugeDay: Day = '1970-01-01'

/** One counted fact of an event: unit, city day, metric. Amounts are deltas and may be negative. */
export interface Tally {
  readonly unitCode: string
  readonly on: Day
  readonly metric: Metric
  readonly amount: number
}

/** An event in its place: what was, what is, and on which day of the city. */
export interface Happening {
  readonly before: ServiceRequest | null
  readonly event: RecordedEvent
  readonly after: ServiceRequest
  readonly on: Day
  readonly dayOf: (instant: Instant) => Day
}
