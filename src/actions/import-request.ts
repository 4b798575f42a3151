import { dayOf } from '../core/calendar/zone.ts'
import type { Actor } from '../core/permission/roles.ts'
import type { Refused } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import { importPast } from '../core/work-order/import-past.ts'
import type { Intake } from '../core/work-order/intake.ts'
import { requestNumber } from '../core/work-order/number.ts'
import { register, type Registration } from '../core/work-order/register.ts'
import type { RequestNumber, ServiceRequest } from '../core/work-order/service-request.ts'
import type { RequestChange } from '../store/commit.ts'
import { messagesKnown } from '../store/read/messages-known.ts'
import { requestByMessage } from '../store/read/request-by-message.ts'
import type { App } from './app.ts'
import { changeOf, type Decided } from './record.ts'
import { birthOf } from './register.ts'

/** A request from elsewhere, with the time at which it was made there. */
export interface Past {
  readonly intake: Intake
  readonly registeredAt: Instant
  /** `imported`: closed without clocks, callback or score. `open`: it waits for dispatch, its clocks running from `registeredAt`. */
  readonly outcome: 'imported' | 'open'
  /** When the source closed it; not before `registeredAt`. */
  readonly closedAt: Instant
}

export type Imported =
  | {
      readonly ok: true
      readonly number: RequestNumber
      /** It had been imported before: nothing new was written. */
      readonly already: boolean
      /** Why the unit was found or not, as the routing says it; empty for an open request. */
      readonly reasons: readonly string[]
      /** Null when it was there already. */
      readonly request: ServiceRequest | null
    }
  | Refused

/** Imports act as the product itself: nobody of the present has decided anything about the past. */
const importer: Actor = { id: 'import', role: 'system' }

/** Registers a request of the past at its own time, once for each message of its channel. */
export async function importRequest(app: App, past: Past): Promise<Imported> {
  const { intake, registeredAt: now } = past
  const { rulebook, store } = app
  const decide = past.outcome === 'open' ? register : importPast
  const registration = decide(intake, { rulebook, actor: importer, now })
  if (!registration.ok) return registration
  const number = requestNumber(dayOf(now, rulebook.pack.timeZone), await store.nextSequence())
  // Nobody is told today of what was decided elsewhere and long ago.
  const change = { ...changeOfPast(app, past, registration, number), notices: [] }
  if (await store.commit(change))
    return { ok: true, number, already: false, reasons: reasonsOf(registration), request: change.after }
  const existing = await requestByMessage(store.database, intake.channel, intake.messageId)
  if (existing === undefined) throw new Error(`message ${intake.messageId} was neither written nor there`)
  // A second try of a commit whose answer was lost finds what the first one wrote.
  const already = existing !== number
  return {
    ok: true,
    number: existing,
    already,
    reasons: already ? [] : reasonsOf(registration),
    request: already ? null : change.after,
  }
}

/** Those of a channel's messages that were imported already, so that a second run writes nothing and asks little. */
export const importedAlready = (
  app: App,
  channel: string,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> => messagesKnown(app.store.database, channel, messageIds)

function changeOfPast(app: App, past: Past, registration: Registration, number: RequestNumber): RequestChange {
  const { intake, registeredAt, closedAt } = past
  const timeZone = app.rulebook.pack.timeZone
  const decided: Decided = {
    ...registration,
    number,
    before: null,
    actor: importer,
    now: registeredAt,
    timeZone,
    birth: birthOf(app, number, intake),
  }
  const [registered, ...rest] = registration.events
  if (!registered || past.outcome === 'open' || closedAt === registeredAt) return changeOf(decided)
  const first = changeOf({ ...decided, events: [registered] })
  const before = { request: first.after, headHash: Buffer.alloc(0) }
  const last = changeOf({ ...decided, before, events: rest, now: closedAt })
  // One stream written at once: it begins at registration and ends when the source closed it.
  return {
    ...first,
    after: last.after,
    events: [...first.events, ...last.events],
    tallies: [...first.tallies, ...last.tallies],
    tasks: [...first.tasks, ...last.tasks],
  }
}

const reasonsOf = ({ events }: Registration): readonly string[] =>
  events.flatMap((event) => (event.type === 'imported' ? event.facts.reasons : []))
