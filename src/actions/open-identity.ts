import type { Actor } from '../core/permission/roles.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { Identity } from '../store/sealing-keys.ts'
import { readSealedIdentity } from '../store/write/access-record.ts'
import type { App } from './app.ts'

/**
 * The one door to identity: it writes who looked at what and why, then opens. Whether the actor may is
 * the caller's question (`canRead`). Null for an anonymous or a forgotten requester.
 */
export async function openIdentity(
  app: App,
  actor: Actor,
  number: RequestNumber,
  { purpose, fields }: { readonly purpose: string; readonly fields: readonly (keyof Identity)[] },
): Promise<Identity | null> {
  const look = { number, at: app.clock.now(), actor, purpose, fields: fields.join(' ') }
  const sealed = await readSealedIdentity(app.store.database, look)
  return sealed && app.vault.open(number, sealed)
}
