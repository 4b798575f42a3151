import type { Actor } from '../../../core/permission/roles.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import type { PageContext } from '../../page-context.ts'
import type { Called } from './call-panel.tsx'

/**
 * Opens the citizen's details in order to call, which is written down. An order that nobody has signed
 * for yet is signed for first: who calls has taken it on. Without a look only the form is asked for.
 */
export async function callFor(
  page: PageContext,
  actor: Actor,
  number: string,
  isLooked = true,
): Promise<Called | undefined> {
  const { house, visit } = page
  const view = await house.requestView(number)
  if (!view || !house.canRead(actor, 'matter', view.request)) return undefined
  let { request } = view
  const signs = house.openForms(actor, request, visit.language).some(({ command }) => command === 'sign')
  if (signs) {
    const signed = await house.execute(actor, number, { name: 'sign', input: {} }, request.seq)
    if (!signed.ok) {
      return {
        number,
        seq: request.seq,
        identity: null,
        refused: [problemOfRefusal(signed.refusal, visit.language)],
        isLooked: false,
      }
    }
    request = signed.request
  }
  const called: Called = { number, seq: request.seq, identity: null, refused: [], isLooked }
  if (!isLooked) return called
  const revealed = await house.reveal(actor, number, 'contact')
  if (!revealed.ok) return { ...called, refused: [problemOfRefusal(revealed.refusal, visit.language)] }
  if (revealed.identity === null) return called
  const { name = '', phone = '', door = '' } = revealed.identity
  return { ...called, identity: { name, phone, door } }
}
