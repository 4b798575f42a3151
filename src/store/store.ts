import { createCommitter, type Committer, type RandomBytes } from './commit.ts'
import type { Database } from './database.ts'
import { createLoaders, type Loaders } from './load.ts'
import { createSequence } from './numbers.ts'
import { createRecent } from './recent.ts'

/** What actions need of the database to carry a command out. */
export interface Store extends Committer, Loaders {
  readonly database: Database
  readonly nextSequence: () => Promise<number>
  /** Whether notices go beyond the page; where not, none waits to be sent. */
  readonly sendsNotices: boolean
}

/**
 * @param byKey connections of their own for loads and commits, so that a slow report never keeps an
 *   intake waiting; without them `database` serves both
 */
export function createStore(
  database: Database,
  random: RandomBytes,
  byKey: Database = database,
  sendsNotices = false,
): Store {
  const recent = createRecent()
  return {
    database,
    nextSequence: createSequence(byKey),
    ...createLoaders(byKey, recent),
    ...createCommitter(byKey, random, recent, sendsNotices),
    sendsNotices,
  }
}
