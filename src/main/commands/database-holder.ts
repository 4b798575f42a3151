import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { othersConnected } from '../../store/read/health.ts'
import { ensureCluster, type Cluster } from '../postgres/cluster.ts'
import { withClient } from '../postgres/database.ts'

// Started by the command `database`: holds the embedded database while somebody is connected, and some minutes more.

const LOOK_EVERY_MS = 5_000

async function isUsed(cluster: Cluster): Promise<boolean> {
  return withClient(cluster.url, othersConnected)
}

async function hold(dataDir: string, minutes: number): Promise<void> {
  const cluster = await ensureCluster({ dataDir })
  process.stdout.write('held\n')
  let lastUsedAt = performance.now()
  const stop = new AbortController()
  process.once('SIGTERM', () => stop.abort())
  try {
    // A data directory that was removed, or a database that died, is nothing to hold.
    while (
      !stop.signal.aborted &&
      existsSync(dataDir) &&
      cluster.isAlive() &&
      performance.now() - lastUsedAt < minutes * 60_000
    ) {
      await pause(LOOK_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined)
      if (await isUsed(cluster).catch(() => false)) lastUsedAt = performance.now()
    }
  } finally {
    await cluster.release()
  }
}

// Whoever reads the first line closes the pipe after it.
process.stdout.on('error', () => undefined)
const [dataDir = '', minutes = '10'] = process.argv.slice(2)
await hold(dataDir, Number(minutes))
