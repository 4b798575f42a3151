import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { withClient } from '../../src/main/postgres/database.ts'
import { stopPostmaster } from '../../src/main/postgres/postmaster.ts'
import { acquireServerLock } from '../../src/main/postgres/server-lock.ts'
import { templateName } from './template.ts'
import { temporaryBase } from './temporary-base.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where this run's cluster lives, once the first test that needs one has started it. */
    readonly clusterFolder: string
  }
}

const PREFIX = 'open12345-run-'

/**
 * One cluster a run, started by the first file that asks for a database (a run of core's tests starts none), and
 * stopped and removed with everything in it at the end. Remains of runs that were killed are removed first.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeRemains()
  const folder = mkdtempSync(path.join(temporaryBase(), PREFIX))
  chmodSync(folder, 0o755)
  const lock = await acquireServerLock(folder, { waitMs: 0 })
  project.provide('clusterFolder', folder)
  return async () => {
    await dropTemplate(folder)
    await stopCluster(folder)
    lock.release()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whoever still uses it: vitest's workers may end later than this hook. */
function stopCluster(folder: string): Promise<void> {
  return stopPostmaster(path.join(realpathSync(folder), 'postgres', 'data'))
}

/** On a server that outlives the run; with a cluster of its own everything goes anyway. */
async function dropTemplate(folder: string): Promise<void> {
  const given = process.env['TEST_DATABASE_URL']
  if (!given) return
  await withClient(given, (client) => client.query(`drop database if exists ${templateName(folder)} with (force)`))
}

async function removeRemains(): Promise<void> {
  const base = temporaryBase()
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(base, name)
    try {
      const lock = await acquireServerLock(folder, { waitMs: 0 })
      await stopCluster(folder)
      lock.release()
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another run is using it, or another user's.
    }
  }
}
