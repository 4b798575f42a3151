import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import { cleanText } from '../core/text/clean-text.ts'
import { listTokens, type TokenFilter, type TokenRow } from '../store/read/admin/tokens.ts'
import type { App } from './app.ts'
import { issueToken, revokeToken, type IssuedToken, type TokenWish } from './issue-token.ts'

// Who may come in is the system administrator's alone; what a request says never is.

const labelMost = 80
const isAdministrator = (actor: Actor): boolean => actor.role === 'system_admin'

/** The tokens that there are; undefined for whoever may not know. */
export const tokensFor = async (
  app: App,
  actor: Actor,
  filter: Omit<TokenFilter, 'now'>,
): Promise<readonly TokenRow[] | undefined> =>
  isAdministrator(actor) ? listTokens(app.store.database, { ...filter, now: app.clock.now() }) : undefined

/** Makes a token; its secret is in the answer and nowhere else. Refuses `not_permitted` and what `issueToken` refuses. */
export async function issueTokenBy(app: App, actor: Actor, wish: TokenWish): Promise<IssuedToken | Refused> {
  if (!isAdministrator(actor)) return refuse('not_permitted')
  const label = cleanText(wish.label, { field: 'label', max: labelMost, optional: true, controls: 'strip' })
  return label.ok ? issueToken(app, { ...wish, label: label.text.trim() }) : label
}

/** Ends a token. Nobody ends the one by which he is signed in: the last administrator would lock himself out. */
export async function revokeTokenBy(app: App, actor: Actor, id: string): Promise<{ readonly ok: true } | Refused> {
  if (!isAdministrator(actor) || id === actor.id) return refuse('not_permitted', { field: 'id' })
  return (await revokeToken(app, id)) ? { ok: true } : refuse('not_a_choice', { field: 'id' })
}
