import { openTracking } from '../actions/open-tracking.ts'
import type { Actor } from '../core/permission/roles.ts'
import { problem, refusedWith, type Problem } from './answer.ts'
import type { Api } from './api.ts'

/** Who may call at all; what they may see or do is asked of core. */
export type Caller = 'anyone' | 'staff' | 'staff_or_requester' | 'staff_or_anyone'

type Known = { readonly actor: Actor | undefined }

const unauthenticated = problem('unauthenticated', { headers: { 'www-authenticate': 'Bearer realm="open12345"' } })

/** Who calls: staff by token, a requester by the access code of this very request. */
export async function authenticate(
  api: Api,
  caller: Caller,
  header: (name: string) => string | undefined,
  number: string,
): Promise<Known | Problem> {
  if (caller === 'anyone') return { actor: undefined }
  const authorization = header('authorization')
  if (authorization !== undefined) {
    const token = bearer(authorization)
    const actor = token === undefined ? undefined : await api.access.actorOfToken(token)
    return actor ? { actor } : unauthenticated
  }
  if (caller === 'staff_or_anyone') return { actor: undefined }
  const code = caller === 'staff_or_requester' ? header('access-code') : undefined
  if (code === undefined) return unauthenticated
  const opened = await openTracking(api.app, number, code)
  return opened.ok ? { actor: opened.actor } : refusedWith([opened.refusal])
}

function bearer(authorization: string): string | undefined {
  const match = /^bearer ([\w.~+/=-]{1,200})$/i.exec(authorization)
  return match?.[1]
}
