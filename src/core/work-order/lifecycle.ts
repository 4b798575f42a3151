import type { ActingRole } from '../permission/roles.ts'
import type { CommandName } from './fields.ts'
import { openStates, type RequestState } from './states.ts'

/**
 * How the actor must stand to the request. `any`: the hotline's own people, for every request.
 * `lead`, `assist`: acts for the live lead or a live assisting unit; `tasked`: for either. `whistled`: for a department
 * that was called. `above`: for the district that holds the copy, or for the unit asked for an
 * opinion. `oversees`: a supervisor, within the own district where one acts for a district. `own`: the
 * requester of this very request.
 */
export type Standing = 'any' | 'lead' | 'assist' | 'tasked' | 'whistled' | 'above' | 'asked' | 'oversees' | 'own'

/** One row of the main line. A move that is not listed is refused. */
export interface Move {
  readonly from: readonly RequestState[]
  readonly command: CommandName
  /** Where it may lead; `same` keeps the state. With several, the command's own rule chooses. */
  readonly to: readonly (RequestState | 'same')[]
  readonly by: Partial<Readonly<Record<ActingRole, Standing>>>
  /** Article of the Regulation, or `proposal` for our own configurable rule. */
  readonly basis: string
}

const unit = { unit_head: 'lead', unit_handler: 'lead' } as const
const head = { unit_head: 'lead' } as const
const hotline = { shift_lead: 'any', reviewer: 'any' } as const

const held: readonly RequestState[] = ['dispatched', 'signed', 'in_handling']
const working: readonly RequestState[] = ['signed', 'in_handling']
const overdueable: readonly RequestState[] = [
  'dispatched',
  'signed',
  'objection_review',
  'in_handling',
  'termination_review',
  'replied',
]
const withUnit: readonly RequestState[] = [...overdueable, 'callback_pending']

/** States that a request may be in after its first valid answer; a rework must not use up the time for an exclusion. */
const scored: readonly RequestState[] = ['closed', 'withdrawn', 'in_handling', 'termination_review', 'replied', 'callback_pending']

/** The main line of a service request, whole. Screens take their buttons from it. */
export const moves: readonly Move[] = [
  // Intake and the six side dispositions of article 11.
  { from: ['registered', 'pending_dispatch'], command: 'classify', to: ['pending_dispatch'], by: { intake_agent: 'any', dispatcher: 'any', system: 'any' }, basis: '10, 11' },
  { from: ['registered'], command: 'answerDirectly', to: ['answered_directly'], by: { intake_agent: 'any' }, basis: '11 para 1' },
  { from: ['answered_directly'], command: 'rateAnswer', to: ['closed'], by: { requester: 'own', callback_agent: 'any' }, basis: '8' },
  { from: ['registered', 'pending_dispatch'], command: 'transferEmergency', to: ['transferred_emergency'], by: { intake_agent: 'any', shift_lead: 'any', dispatcher: 'any' }, basis: '11(1)' },
  { from: ['registered', 'pending_dispatch'], command: 'proposeRedirect', to: ['redirect_review', 'redirected'], by: { intake_agent: 'any', dispatcher: 'any' }, basis: '11(2)(4)(5)(6)' },
  { from: ['redirect_review'], command: 'confirmRedirect', to: ['redirected'], by: { shift_lead: 'any' }, basis: '11' },
  { from: ['redirect_review'], command: 'declineRedirect', to: ['registered'], by: { shift_lead: 'any' }, basis: '11' },
  { from: ['redirected'], command: 'objectToRedirect', to: ['registered'], by: { requester: 'own', intake_agent: 'any' }, basis: 'proposal' },
  { from: ['registered'], command: 'informRepeat', to: ['repeat_informed'], by: { intake_agent: 'any' }, basis: '11(3)' },
  { from: ['registered', 'pending_dispatch'], command: 'merge', to: ['merged'], by: { intake_agent: 'any', dispatcher: 'any' }, basis: '2025 national opinion' },
  { from: ['merged'], command: 'unmerge', to: ['pending_dispatch'], by: { dispatcher: 'any', shift_lead: 'any', system: 'any' }, basis: '2025 national opinion' },
  // Dispatch.
  { from: ['pending_dispatch'], command: 'openConsultation', to: ['pre_consultation'], by: { dispatcher: 'any' }, basis: '12' },
  { from: ['pre_consultation'], command: 'concludeConsultation', to: ['pending_dispatch'], by: { dispatcher: 'any' }, basis: '12' },
  { from: ['pending_dispatch'], command: 'dispatch', to: ['dispatched'], by: { dispatcher: 'any', system: 'any' }, basis: '11 para 2, 12, 13' },
  { from: ['dispatched'], command: 'recallDispatch', to: ['pending_dispatch'], by: { dispatcher: 'any' }, basis: 'proposal' },
  { from: ['dispatched', 'signed', 'in_handling'], command: 'designateWithinArea', to: ['dispatched'], by: { district_centre: 'lead' }, basis: '12' },
  // The unit.
  { from: ['dispatched'], command: 'sign', to: ['signed'], by: { ...unit, district_centre: 'lead' }, basis: '13' },
  { from: ['dispatched', 'signed'], command: 'object', to: ['objection_review'], by: head, basis: '12 para 3' },
  { from: ['objection_review', 'callback_pending'], command: 'upholdObjection', to: ['pending_dispatch'], by: { reviewer: 'any' }, basis: '12 para 3' },
  { from: ['objection_review', 'callback_pending'], command: 'refuseObjection', to: ['in_handling', 'same'], by: { reviewer: 'any' }, basis: '12 para 3, 14' },
  { from: ['objection_review', 'callback_pending'], command: 'designate', to: ['dispatched'], by: { reviewer: 'any' }, basis: '12 para 3' },
  { from: ['signed', 'in_handling', 'callback_pending'], command: 'recordContact', to: ['in_handling', 'same'], by: { ...unit, district_centre: 'lead' }, basis: '15' },
  { from: held, command: 'assignHandler', to: ['same'], by: head, basis: '14' },
  { from: working, command: 'addAssist', to: ['same'], by: { ...unit, district_centre: 'lead' }, basis: '14' },
  { from: withUnit, command: 'reportAssist', to: ['same'], by: { unit_head: 'assist', unit_handler: 'assist', community_worker: 'assist', district_centre: 'assist' }, basis: '14, 17' },
  { from: working, command: 'urgeAssist', to: ['same'], by: { ...unit, district_centre: 'lead' }, basis: '14' },
  { from: held, command: 'requestExtension', to: ['same'], by: head, basis: '15 para 2' },
  { from: held, command: 'decideExtension', to: ['same'], by: hotline, basis: '15 para 2' },
  { from: working, command: 'requestLedger', to: ['same'], by: head, basis: 'proposal (5.3)' },
  { from: working, command: 'approveLedger', to: ['same'], by: { district_centre: 'above', reviewer: 'any' }, basis: 'proposal (5.3)' },
  { from: working, command: 'refuseLedger', to: ['same'], by: { district_centre: 'above', reviewer: 'any' }, basis: 'proposal (5.3)' },
  { from: working, command: 'clearLedger', to: ['same'], by: { ...head, reviewer: 'any' }, basis: 'proposal (5.3)' },
  { from: working, command: 'returnLedger', to: ['same'], by: { system: 'any' }, basis: 'proposal (5.3)' },
  { from: ['in_handling'], command: 'requestTermination', to: ['termination_review'], by: head, basis: 'Jinan, Weifang' },
  { from: ['termination_review'], command: 'approveTermination', to: ['closed'], by: hotline, basis: 'Jinan, Weifang' },
  { from: ['termination_review'], command: 'refuseTermination', to: ['in_handling'], by: hotline, basis: 'Jinan, Weifang' },
  { from: ['in_handling', 'callback_pending'], command: 'reply', to: ['replied', 'same'], by: { ...unit, district_centre: 'lead' }, basis: '15 para 3' },
  { from: ['replied'], command: 'returnReply', to: ['in_handling'], by: { shift_lead: 'any' }, basis: 'Jinan, Weifang' },
  // Callback and the end.
  { from: [...overdueable, 'merged'], command: 'openCallback', to: ['callback_pending'], by: { system: 'any' }, basis: '23' },
  { from: ['callback_pending'], command: 'recordAttempt', to: ['same', 'closed'], by: { callback_agent: 'any', system: 'any' }, basis: '23' },
  { from: ['callback_pending'], command: 'recordCallback', to: ['closed', 'in_handling'], by: { callback_agent: 'any', requester: 'own', system: 'any' }, basis: '23' },
  { from: ['callback_pending'], command: 'closeUnreachable', to: ['closed'], by: { callback_agent: 'any', system: 'any' }, basis: 'proposal' },
  { from: openStates, command: 'withdraw', to: ['withdrawn'], by: { requester: 'own', intake_agent: 'any' }, basis: '8' },
  // Moves that keep the state.
  { from: openStates, command: 'addFact', to: ['same'], by: { requester: 'own', intake_agent: 'any' }, basis: '8, 11(3)' },
  { from: openStates, command: 'attach', to: ['same'], by: { requester: 'own', intake_agent: 'any', unit_head: 'tasked', unit_handler: 'tasked', district_centre: 'tasked', community_worker: 'tasked' }, basis: '8, 15' },
  { from: overdueable, command: 'reclassify', to: ['same'], by: { dispatcher: 'any' }, basis: 'proposal' },
  { from: overdueable, command: 'confirmReclassification', to: ['same'], by: { shift_lead: 'any', supervisor: 'oversees' }, basis: 'proposal' },
  { from: overdueable, command: 'refuseReclassification', to: ['same'], by: { shift_lead: 'any', supervisor: 'oversees' }, basis: 'proposal' },
  { from: withUnit, command: 'urge', to: ['same'], by: { supervisor: 'oversees', shift_lead: 'any', district_centre: 'above', system: 'any' }, basis: '5, 12' },
  { from: withUnit, command: 'supervise', to: ['same'], by: { supervisor: 'oversees', district_centre: 'above', system: 'any' }, basis: '5, 12' },
  { from: withUnit, command: 'summon', to: ['same'], by: { supervisor: 'oversees' }, basis: '5' },
  { from: withUnit, command: 'orderOnSite', to: ['same'], by: { supervisor: 'oversees', shift_lead: 'any' }, basis: 'DB11/T 2021-2022' },
  { from: withUnit, command: 'answerSupervision', to: ['same'], by: { ...unit, district_centre: 'lead' }, basis: '5' },
  { from: working, command: 'whistle', to: ['same'], by: head, basis: '16' },
  { from: withUnit, command: 'acknowledgeWhistle', to: ['same'], by: { unit_head: 'whistled', unit_handler: 'whistled' }, basis: '16' },
  { from: withUnit, command: 'reportIn', to: ['same'], by: { unit_head: 'whistled', unit_handler: 'whistled' }, basis: '16' },
  { from: withUnit, command: 'markWhistleMissed', to: ['same'], by: { ...head, system: 'any' }, basis: '16, 33' },
  { from: [...withUnit, 'closed'], command: 'closeWhistle', to: ['same'], by: head, basis: '16, 33' },
  { from: [...withUnit, 'closed'], command: 'markSubdistrict', to: ['same'], by: { unit_head: 'whistled' }, basis: '33' },
  { from: working, command: 'escalate', to: ['same'], by: head, basis: '20' },
  { from: withUnit, command: 'answerEscalation', to: ['same'], by: { unit_head: 'asked', district_centre: 'asked', supervisor: 'oversees' }, basis: '20' },
  // Assessment only; the record itself never changes.
  { from: scored, command: 'requestExclusion', to: ['same'], by: { unit_head: 'lead' }, basis: 'proposal (5.2)' },
  { from: scored, command: 'decideExclusion', to: ['same'], by: { reviewer: 'any' }, basis: 'proposal (5.2)' },
  { from: scored, command: 'appealExclusion', to: ['same'], by: { unit_head: 'lead' }, basis: 'proposal (5.2)' },
  { from: scored, command: 'decideExclusionAppeal', to: ['same'], by: { assessment_officer: 'any' }, basis: 'proposal (5.2)' },
]

const byStateAndCommand = new Map<string, Move>()
for (const move of moves) for (const from of move.from) byStateAndCommand.set(`${from} ${move.command}`, move)

export const moveFor = (state: RequestState, command: CommandName): Move | undefined =>
  byStateAndCommand.get(`${state} ${command}`)

export const movesFrom = (state: RequestState): readonly Move[] => moves.filter((move) => move.from.includes(state))

