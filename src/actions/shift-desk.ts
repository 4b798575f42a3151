import { dayOf } from '../core/calendar/zone.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import { MINUTE } from '../core/time.ts'
import { requestNumber } from '../core/work-order/number.ts'
import { profileOf, similarity } from '../insight/suggest/similarity.ts'
import {
  freshReplies,
  reviewOf,
  sampledCalls,
  type CallMarks,
  type FreshReply,
  type SampledCall,
} from '../store/read/hotline/shift-lists.ts'
import { upsertCallReview } from '../store/write/call-review.ts'
import type { App } from './app.ts'

/** Why a reply should be read before the others: none of it proves anything. */
export type ReplySignal = 'short' | 'unlike' | 'quick' | 'late'

export interface ReplyToRead extends FreshReply {
  readonly signals: readonly ReplySignal[]
}

const repliesRead = 100
/** Characters, two of a word of letters for one of Chinese. */
const shortReply = 30
const quickReply = 20 * MINUTE
/** Less in common with what was asked than this is said of anything. */
const littleInCommon = 0.04
const callsOfAgent = 2
const noteMost = 1_000
const points = ['manner', 'understanding', 'record', 'sorting'] as const

const mayLead = ({ role }: Actor): boolean => role === 'shift_lead'

/** Replies that wait for the callback, those first that look like no answer. Empty for whoever may send none back. */
export async function repliesToRead(app: App, actor: Actor): Promise<readonly ReplyToRead[]> {
  if (!mayLead(actor)) return []
  const replies = await freshReplies(app.store.database, repliesRead)
  return replies
    .map((reply) => ({ ...reply, signals: signalsOf(reply) }))
    .toSorted((one, other) => other.signals.length - one.signals.length)
}

function signalsOf({ matter, reply, late, dispatchedAt, repliedAt }: FreshReply): readonly ReplySignal[] {
  const length = [...reply].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 1 : 0.5), 0)
  const signals: readonly [ReplySignal, boolean][] = [
    ['short', length < shortReply],
    ['unlike', similarity(profileOf(matter), profileOf(reply)) < littleInCommon],
    ['quick', repliedAt - dispatchedAt < quickReply],
    ['late', late],
  ]
  return signals.flatMap(([signal, holds]) => (holds ? [signal] : []))
}

/** Today's sample of calls, or of those that were answered at once; by hash, so that nobody chooses. */
export async function callSample(app: App, actor: Actor, which: 'all' | 'answered'): Promise<readonly SampledCall[]> {
  if (!mayLead(actor)) return []
  const today = dayOf(app.clock.now(), app.rulebook.pack.timeZone)
  return sampledCalls(app.store.database, {
    from: requestNumber(today, 0),
    state: which === 'answered' ? 'answered_directly' : null,
    perAgent: callsOfAgent,
    reviewer: actor.id,
  })
}

export const callReviewOf = (app: App, actor: Actor, number: string): Promise<CallMarks | undefined> =>
  reviewOf(app.store.database, number, actor.id)

/** Keeps marks and note for a call. Refuses `not_permitted`, `not_a_choice` (a mark that is none), `too_long`. */
export async function reviewCall(
  app: App,
  actor: Actor,
  number: string,
  marks: CallMarks,
): Promise<{ readonly ok: true } | Refused> {
  if (!mayLead(actor)) return refuse('not_permitted')
  for (const point of points) {
    const mark = marks[point]
    if (!Number.isInteger(mark) || mark < 1 || mark > 5) return refuse('not_a_choice', { field: point })
  }
  const { length } = marks.note
  if (length > noteMost) return refuse('too_long', { field: 'note', facts: { limit: noteMost, count: length } })
  await upsertCallReview(app.store.database, { ...marks, number, reviewer: actor.id, at: app.clock.now() })
  return { ok: true }
}
