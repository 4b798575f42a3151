import { databaseFacts } from '../store/read/admin/database-facts.ts'
import { jobsNow } from '../store/read/admin/jobs.ts'
import { sealingNow } from '../store/read/journal-health.ts'
import { readSetting } from '../store/write/setting.ts'
import type { Operations } from '../web/operations.ts'
import { examine } from './doctor/examine.ts'
import type { House } from './open-house.ts'
import { withClient } from './postgres/database.ts'
import { lastBackupSetting, type LastBackup } from './safekeeping.ts'
import type { Worker } from './worker.ts'

/** Whoever looks again and again is told the same for so long. */
const keptFor = { examine: 30_000, jobs: 3_000, health: 3_000 } as const

/**
 * How the installation runs, for its administrator's pages. It asks on a connection of the owner's, since the
 * job runner's tables are nobody else's, and never more often than every few seconds.
 */
export function createOperations(house: House, worker: Pick<Worker, 'healthy' | 'chores'>): Operations {
  const { app, config, ownerUrl } = house
  const startedAt = app.clock.now()
  return {
    chores: worker.chores,
    examine: kept(keptFor.examine, () => examine({ config, environment: process.env, now: app.clock.now() })),
    jobs: kept(keptFor.jobs, () => withClient(ownerUrl, jobsNow)),
    health: kept(keptFor.health, () =>
      withClient(ownerUrl, async (client) => ({
        database: await databaseFacts(client),
        isWorkerHealthy: worker.healthy(),
        sealing: await sealingNow(client),
        lastBackup: (await readSetting<LastBackup>(client, lastBackupSetting)) ?? null,
        startedAt,
        memoryBytes: process.memoryUsage.rss(),
      })),
    ),
  }
}

/** Asks once for all who want to know within some milliseconds; what failed is asked again. */
function kept<Answer>(milliseconds: number, ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined
  let until = 0
  return () => {
    if (answer && performance.now() < until) return answer
    const asked = ask()
    until = performance.now() + milliseconds
    answer = asked
    asked.catch(() => {
      if (answer === asked) answer = undefined
    })
    return asked
  }
}
