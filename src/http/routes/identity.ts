import { revealIdentity, revealPurposes, type RevealPurpose } from '../../actions/reveal-identity.ts'
import { refusedWith, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { readNumber } from '../number-in-path.ts'
import type { Call, Route } from '../route.ts'

/** The requester's identity, for a purpose. Who looked is written down before anything is shown. */
export const identityRoute = (api: Api): Route => ({
  method: 'GET',
  path: '/requests/:number/identity',
  name: 'revealIdentity',
  summary: 'Who the requester is, as far as your role and task allow; every look is recorded with its purpose',
  caller: 'staff_or_requester',
  query: ['purpose'],
  answers: 200,
  run: (call) => reveal(api, call),
})

async function reveal(api: Api, { actor, query, param }: Call): Promise<Reply> {
  if (!actor) throw new Error('a reader without a name')
  const number = readNumber(param('number'))
  if (typeof number === 'object') return number
  const { purpose } = query
  if (purpose === undefined) return refusedWith([{ code: 'required', field: 'purpose' }])
  if (!(revealPurposes as readonly string[]).includes(purpose)) {
    return refusedWith([{ code: 'not_a_choice', field: 'purpose', facts: { choices: revealPurposes.join(', ') } }])
  }
  const revealed = await revealIdentity(api.app, actor, number, purpose as RevealPurpose)
  return revealed.ok ? { status: 200, json: { identity: revealed.identity } } : refusedWith([revealed.refusal])
}
