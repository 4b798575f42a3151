import type { CommandName } from '../../../core/work-order/fields.ts'

/** What waits for somebody's decision. */
export const decisionTasks = [
  'objection',
  'extension',
  'ledger',
  'termination',
  'exclusion',
  'appeal',
  'unclear',
  'asked',
  'risk',
] as const
export type DecisionTask = (typeof decisionTasks)[number]

export type DecisionKind =
  | 'refuse'
  | 'uphold'
  | 'designate'
  | 'designateOther'
  | 'grant'
  | 'deny'
  | 'approveLedger'
  | 'refuseLedger'
  | 'approveTermination'
  | 'refuseTermination'
  | 'exclude'
  | 'keep'
  | 'give'
  | 'giveOther'
  | 'answer'
  | 'urge'
  | 'supervise'

/** Why a decision is shown and cannot be taken. */
export type OffReason = 'own' | 'hops' | 'districtFirst' | 'authorityNext' | 'gone' | 'notOffered'

export interface DecisionOption {
  readonly value: string
  readonly kind: DecisionKind
  readonly command: CommandName
  /** The unit that it names. */
  readonly unit: string
  readonly needsText: boolean
  /** The unit is typed. */
  readonly takesUnit: boolean
  readonly off: OffReason | null
}
