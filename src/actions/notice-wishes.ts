import { timingSafeEqual } from 'node:crypto'
import { stands } from '../core/permission/can.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import { isOptedOut } from '../store/read/notices.ts'
import { optIn, optOut } from '../store/write/notice-opt-out.ts'
import type { App } from './app.ts'

export type Wished =
  { readonly ok: true; /** Whether notices are sent from now on. */ readonly wanted: boolean } | Refused

const by = { requester: 'own', intake_agent: 'any', shift_lead: 'any', callback_agent: 'any' } as const

/**
 * Turns e-mails and messages off or on again: for this request and for every other one with its phone. The page
 * has every notice all the same. Refuses `request_not_found`, `not_permitted`.
 */
export async function wishNotices(app: App, actor: Actor, number: RequestNumber, wanted: boolean): Promise<Wished> {
  const loaded = await app.store.load(number)
  if (!loaded) return refuse('request_not_found')
  const standing = by[actor.role as keyof typeof by]
  if (standing === undefined || !stands(actor, standing, loaded.request, app.rulebook)) return refuse('not_permitted')
  await keep(app, number, wanted)
  return { ok: true, wanted }
}

/** Whether somebody holds the link of this request's e-mails. */
export function isNoticeLink(app: App, number: RequestNumber, token: string): boolean {
  const right = Buffer.from(app.vault.noticeToken(number))
  const given = Buffer.from(token)
  return given.length === right.length && timingSafeEqual(given, right)
}

/** The same by the link in an e-mail, which opens nothing else. Refuses `not_permitted` for any other link. */
export async function wishNoticesByLink(
  app: App,
  number: RequestNumber,
  token: string,
  wanted: boolean,
): Promise<Wished> {
  if (!isNoticeLink(app, number, token)) return refuse('not_permitted')
  await keep(app, number, wanted)
  return { ok: true, wanted }
}

const keep = ({ store: { database }, clock }: App, number: RequestNumber, wanted: boolean): Promise<void> =>
  wanted ? optIn(database, number) : optOut(database, number, clock.now())

/** Whether the requester has them sent. */
export const wantsNotices = async (app: App, number: RequestNumber): Promise<boolean> =>
  !(await isOptedOut(app.store.database, number))
