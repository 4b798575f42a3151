import { satisfactions } from './states.ts'
import { urgencyLevels } from '../deadline/terms.ts'
import { attachmentKinds, filesMost } from './attachment.ts'

/**
 * What each command asks for. The JSON API validates bodies by this table, the pages build their
 * forms from it and OpenAPI is printed from it: one list, so that no form lacks a field.
 */
export type Field =
  /** Free text: kept beside the journal, which holds only a salted commitment of it. */
  | { readonly kind: 'text'; readonly max: number; readonly optional?: true }
  /** A reason of the city pack. */
  | { readonly kind: 'reason'; readonly list: ReasonList; readonly optional?: true }
  | { readonly kind: 'disposition' }
  | { readonly kind: 'unit'; readonly optional?: true }
  | { readonly kind: 'units'; readonly optional?: true }
  | { readonly kind: 'service'; readonly optional?: true }
  | { readonly kind: 'area'; readonly optional?: true }
  | { readonly kind: 'request'; readonly optional?: true }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly optional?: true }
  | { readonly kind: 'flag' }
  | { readonly kind: 'count'; readonly min: number; readonly max: number; readonly optional?: true }
  /** Which of the request's overlays or work orders is meant. */
  | { readonly kind: 'ordinal' }
  /** References to proof: attachment hashes or document numbers, never free text about people. */
  | { readonly kind: 'evidence'; readonly optional?: true }
  /** Keys of files that were sent before; a form of its own asks for them. */
  | { readonly kind: 'files'; readonly max: number }
  /** A code without spaces (account, article). */
  | { readonly kind: 'code'; readonly optional?: true }

export type ReasonList =
  'objection' | 'extension' | 'ledger' | 'termination' | 'exclusion' | 'unsolved' | 'withdrawal' | 'returnedReply'

const text = { kind: 'text', max: 2000 } as const
const note = { kind: 'text', max: 2000, optional: true } as const
const ordinal = { kind: 'ordinal' } as const
const flag = { kind: 'flag' } as const
const reason = <L extends ReasonList>(list: L) => ({ kind: 'reason', list }) as const

export const commandFields = {
  classify: {
    serviceCode: { kind: 'service' },
    areaCode: { kind: 'area', optional: true },
    level: { kind: 'choice', values: urgencyLevels, optional: true },
  },
  answerDirectly: { article: { kind: 'code' }, answer: text },
  rateAnswer: { satisfaction: { kind: 'choice', values: satisfactions } },
  transferEmergency: { to: { kind: 'code' }, note },
  proposeRedirect: { disposition: { kind: 'disposition' }, note },
  confirmRedirect: {},
  declineRedirect: { note: text },
  objectToRedirect: { words: text },
  informRepeat: { earlier: { kind: 'request' }, message: text },
  merge: { parent: { kind: 'request' }, note },
  unmerge: { note: text },
  openConsultation: { units: { kind: 'units' }, note: text },
  concludeConsultation: { conclusion: text },
  dispatch: { unitCode: { kind: 'unit', optional: true }, assists: { kind: 'units', optional: true }, note },
  recallDispatch: { note },
  designateWithinArea: { unitCode: { kind: 'unit' }, note },
  sign: {},
  object: { ground: reason('objection'), legalBasis: text, suggestedUnit: { kind: 'unit', optional: true } },
  upholdObjection: { opinion: text },
  refuseObjection: { opinion: text },
  designate: { unitCode: { kind: 'unit' }, opinion: text },
  recordContact: {
    means: { kind: 'choice', values: ['phone', 'visit', 'message'] },
    reached: flag,
    note,
  },
  assignHandler: { handler: { kind: 'code' } },
  addAssist: { unitCode: { kind: 'unit' }, task: text },
  reportAssist: { workOrder: ordinal, result: text },
  urgeAssist: { workOrder: ordinal, note },
  requestExtension: {
    reason: reason('extension'),
    amount: { kind: 'count', min: 1, max: 1000 },
    requesterInformed: flag,
    explanation: text,
  },
  decideExtension: { extension: ordinal, granted: flag, opinion: note },
  requestLedger: {
    reason: reason('ledger'),
    plan: text,
    owner: { kind: 'code' },
    reviewAfterDays: { kind: 'count', min: 1, max: 3650 },
    requesterInformed: flag,
  },
  approveLedger: { ledger: ordinal, opinion: note },
  refuseLedger: { ledger: ordinal, opinion: text },
  clearLedger: { ledger: ordinal, note: text },
  returnLedger: { ledger: ordinal },
  requestTermination: { reason: reason('termination'), grounds: text, evidence: { kind: 'evidence' } },
  approveTermination: { opinion: note },
  refuseTermination: { opinion: text },
  reply: {
    result: text,
    publicReply: text,
    evidence: { kind: 'evidence' },
    solved: { kind: 'choice', values: ['yes', 'partly', 'no'] },
    unsolvedReason: { kind: 'reason', list: 'unsolved', optional: true },
    requesterInformed: flag,
  },
  returnReply: { reason: reason('returnedReply'), note },
  openCallback: {},
  recordAttempt: {
    result: { kind: 'choice', values: ['no_answer', 'busy', 'wrong_number', 'later', 'declined'] },
    note,
  },
  recordCallback: {
    contacted: flag,
    resolved: flag,
    satisfaction: { kind: 'choice', values: satisfactions },
    unsolvedReason: { kind: 'reason', list: 'unsolved', optional: true },
    words: note,
  },
  closeUnreachable: {},
  withdraw: { reason: reason('withdrawal'), words: note },
  addFact: { fact: text },
  attach: {
    files: { kind: 'files', max: filesMost.unit },
    kind: { kind: 'choice', values: attachmentKinds },
  },
  reclassify: { serviceCode: { kind: 'service' }, note: text },
  confirmReclassification: { reclassification: ordinal },
  refuseReclassification: { reclassification: ordinal, opinion: text },
  urge: { note },
  supervise: { reason: text },
  summon: { reason: text },
  orderOnSite: { reason: text },
  answerSupervision: { supervision: ordinal, answer: text },
  whistle: {
    kind: { kind: 'choice', values: ['comprehensive', 'key_work', 'emergency'] },
    departments: { kind: 'units' },
    issue: text,
  },
  acknowledgeWhistle: { whistle: ordinal },
  reportIn: { whistle: ordinal, note },
  markWhistleMissed: { whistle: ordinal, unitCode: { kind: 'unit' } },
  closeWhistle: { whistle: ordinal, mark: { kind: 'count', min: 1, max: 5 }, result: text },
  markSubdistrict: { whistle: ordinal, mark: { kind: 'count', min: 1, max: 5 } },
  escalate: { to: { kind: 'unit' }, problem: text },
  answerEscalation: { escalation: ordinal, opinion: text },
  requestExclusion: { reason: reason('exclusion'), evidence: { kind: 'evidence' }, grounds: text },
  decideExclusion: { exclusion: ordinal, granted: flag, opinion: text },
  appealExclusion: { exclusion: ordinal, grounds: text },
  decideExclusionAppeal: { exclusion: ordinal, granted: flag, opinion: text },
} as const satisfies Record<string, Readonly<Record<string, Field>>>

export type CommandName = keyof typeof commandFields

type Value<F> = F extends { kind: 'flag' }
  ? boolean
  : F extends { kind: 'count' | 'ordinal' }
    ? number
    : F extends { kind: 'units' | 'evidence' | 'files' }
      ? readonly string[]
      : F extends { kind: 'choice'; values: readonly (infer V)[] }
        ? V
        : string

type Required<T> = { [K in keyof T as T[K] extends { optional: true } ? never : K]: Value<T[K]> }
type Optional<T> = { [K in keyof T as T[K] extends { optional: true } ? K : never]?: Value<T[K]> | undefined }

/** The input of a command, typed from the table above. */
export type CommandInput<N extends CommandName> = Required<(typeof commandFields)[N]> &
  Optional<(typeof commandFields)[N]>

export const commandNames = Object.keys(commandFields) as CommandName[]
