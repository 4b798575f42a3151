import { MINUTE } from '../core/time.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import { wasActedOn } from '../store/read/acted-on.ts'
import { createIdempotencyKeys, type Claim } from '../store/write/idempotency-key.ts'
import type { App } from './app.ts'

/** An answer as it went out. */
export interface Answer {
  readonly status: number
  readonly body: string
}

export interface Attempt {
  /** Whose key it is: two clients may choose the same. */
  readonly client: string
  /** As the journal names whoever acts: every requester is called the same there. */
  readonly actorId: string
  readonly key: string
  readonly fingerprint: Buffer
  readonly number: RequestNumber
}

export type Once =
  | { readonly state: 'answered'; readonly answer: Answer; readonly repeated: boolean }
  /** The key was used for something else. */
  | { readonly state: 'other_body' }
  /** The first try is still under way. */
  | { readonly state: 'in_progress' }
  /** The first try was lost with its process, and the request has moved since: only its reader can tell. */
  | { readonly state: 'unknown' }

/** A try of another process that has not been answered for so long died with it. */
const lostAfter = MINUTE
const lostMost = 10_000

/** Carries a command out once for each key: a repeated one gets the first answer again. */
export function createOnce(app: App): (attempt: Attempt, run: () => Promise<Answer>) => Promise<Once> {
  const keys = createIdempotencyKeys(app.store.database)
  /** Tries that broke in this process: whether they had an effect, only the journal tells. */
  const lost = new Set<string>()
  const carryOut = async (claim: Claim, run: () => Promise<Answer>): Promise<Once> => {
    try {
      const answer = await run()
      // A refusal changed nothing, so the key stays free for a corrected try.
      if (answer.status < 300) await keys.finish(claim, answer.status, answer.body)
      else await keys.release(claim)
      return { state: 'answered', answer, repeated: false }
    } catch (error) {
      if (lost.size < lostMost) lost.add(nameOf(claim))
      throw error
    }
  }
  const once = async (attempt: Attempt, run: () => Promise<Answer>): Promise<Once> => {
    const { client, actorId, key, fingerprint, number } = attempt
    const claim: Claim = { client, key, fingerprint, at: app.clock.now() }
    const claimed = await keys.claim(claim)
    switch (claimed.state) {
      case 'new':
        return carryOut(claim, run)
      case 'other_body':
        return { state: 'other_body' }
      case 'done':
        return { state: 'answered', answer: { status: claimed.status, body: claimed.response }, repeated: true }
      case 'in_progress': {
        if (!lost.has(nameOf(claim)) && claim.at - claimed.since < lostAfter) return { state: 'in_progress' }
        if (await wasActedOn(app.store.database, number, actorId, claimed.since)) return { state: 'unknown' }
        lost.delete(nameOf(claim))
        await keys.release(claim)
        return once(attempt, run)
      }
    }
  }
  return once
}

const nameOf = (claim: Claim): string => `${claim.client} ${claim.key}`
