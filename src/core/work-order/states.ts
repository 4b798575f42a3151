/** States of the main line (specification, section 4). Stored as these whole words. */
export const requestStates = [
  'registered',
  'answered_directly',
  'transferred_emergency',
  'redirect_review',
  'redirected',
  'repeat_informed',
  'merged',
  'pending_dispatch',
  'pre_consultation',
  'dispatched',
  'signed',
  'objection_review',
  'in_handling',
  'termination_review',
  'replied',
  'callback_pending',
  'closed',
  'withdrawn',
] as const
export type RequestState = (typeof requestStates)[number]

/** States in which nobody owes the requester a move any more. */
export const settledStates = [
  'answered_directly',
  'transferred_emergency',
  'redirected',
  'repeat_informed',
  'closed',
  'withdrawn',
] as const satisfies readonly RequestState[]

export const openStates: readonly RequestState[] = requestStates.filter(
  (state) => !(settledStates as readonly RequestState[]).includes(state),
)

/** States in which a unit holds the request. */
export const unitStates = [
  'dispatched',
  'signed',
  'objection_review',
  'in_handling',
  'termination_review',
  'replied',
] as const satisfies readonly RequestState[]

export const isSettled = (state: RequestState): boolean => !openStates.includes(state)

/** How a request ended. `rated` is the only end that counts for a unit. */
export const dispositions = [
  'rated',
  'unreachable',
  'declined',
  'terminated',
  'answered',
  'emergency',
  'redirected',
  'repeat',
  'withdrawn',
  'imported',
] as const
export type RequestDisposition = (typeof dispositions)[number]

export const requestTypes = ['inquiry', 'assistance', 'complaint', 'report', 'suggestion', 'praise'] as const
export type RequestType = (typeof requestTypes)[number]

export const confidentialities = ['normal', 'secret', 'anonymous'] as const
export type Confidentiality = (typeof confidentialities)[number]

export const requesterKinds = ['person', 'enterprise', 'organisation'] as const
export type RequesterKind = (typeof requesterKinds)[number]

export const satisfactions = ['satisfied', 'basically_satisfied', 'dissatisfied'] as const
export type Satisfaction = (typeof satisfactions)[number]
