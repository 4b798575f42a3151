import { addDays } from '../core/calendar/day.ts'
import { dayOf } from '../core/calendar/zone.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import { requestNumber } from '../core/work-order/number.ts'
import {
  declaredInterests,
  earlierLooks,
  type DeclaredInterest,
  type EarlierLook,
} from '../store/read/staff-interest.ts'
import {
  endInterest as writeEnd,
  insertInterest,
  matchInterests,
  type Interest,
} from '../store/write/staff-interest.ts'
import type { App } from './app.ts'

/** How far back a declared subject is looked for: what is older has long been closed. */
const daysBack = 365
const subjectLeast = 2
const subjectMost = 100

export type Declared = { readonly ok: true; readonly id: string; readonly matches: number } | Refused

/**
 * Records an interest that somebody on the staff declares; from then on the account neither opens nor moves what it
 * names. Refuses `required` unless exactly one thing is named, `unit_not_found`, `too_long`.
 */
export async function declareInterest(app: App, by: Actor, interest: Interest): Promise<Declared> {
  const { unitCode, number, subject } = interest
  if ([unitCode, number, subject].filter((one) => one !== null).length !== 1)
    return refuse('required', { field: 'subject' })
  if (unitCode !== null && !app.rulebook.unit(unitCode)) return refuse('unit_not_found', { field: 'unit' })
  const words = subject?.trim() ?? null
  if (words !== null && words.length < subjectLeast) return refuse('required', { field: 'subject' })
  if (words !== null && words.length > subjectMost) return refuse('too_long', { field: 'subject' })
  const { database } = app.store
  const now = app.clock.now()
  const id = await insertInterest(database, { ...interest, subject: words }, now, by.id)
  return {
    ok: true,
    id,
    matches: words === null ? 0 : await matchInterests(database, numberBack(app, daysBack), now, id),
  }
}

/** Finds what came in since yesterday under the subjects that are declared; the worker asks every minute. */
export const matchNewRequests = (app: App): Promise<number> =>
  matchInterests(app.store.database, numberBack(app, 1), app.clock.now())

const numberBack = ({ clock, rulebook }: App, days: number): string =>
  requestNumber(addDays(dayOf(clock.now(), rulebook.pack.timeZone), -days), 0)

export async function endInterest(app: App, id: string): Promise<{ readonly ok: true } | Refused> {
  const isKnown = /^\d{1,18}$/.test(id) && (await writeEnd(app.store.database, id, app.clock.now()))
  return isKnown ? { ok: true } : refuse('interest_not_found')
}

export interface InterestRecord extends DeclaredInterest {
  readonly looks: readonly EarlierLook[]
}

/** Declarations with what the account did before with what they name: for the auditor. */
export async function interestRecords(app: App, accountId: string | null): Promise<readonly InterestRecord[]> {
  const { database } = app.store
  const declared = await declaredInterests(database, accountId)
  return Promise.all(
    declared.map(async (one) => {
      const numbers = one.number === null ? one.matches : [one.number]
      return { ...one, looks: await earlierLooks(database, one.accountId, numbers) }
    }),
  )
}
