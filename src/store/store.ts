import { createCommitter, type Committer, type RandomBytes } from './commit.ts'
import type { Database } from './database.ts'
import { createLoader, type Loader } from './load.ts'
import { createSequence } from './numbers.ts'

/** What actions need of the database to carry a command out. */
export interface Store extends Committer {
  readonly database: Database
  readonly load: Loader
  readonly nextSequence: () => Promise<number>
}

export const createStore = (database: Database, random: RandomBytes): Store => ({
  database,
  load: createLoader(database),
  nextSequence: createSequence(database),
  ...createCommitter(database, random),
})
