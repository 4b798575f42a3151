import type { ActingRole } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { EventType } from '../../core/work-order/events.ts'
import type { RequestState } from '../../core/work-order/states.ts'
import type { Database } from '../database.ts'
import { eventOfBody } from '../journal-entry.ts'

/** One thing that happened to a request, with its words. */
export interface TimelineEntry {
  readonly seq: number
  readonly at: Instant
  readonly type: EventType
  readonly actorId: string
  readonly actorRole: ActingRole
  readonly actorUnit: string | null
  readonly from: RequestState | null
  readonly to: RequestState
  readonly facts: Readonly<Record<string, unknown>>
  /** Free text by name; an erased text is missing. */
  readonly texts: Readonly<Record<string, string>>
}

const entriesStatement = `select j.body, t.texts from journal_entry j
  left join lateral (
    select json_object_agg(e.name, e.body) as texts from event_text e where e.number = j.number and e.seq = j.seq
  ) t on true
  where j.number = $1 order by j.seq`

/** Everything that happened to a request, in order: for those who may read it as staff. */
export async function timeline(database: Database, number: string): Promise<readonly TimelineEntry[]> {
  const result = await database.query<{ body: string; texts: Record<string, string> | null }>({
    name: 'timeline',
    text: entriesStatement,
    values: [number],
  })
  return result.rows.map(({ body, texts }) => {
    const { number: _, ...entry } = eventOfBody(body)
    return { ...entry, texts: texts ?? {} }
  })
}

/** The newest thing that happened to a request, without its words. */
export async function lastEntry(database: Database, number: string): Promise<TimelineEntry | undefined> {
  const result = await database.query<{ body: string }>({
    name: 'last_entry',
    text: 'select body from journal_entry where number = $1 order by seq desc limit 1',
    values: [number],
  })
  const [row] = result.rows
  if (!row) return undefined
  const { number: _, ...entry } = eventOfBody(row.body)
  return { ...entry, texts: {} }
}

/** What of an event concerns the requester: which facts, and which of its words were written for them. */
interface Shown {
  readonly facts?: readonly string[]
  readonly texts?: readonly string[]
}

/**
 * Events that a requester sees. What is not listed (opinions, supervision, whistles, exclusions,
 * handlers' names) stays inside; so do notes, also of events that are listed.
 */
const shownToRequester: Partial<Readonly<Record<EventType, Shown>>> = {
  registered: {
    facts: ['requestType', 'serviceCode', 'level', 'areaCode', 'earlierNumber'],
    texts: ['title', 'matter', 'place'],
  },
  classified: { facts: ['serviceCode', 'level'] },
  answered_directly: { texts: ['answer'] },
  answer_rated: { facts: ['satisfaction'] },
  transferred_emergency: { facts: ['to'] },
  redirect_confirmed: {},
  redirect_objected: { texts: ['words'] },
  repeat_informed: { facts: ['earlier'], texts: ['message'] },
  merged: {},
  unmerged: {},
  dispatched: {},
  dispatch_recalled: {},
  designated_within_area: {},
  designated: {},
  signed: {},
  contact_recorded: { facts: ['means', 'reached'] },
  extension_decided: { facts: ['granted'] },
  ledger_approved: { facts: ['step'] },
  ledger_cleared: {},
  ledger_returned: {},
  replied: { facts: ['solved'], texts: ['publicReply'] },
  reply_returned: {},
  callback_opened: {},
  callback_attempted: { facts: ['result'] },
  callback_recorded: { facts: ['contacted', 'resolved', 'satisfaction'] },
  callback_closed: { facts: ['disposition'] },
  termination_approved: {},
  rework_opened: { facts: ['round'] },
  withdrawn: { facts: ['reason'] },
  fact_added: { texts: ['fact'] },
  attached: { facts: ['kind'] },
  reopened_as: { facts: ['later'] },
  imported: { facts: ['disposition'] },
}

/** Whether a requester learns of an event of this kind. */
export const isShownToRequester = (type: EventType): boolean => Object.hasOwn(shownToRequester, type)

/** Events that tell how a requester rated: not for everybody on the staff. */
const ratings: readonly EventType[] = ['callback_recorded', 'answer_rated', 'callback_attempted', 'callback_closed']

/** A timeline without the facts and words of ratings, for staff who may not see them. */
export const withoutRatings = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.map((entry) => (ratings.includes(entry.type) ? { ...entry, facts: {}, texts: {} } : entry))

/** What the requester is shown of an event. Who acted is a unit, never a person. */
export interface PublicEntry {
  readonly seq: number
  readonly at: Instant
  readonly type: EventType
  readonly state: RequestState
  /** The unit that acted or that was given the request. */
  readonly unit: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly texts: Readonly<Record<string, string>>
}

/** The part of a timeline that concerns the requester. */
export function forRequester(entries: readonly TimelineEntry[]): readonly PublicEntry[] {
  const shown: PublicEntry[] = []
  for (const entry of entries) {
    const rule = shownToRequester[entry.type]
    // A proposed redirect counts for the requester only where nobody has to confirm it first.
    const redirected = entry.type === 'redirect_proposed' && entry.facts['confirmed'] === true
    if (!rule && !redirected) continue
    shown.push({
      seq: entry.seq,
      at: entry.at,
      type: entry.type,
      state: entry.to,
      unit: leadOf(entry) ?? entry.actorUnit,
      facts: picked(entry.facts, redirected ? ['disposition'] : (rule?.facts ?? [])),
      texts: picked(entry.texts, rule?.texts ?? []),
    })
  }
  return shown
}

const leadOf = (entry: TimelineEntry): string | undefined =>
  (entry.facts['lead'] as { unitCode: string } | undefined)?.unitCode

function picked<T>(source: Readonly<Record<string, T>>, names: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(names.filter((name) => source[name] !== undefined).map((name) => [name, source[name] as T]))
}
