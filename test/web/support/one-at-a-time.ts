import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitForExclusiveLock } from '../../../src/main/postgres/file-lock.ts'

/** Test files run in several processes: what they prepare for all of them is prepared by one. */
export async function oneAtATime<Result>(name: string, prepare: () => Promise<Result>): Promise<Result> {
  const lock = await waitForExclusiveLock(join(tmpdir(), `open12345-test-${name}.lock`), { waitMs: 100_000 })
  if (!lock) throw new Error(`${name} was not prepared in time by whoever began it`)
  try {
    return await prepare()
  } finally {
    lock.release()
  }
}
