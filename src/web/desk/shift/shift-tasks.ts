import type { CommandName } from '../../../core/work-order/fields.ts'

/** What a shift lead has to look at. The first four are decisions that wait; the others are looked at so that they stay right. */
export const shiftTasks = [
  'redirect',
  'extension',
  'termination',
  'reclassification',
  'reply',
  'answered',
  'sample',
] as const
export type ShiftTask = (typeof shiftTasks)[number]

/** The moves that belong to a task, the usual one first; the core's table says which of them are open. */
export const movesOf: Readonly<Record<ShiftTask, readonly CommandName[]>> = {
  redirect: ['confirmRedirect', 'declineRedirect'],
  extension: ['decideExtension', 'urge'],
  termination: ['approveTermination', 'refuseTermination', 'urge'],
  reclassification: ['confirmReclassification', 'refuseReclassification', 'urge'],
  reply: ['returnReply', 'urge'],
  answered: [],
  sample: ['urge'],
}

export const isSample = (task: ShiftTask): boolean => task === 'answered' || task === 'sample'
