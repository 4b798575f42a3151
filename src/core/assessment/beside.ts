import type { Metric } from './metric.ts'

/**
 * What is counted of a unit beside the three rates, in the order in which it is shown and frozen: its own
 * timeliness as lead and as assistant, the quality of dispatch and reply, and both sides of whistles.
 */
export const besideNames = [
  'received',
  'signed',
  'signedLate',
  'contactedFirst',
  'firstContactLate',
  'replied',
  'repliedLate',
  'objected',
  'objectionUpheld',
  'rework',
  'reopened',
  'assisted',
  'assistLate',
  'assistLateNotUrged',
  'whistled',
  'whistleMissed',
  'markedAsDepartment',
  'marksAsDepartment',
  'markedAsSubdistrict',
  'marksAsSubdistrict',
] as const satisfies readonly Metric[]

export type BesideCounts = Readonly<Record<(typeof besideNames)[number], number>>

export const emptyBeside: BesideCounts = Object.fromEntries(besideNames.map((name) => [name, 0])) as BesideCounts

export interface BesideMarks {
  /** Share of first contacts, replies and assistance in time, 0 to 1; null where there was none. */
  readonly contactedInTime: number | null
  readonly repliedInTime: number | null
  /** The assistant's own mark; a lead that never urged shares the lateness, in `assistLateNotUrged`. */
  readonly assistedInTime: number | null
  /** Of whistles, those that the department answered in time. */
  readonly whistleAnswered: number | null
  /** Mean of the marks 1 to 5 that each side gave the other. */
  readonly markAsDepartment: number | null
  readonly markAsSubdistrict: number | null
}

export const besideMarks = (counts: BesideCounts): BesideMarks => ({
  contactedInTime: inTime(counts.contactedFirst, counts.firstContactLate),
  repliedInTime: inTime(counts.replied, counts.repliedLate),
  assistedInTime: inTime(counts.assisted, counts.assistLate),
  whistleAnswered: inTime(counts.whistled, counts.whistleMissed),
  markAsDepartment: mean(counts.marksAsDepartment, counts.markedAsDepartment),
  markAsSubdistrict: mean(counts.marksAsSubdistrict, counts.markedAsSubdistrict),
})

const inTime = (all: number, late: number): number | null => (all > 0 ? Math.max(0, all - late) / all : null)
const mean = (sum: number, count: number): number | null => (count > 0 ? sum / count : null)
