import type { Actor } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { Queryable } from '../journal/queryable.ts'
import { canonical, entryHash, genesisHash } from '../journal-entry.ts'

/** What happened to something that is not a request: codes, numbers and hashes only, never free text. */
export interface StreamEvent {
  /** Which thing, e.g. `article/water-bill`. */
  readonly stream: string
  readonly at: Instant
  readonly type: string
  readonly actor: Actor
  readonly facts: Readonly<Record<string, unknown>>
}

/**
 * Appends an entry to the stream of a thing that is no request, in the caller's own transaction: the change and its
 * record stand together or not at all. Sealing takes it into the journal's tree as any other entry.
 */
export async function appendToStream(client: Queryable, event: StreamEvent): Promise<void> {
  const { stream, at, type, actor, facts } = event
  await client.query('insert into journal_stream (name, head_hash) values ($1, $2) on conflict (name) do nothing', [
    stream,
    genesisHash,
  ])
  const { rows } = await client.query<{ number: string; seq: number; head_hash: Buffer }>(
    'select number, seq, head_hash from journal_stream where name = $1 for update',
    [stream],
  )
  const [head] = rows
  if (!head) throw new Error(`the stream ${stream} is not there`)
  const seq = head.seq + 1
  const body = canonical({
    number: head.number,
    seq,
    at,
    type,
    actor: { id: actor.id, role: actor.role, unit: actor.unit ?? null },
    facts: { ...facts, stream },
    texts: {},
  })
  const hash = entryHash(head.head_hash, body)
  await client.query(
    `with entry as (
       insert into journal_entry (number, seq, at, type, body, previous_hash, hash) values ($1, $2, $3, $4, $5, $6, $7)
     ), pending as (
       insert into journal_pending (number, seq, hash) values ($1, $2, $7)
     )
     update journal_stream set seq = $2, head_hash = $7 where number = $1`,
    [head.number, seq, new Date(at), type, body, head.head_hash, hash],
  )
}
