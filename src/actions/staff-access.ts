import type { Recusal } from '../core/permission/recusal.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import { HOUR, MINUTE, type Instant } from '../core/time.ts'
import {
  sessionByHash,
  sessionsByHash,
  tokenByHash,
  type SessionHolder,
  type TokenHolder,
} from '../store/read/access-token.ts'
import { deleteSession, insertSession, touchSession } from '../store/write/staff-session.ts'
import type { App } from './app.ts'
import { tokenHash } from './issue-token.ts'

/** A revoked token is believed no longer than this. */
const believedForMilliseconds = 3_000
const keptMost = 10_000
const sessionIdle = HOUR
const sessionWhole = 12 * HOUR
const touchEvery = MINUTE

/** The cookie that holds a session's secret. */
export const sessionCookieName = 'staff_session'

/** Who stands behind a token or a session cookie. */
export interface StaffAccess {
  actorOfToken(token: string): Promise<Actor | undefined>
  /** Exchanges a token for the secret of a session cookie. */
  openSession(token: string): Promise<{ readonly ok: true; readonly secret: string; readonly actor: Actor } | Refused>
  actorOfSession(secret: string): Promise<Actor | undefined>
  closeSession(secret: string): Promise<void>
  /** As `actorOfSession`, for what a page does by itself: it does not keep the session alive. */
  seenSession(secret: string): Promise<Actor | undefined>
  /** Those of the sessions that are open now, in one question; looking does not keep them alive. */
  openSessions(secrets: readonly string[]): Promise<ReadonlySet<string>>
}

interface Known {
  readonly readAt: Instant
  readonly actor: Promise<Actor | undefined>
}

/** Remembers answers for seconds, so that a busy desk asks the database rarely and a revocation still works at once. */
export function createStaffAccess(app: App): StaffAccess {
  const known = new Map<string, Known>()
  const remembered = (key: string, ask: () => Promise<Actor | undefined>): Promise<Actor | undefined> => {
    const now = app.clock.now()
    const found = known.get(key)
    if (found && now - found.readAt < believedForMilliseconds && now >= found.readAt) return found.actor
    const actor = ask()
    known.delete(key)
    known.set(key, { readAt: now, actor })
    // A database that could not be asked is no answer.
    actor.catch(() => known.delete(key))
    if (known.size > keptMost) forgetOldest(known)
    return actor
  }
  return {
    actorOfToken: (token) => remembered(`t ${token}`, () => askToken(app, token)),
    actorOfSession: (secret) => remembered(`s ${secret}`, () => askSession(app, secret)),
    seenSession: (secret) =>
      remembered(`n ${secret}`, async () => {
        const now = app.clock.now()
        const session = await sessionByHash(app.store.database, tokenHash(secret))
        return session && isAlive(session, now) ? actorOf(session, now) : undefined
      }),
    openSessions: async (secrets) => {
      const byHash = new Map(secrets.map((secret) => [tokenHash(secret).toString('hex'), secret]))
      const sessions = await sessionsByHash(app.store.database, [...byHash.keys()])
      const now = app.clock.now()
      const open = sessions.filter((session) => isAlive(session, now) && actorOf(session, now))
      return new Set(open.flatMap(({ hash }) => byHash.get(hash) ?? []))
    },
    openSession: async (token) => {
      const actor = await askToken(app, token)
      if (!actor) return refuse('not_permitted', { field: 'token' })
      const secret = app.random(32).toString('base64url')
      await insertSession(app.store.database, tokenHash(secret), tokenHash(token), app.clock.now())
      return { ok: true, secret, actor }
    },
    closeSession: async (secret) => {
      known.delete(`s ${secret}`)
      known.delete(`n ${secret}`)
      await deleteSession(app.store.database, tokenHash(secret))
    },
  }
}

/** A map keeps its order of entry. */
function forgetOldest(known: Map<string, unknown>): void {
  for (const oldest of known.keys()) return void known.delete(oldest)
}

async function askToken(app: App, token: string): Promise<Actor | undefined> {
  const holder = await tokenByHash(app.store.database, tokenHash(token))
  return holder && actorOf(holder, app.clock.now())
}

async function askSession(app: App, secret: string): Promise<Actor | undefined> {
  const hash = tokenHash(secret)
  const session = await sessionByHash(app.store.database, hash)
  const now = app.clock.now()
  if (!session || !isAlive(session, now)) return undefined
  if (now - session.lastUsedAt > touchEvery) await touchSession(app.store.database, hash, now)
  return actorOf(session, now)
}

const isAlive = ({ lastUsedAt, createdAt }: SessionHolder, now: Instant): boolean =>
  now - lastUsedAt <= sessionIdle && now - createdAt <= sessionWhole

function actorOf(holder: TokenHolder, now: Instant): Actor | undefined {
  if (holder.revokedAt !== null || (holder.expiresAt !== null && holder.expiresAt <= now)) return undefined
  return {
    id: holder.id,
    role: holder.role,
    ...(holder.unitCode === null ? {} : { unit: holder.unitCode }),
    ...(holder.interests === null ? {} : { recusal: recusalOf(holder.interests) }),
  }
}

const recusalOf = (interests: NonNullable<TokenHolder['interests']>): Recusal => ({
  units: new Set(interests.flatMap(({ unit }) => unit ?? [])),
  numbers: new Set(interests.flatMap(({ number }) => number ?? [])),
})
