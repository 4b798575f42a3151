import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import { HOUR } from '../core/time.ts'
import { parseRequestNumber } from '../core/work-order/number.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import { noteAttempt } from '../store/write/access-attempt.ts'
import type { App } from './app.ts'

/** Wrong codes an hour for one number, whoever gives them. */
const triesAnHour = 10

export type Opened = { readonly ok: true; readonly number: RequestNumber; readonly actor: Actor } | Refused

/**
 * Opens a request for whoever gives its number and access code. A number that does not exist and a
 * wrong code are the same answer. Refuses `access_code_wrong`, `too_many_tries` (with `seconds` to wait).
 */
export async function openTracking(app: App, numberText: string, code: string): Promise<Opened> {
  const number = parseRequestNumber(numberText)
  if (number === undefined) return refuse('access_code_wrong', { field: 'number' })
  const now = app.clock.now()
  const right = sameCode(normalCode(code), app.vault.accessCode(number))
  const tries = await noteAttempt(app.store.database, number, {
    wrong: !right,
    now,
    since: now - HOUR,
    most: triesAnHour,
  })
  if (tries.wrong >= triesAnHour) {
    const seconds = Math.max(1, Math.ceil(((tries.oldestAt ?? now) + HOUR - now) / 1000))
    return refuse('too_many_tries', { facts: { seconds } })
  }
  if (!right) return refuse('access_code_wrong', { field: 'accessCode' })
  return { ok: true, number, actor: { id: 'requester', role: 'requester', requestNumber: number } }
}

/** As people type it: any case, any width, with spaces or hyphens. */
const normalCode = (code: string): string => code.slice(0, 60).normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

function sameCode(given: string, right: string): boolean {
  const one = Buffer.from(given.padEnd(right.length).slice(0, right.length + 1))
  const other = Buffer.from(right)
  return one.length === other.length && timingSafeEqual(one, other)
}
