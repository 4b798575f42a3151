import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/**
 * Keeps that the requester wants nothing sent, for this request and, where a phone was given, for every other one
 * of that phone; the index is copied inside the database, so no identity is opened. What is under way stays in.
 */
export async function optOut(database: Database, number: string, at: Instant): Promise<void> {
  await database.query({
    name: 'opt_out',
    text: `insert into notice_opt_out (number, phone_index, at)
      select $1, (select phone_index from identity.requester where number = $1), $2
      on conflict (number) do update set phone_index = excluded.phone_index`,
    values: [number, new Date(at)],
  })
}

/** The requester wants notices again: whatever said otherwise for this request or its phone is taken away. */
export async function optIn(database: Database, number: string): Promise<void> {
  await database.query({
    name: 'opt_in',
    text: `delete from notice_opt_out where number = $1
      or phone_index = (select phone_index from identity.requester where number = $1)`,
    values: [number],
  })
}
