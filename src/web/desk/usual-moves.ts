import type { CommandName } from '../../core/work-order/fields.ts'
import type { RequestState } from '../../core/work-order/states.ts'

/** What usually comes next on the main line: shown first. What may be done is the table's to say, not this list's. */
const usual: Partial<Readonly<Record<RequestState, readonly CommandName[]>>> = {
  registered: ['classify'],
  redirect_review: ['confirmRedirect'],
  pending_dispatch: ['dispatch'],
  pre_consultation: ['concludeConsultation'],
  dispatched: ['sign'],
  signed: ['recordContact'],
  in_handling: ['reply'],
  objection_review: ['upholdObjection'],
  termination_review: ['approveTermination'],
  replied: ['returnReply'],
  callback_pending: ['recordCallback'],
}

export const usualMoves = (state: RequestState): readonly CommandName[] => usual[state] ?? []
