import { createCommitter, type Committer, type RandomBytes } from './commit.ts'
import type { Database } from './database.ts'
import { createLoaders, type Loaders } from './load.ts'
import { createSequence } from './numbers.ts'
import { createRecent } from './recent.ts'

/** What actions need of the database to carry a command out. */
export interface Store extends Committer, Loaders {
  readonly database: Database
  readonly nextSequence: () => Promise<number>
}

export function createStore(database: Database, random: RandomBytes): Store {
  const recent = createRecent()
  return {
    database,
    nextSequence: createSequence(database),
    ...createLoaders(database, recent),
    ...createCommitter(database, random, recent),
  }
}
