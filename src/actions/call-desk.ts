import { dayOf, startOfDay } from '../core/calendar/zone.ts'
import { addDays } from '../core/calendar/day.ts'
import type { Actor, ActingRole } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import { maskPhone, normalisePhone } from '../core/text/phone.ts'
import { DAY, MINUTE } from '../core/time.ts'
import { requestsOfCaller, type EarlierRequest } from '../store/read/hotline/caller-requests.ts'
import { lastCalls, myCalls, type FiledCall, type MyCalls } from '../store/read/hotline/my-calls.ts'
import { noteLook } from '../store/write/access-record.ts'
import { noteCall } from '../store/write/call-log.ts'
import type { App } from './app.ts'

/** What a call-taker should know before the first sentence. */
export type CallerFlag = 'urgent' | 'overdue' | 'open' | 'often'

export interface Caller {
  readonly ok: true
  readonly masked: string
  /** The newest three. */
  readonly earlier: readonly EarlierRequest[]
  readonly flags: readonly { readonly flag: CallerFlag; readonly count: number }[]
}

const takers: readonly ActingRole[] = ['intake_agent', 'shift_lead']
/** Whoever may write calls down, and so may know who calls. */
export const mayTakeCalls = (actor: Actor): boolean => takers.includes(actor.role)

const monthsBack = 24
const lookedAt = 20
const shown = 3
const oftenFrom = 3
/** The longest call that is a call; a form that lay open over lunch is none. */
const secondsMost = 60 * 60

/**
 * Who calls, by the number alone: masked, with what came from it before. No identity is opened, yet that the
 * number has been here is something to know about a person: each request that is shown gets a record of it.
 * Refuses `not_permitted`, and what is no phone number.
 */
export async function callerOf(app: App, actor: Actor, typed: string): Promise<Caller | Refused> {
  if (!mayTakeCalls(actor)) return refuse('not_permitted')
  const { rulebook, store, vault, clock } = app
  const normal = normalisePhone(typed, rulebook.pack)
  if (!normal.ok) return normal
  const masked = maskPhone(normal.phone)
  const index = vault.phoneIndex(normal.phone)
  if (!index) return { ok: true, masked, earlier: [], flags: [] }
  const now = clock.now()
  const found = await requestsOfCaller(store.database, index, monthsOf(app, now), lookedAt)
  const earlier = found.slice(0, shown)
  for (const { number } of earlier)
    await noteLook(store.database, { number, at: now, actor, purpose: 'caller', fields: 'phone_match' })
  return { ok: true, masked, earlier, flags: flagsOf(found, now) }
}

function flagsOf(found: readonly EarlierRequest[], now: number): Caller['flags'] {
  const open = found.filter(({ settledAt }) => settledAt === null)
  const late = open.filter(({ dueAt }) => dueAt !== null && dueAt < now)
  const alarms = open.filter(({ alarm }) => alarm)
  const lately = found.filter(({ registeredAt }) => registeredAt > now - 30 * DAY)
  const flags: Caller['flags'] = [
    { flag: 'urgent', count: alarms.length },
    { flag: 'overdue', count: late.length },
    { flag: 'open', count: open.length },
    { flag: 'often', count: lately.length >= oftenFrom ? lately.length : 0 },
  ]
  return flags.filter(({ count }) => count > 0)
}

/** YYMM of this month and those before it. */
function monthsOf({ rulebook }: App, now: number): readonly number[] {
  const months = new Set<number>()
  for (let day = dayOf(now, rulebook.pack.timeZone), left = monthsBack; left > 0; left -= 1) {
    months.add(Number(day.slice(2, 4) + day.slice(5, 7)))
    day = addDays(`${day.slice(0, 8)}01`, -1)
  }
  return [...months]
}

export interface MyShift extends MyCalls {
  readonly last: readonly FiledCall[]
}

/** What the account has filed today. */
export async function myShift(app: App, actor: Actor): Promise<MyShift> {
  const { rulebook, store, clock } = app
  const { timeZone } = rulebook.pack
  const since = startOfDay(dayOf(clock.now(), timeZone), timeZone)
  const [calls, last] = await Promise.all([
    myCalls(store.database, actor.id, since),
    lastCalls(store.database, actor.id, since, 5),
  ])
  return { ...calls, last }
}

/** Notes how long a call took whom. What is no time of a call is taken as a minute at most. */
export async function noteCallTaken(
  app: App,
  actor: Actor,
  call: { readonly number: string; readonly seconds: number; readonly answered: boolean },
): Promise<void> {
  const { seconds } = call
  const isTime = Number.isFinite(seconds) && seconds >= 0
  await noteCall(app.store.database, {
    ...call,
    actorId: actor.id,
    at: app.clock.now(),
    seconds: isTime ? Math.min(secondsMost, Math.round(seconds)) : MINUTE / 1_000,
  })
}
