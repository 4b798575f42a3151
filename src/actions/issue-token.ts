import { hash } from 'node:crypto'
import { dayOf } from '../core/calendar/zone.ts'
import { isInForce } from '../core/catalogue/find.ts'
import { roles, unitRoles, type Role } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import { insertAccessToken, revokeAccessToken } from '../store/write/access-token.ts'
import type { App } from './app.ts'

export interface TokenWish {
  readonly role: string
  readonly unit?: string | undefined
  /** What the token is for, as the list of tokens shows it. */
  readonly label?: string | undefined
  readonly expiresAt?: Instant | null | undefined
}

export interface IssuedToken {
  readonly ok: true
  /** Shown once; only its hash is kept. */
  readonly token: string
  /** Stands in the journal for whoever holds the token. */
  readonly id: string
}

/**
 * Makes a bearer token for a role (and unit). Refuses `not_a_choice` for an unknown role or a unit of
 * a kind that may not hold it, `required` for a role that acts for a unit, `unit_not_found`.
 */
export async function issueToken(app: App, wish: TokenWish): Promise<IssuedToken | Refused> {
  const now = app.clock.now()
  const { role, unit } = wish
  if (!isGiven(role)) return refuse('not_a_choice', { field: 'role', facts: { choices: given.join(', ') } })
  const fault = unitFault(app, role, unit, now)
  if (fault) return fault
  const token = `o12345_${app.random(32).toString('base64url')}`
  const id = `${role.replaceAll('_', '-')}-${app.random(5).toString('hex')}`
  await insertAccessToken(app.store.database, tokenHash(token), {
    id,
    role,
    unitCode: unit ?? null,
    label: wish.label ?? '',
    createdAt: now,
    expiresAt: wish.expiresAt ?? null,
    revokedAt: null,
  })
  return { ok: true, token, id }
}

/** Ends a token, and the sessions opened with it, within seconds. False where there is none of this id. */
export const revokeToken = (app: App, id: string): Promise<boolean> =>
  revokeAccessToken(app.store.database, id, app.clock.now())

/** What the database keeps of a secret. Secrets are 256 random bits, so a plain hash is enough. */
export const tokenHash = (secret: string): Buffer => hash('sha256', secret, 'buffer')

const given = roles.filter((role) => role !== 'requester')
const isGiven = (role: string): role is Role => (given as readonly string[]).includes(role)

function unitFault(app: App, role: Role, unit: string | undefined, now: Instant): Refused | undefined {
  const needsUnit = (unitRoles as readonly Role[]).includes(role)
  if (unit === undefined) return needsUnit ? refuse('required', { field: 'unit' }) : undefined
  const { rulebook } = app
  const found = rulebook.unit(unit)
  if (!found || !isInForce(found, dayOf(now, rulebook.pack.timeZone)))
    return refuse('unit_not_found', { field: 'unit' })
  const kinds = rulebook.pack.roleKinds[role] ?? []
  return kinds.includes(found.kind)
    ? undefined
    : refuse('not_a_choice', { field: 'unit', facts: { choices: kinds.join(', ') } })
}
