import { redirect } from 'react-router'
import type { Actor } from '../../../core/permission/roles.ts'
import type { Refusal } from '../../../core/refusal.ts'
import type { ServiceRequest } from '../../../core/work-order/service-request.ts'
import { showMoves, typedFor } from '../../kit/moves.server.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import type { PageContext } from '../../page-context.ts'
import { ownProof, type CaseState } from './case-data.server.ts'

interface CloseRequest {
  readonly page: PageContext
  readonly actor: Actor
  readonly request: ServiceRequest
  readonly form: URLSearchParams
  readonly state: CaseState
}

/**
 * Replies with proof. Everything is checked before the photos are put to the order, so that a sentence
 * that is missing leaves nothing half done; the photos count as proof under their hashes.
 */
export async function closeCase({ page, actor, request, form, state }: CloseRequest) {
  const { house, visit } = page
  const { photos = [] } = state
  const again = (refusals: readonly Refusal[], status: number, more: Partial<CaseState> = {}) => {
    const problems = refusals.map((each) => problemOfRefusal(each, visit.language, 'reply.'))
    const shown: CaseState = { ...state, meant: 'reply', problems, ...more }
    return showMoves(shown, status)
  }
  if (Number(form.get('seq')) !== request.seq) {
    const difference = await house.changesSince(actor, request.number, Number(form.get('seq')), visit.language)
    const shown: CaseState = { ...state, meant: 'reply', problems: [{ field: '', key: 'case.conflict' }], difference }
    return showMoves(shown, 412)
  }
  const typed = typedFor('reply', state.typed)
  const readWith = (proof: readonly string[]) =>
    house.readCommand('reply', { ...typed, evidence: [[...(typed['evidence'] ?? []), ...proof].join('\n')] })
  const checked = readWith([...ownProof(request), ...photos])
  if (!checked.ok) return again(checked.refusals, 400)
  let current = request
  if (photos.length > 0) {
    const attached = await house.attach(actor, request.number, photos, 'after')
    if (!attached.ok) return again([attached.refusal], 409)
    current = attached.request
  }
  const reading = readWith(ownProof(current))
  if (!reading.ok) return again(reading.refusals, 400)
  const outcome = await house.execute(actor, request.number, reading.command, current.seq)
  // The photos lie at the order now: they need not be sent again.
  if (!outcome.ok) return again([outcome.refusal], 409, { photos: [] })
  await house.discardDraft(actor, `case:${request.number}`)
  throw redirect('/staff/today?done=reply')
}
