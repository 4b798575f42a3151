import type { App } from '../../actions/app.ts'
import { openIdentity } from '../../actions/open-identity.ts'
import { toRequester } from '../../core/notice/notice.ts'
import { unitContact } from '../../store/read/notices.ts'
import type { TakenDelivery } from '../../store/write/notice.ts'
import { systemActor } from '../system-actor.ts'

/** Where somebody is reached; empty where not. */
export interface Addresses {
  readonly email: string
  readonly phone: string
}

/** The address that a message goes to: a requester's through the one door, which writes that it was opened and for what. */
export async function addressesOf(
  app: App,
  { number, recipient }: Pick<TakenDelivery, 'number' | 'recipient'>,
  deliveries: readonly Pick<TakenDelivery, 'channel'>[],
): Promise<Addresses> {
  if (recipient !== toRequester) {
    const contact = await unitContact(app.store.database, recipient)
    return { email: contact?.email ?? '', phone: contact?.phone ?? '' }
  }
  const needs = (isMail: boolean): boolean => deliveries.some(({ channel }) => (channel === 'email') === isMail)
  const fields = [...(needs(true) ? (['email'] as const) : []), ...(needs(false) ? (['phone'] as const) : [])]
  const identity = await openIdentity(app, systemActor, number, { purpose: 'notice', fields })
  return { email: identity?.email ?? '', phone: identity?.phone ?? '' }
}
