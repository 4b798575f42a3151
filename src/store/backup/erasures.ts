import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Instant } from '../../core/time.ts'
import { appendDurably, PRIVATE_FOLDER } from '../journal/durable-file.ts'
import type { Queryable } from '../journal/queryable.ts'

/** A person's data of one request that were erased. A list of them lies outside the database and outlives it. */
export interface Erasure {
  readonly number: string
  readonly erasedAt: Instant
  readonly reason: string
}

/** Writes an erasure down outside the database, so that restoring an older backup does not undo it. */
export function noteErasure(file: string, erasure: Erasure): void {
  mkdirSync(dirname(file), { recursive: true, mode: PRIVATE_FOLDER })
  appendDurably(file, Buffer.from(`${JSON.stringify(erasure)}\n`))
}

/** Erasures in the order in which they were made; a line that a crash tore is passed over. */
export function readErasures(file: string): readonly Erasure[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as Erasure]
      } catch {
        return []
      }
    })
}

/** Erases again what the database remembers as erased, and what the list outside knows. Answers how many came back. */
export async function replayErasures(client: Queryable, outside: readonly Erasure[]): Promise<number> {
  await client.query(
    `insert into identity.erasure (number, erased_at, reason)
     select * from unnest($1::bigint[], $2::timestamptz[], $3::text[]) on conflict (number) do nothing`,
    [outside.map((one) => one.number), outside.map((one) => new Date(one.erasedAt)), outside.map((one) => one.reason)],
  )
  const { rowCount } = await client.query(
    `update identity.requester r set wrapped_key = null, sealed = null, phone_index = null, erased_at = e.erased_at
     from identity.erasure e where e.number = r.number and (r.wrapped_key is not null or r.sealed is not null or r.phone_index is not null)`,
  )
  return rowCount ?? 0
}
