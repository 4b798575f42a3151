import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'
import { createGroup } from '../group.ts'

/** A key that a client gave to a command, with what has to be known of the first try. */
export interface Claim {
  readonly client: string
  readonly key: string
  /** Hash of method, path and body: the same key stands for the same thing. */
  readonly fingerprint: Buffer
  readonly at: Instant
}

export type Claimed =
  /** Ours now: carry the command out, then finish or release it. */
  | { readonly state: 'new' }
  | { readonly state: 'other_body' }
  /** The first try is still under way, or was lost with its process. */
  | { readonly state: 'in_progress'; readonly since: Instant }
  | { readonly state: 'done'; readonly status: number; readonly response: string }

export interface IdempotencyKeys {
  claim(claim: Claim): Promise<Claimed>
  /** Keeps the answer for whoever asks again. */
  finish(claim: Claim, status: number, response: string): Promise<void>
  /** The command had no effect: the key may be used again. */
  release(claim: Claim): Promise<void>
}

interface Row {
  readonly client: string
  readonly key: string
  readonly fingerprint: Buffer
  readonly createdAt: Instant
  readonly status: number | null
  readonly response: string | null
}

const claimStatement = `with given as (
    select * from json_to_recordset($1::json) as x(client text, key text, fingerprint bytea, created_at timestamptz)
  ), inserted as (
    insert into idempotency_key (client, key, fingerprint, created_at)
    select client, key, fingerprint, created_at from given on conflict do nothing returning client, key
  )
  select i.client, i.key, null::bytea as fingerprint, null::timestamptz as "createdAt", null::smallint as status, null as response
  from inserted i
  union all
  select k.client, k.key, k.fingerprint, k.created_at, k.status, k.response
  from idempotency_key k join given g on g.client = k.client and g.key = k.key
  where not exists (select from inserted i where i.client = k.client and i.key = k.key)`

const finishStatement = `update idempotency_key k set status = x.status, response = x.response
  from json_to_recordset($1::json) as x(client text, key text, status smallint, response text)
  where k.client = x.client and k.key = x.key`

const rowKey = (of: { readonly client: string; readonly key: string }): string => `${of.client} ${of.key}`

interface Finished extends Claim {
  readonly status: number
  readonly response: string
}

/** Keys of commands, claimed and finished in batches. */
export function createIdempotencyKeys(database: Database): IdempotencyKeys {
  const claims = createGroup<Claim, Claimed>({
    most: 64,
    keyOf: rowKey,
    run: async (given) => {
      const rows = given.map(({ client, key, fingerprint, at }) => ({
        client,
        key,
        fingerprint: `\\x${fingerprint.toString('hex')}`,
        created_at: new Date(at).toISOString(),
      }))
      const result = await database.query<Row>({
        name: 'claim_keys',
        text: claimStatement,
        values: [JSON.stringify(rows)],
      })
      const found = new Map(result.rows.map((row) => [rowKey(row), row]))
      return given.map((claim) => claimed(claim, found.get(rowKey(claim))))
    },
  })
  const finishes = createGroup<Finished, void>({
    most: 64,
    keyOf: rowKey,
    run: async (given) => {
      const rows = given.map(({ client, key, status, response }) => ({ client, key, status, response }))
      await database.query({ name: 'finish_keys', text: finishStatement, values: [JSON.stringify(rows)] })
      return given.map(() => undefined)
    },
  })
  return {
    claim: (claim) => claims.add(claim),
    finish: (claim, status, response) => finishes.add({ ...claim, status, response }),
    release: async ({ client, key }) => {
      await database.query({
        name: 'release_key',
        text: 'delete from idempotency_key where client = $1 and key = $2 and status is null',
        values: [client, key],
      })
    },
  }
}

function claimed(claim: Claim, row: Row | undefined): Claimed {
  // The statement's snapshot may miss a row that another process has just written.
  if (!row) return { state: 'in_progress', since: claim.at }
  if (row.fingerprint === null) return { state: 'new' }
  if (!row.fingerprint.equals(claim.fingerprint)) return { state: 'other_body' }
  if (row.status === null || row.response === null) return { state: 'in_progress', since: row.createdAt }
  return { state: 'done', status: row.status, response: row.response }
}
