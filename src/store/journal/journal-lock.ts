import type pg from 'pg'
import type { Database } from '../database.ts'

/** Any number that is only ours: one sealer at a time, whatever process it is in. */
const sealingLock = 12345_0002

/**
 * A transaction during which nobody else seals. It reads committed rows, so each statement sees what the sealer before
 * has left.
 */
export async function whileNobodySeals<Result>(
  database: Database,
  step: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect()
  let broken: Error | undefined
  try {
    await client.query('begin isolation level read committed')
    // What is signed and carried outside must not be forgotten by a power cut, however the connection trades safety.
    await client.query('set local synchronous_commit = on')
    await client.query('select pg_advisory_xact_lock($1)', [sealingLock])
    const result = await step(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}
