import { mkdirSync } from 'node:fs'
import type { App, Clock } from '../actions/app.ts'
import type { CityPack } from '../core/catalogue/city-pack.ts'
import { createRulebook } from '../core/catalogue/rulebook.ts'
import { applicationRole, openDatabase, type Database, type DatabaseOptions } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { createVault } from '../store/sealing-keys.ts'
import { createStore } from '../store/store.ts'
import type { RandomBytes } from '../store/commit.ts'
import { loadCityPack, type LoadedPack } from './city/load.ts'
import type { Config } from './config.ts'
import { settleInstallation, type Installation } from './installation.ts'
import { readKeys, type Keys } from './keys.ts'
import { mayNotify } from './notices.ts'
import { ensureCluster, type Cluster } from './postgres/cluster.ts'
import type { Report } from './postgres/cluster-error.ts'
import { createImages } from '../insight/file/picture.ts'
import { createFileFolder, fileFolders } from '../store/files/file-folder.ts'
import { createRandom } from './random.ts'
import { PackFaults } from './pack-faults.ts'

/** The product opened on its data: what the server, the worker and every command stand on. */
export interface House {
  readonly app: App
  readonly database: Database
  /** Connection string of the owning role: for migrations, job runner and backup. */
  readonly ownerUrl: string
  readonly cluster: Cluster | null
  readonly pack: LoadedPack
  readonly keys: Keys
  readonly config: Config
  readonly installation: Installation
  /** Closes the connections and gives the embedded database back. */
  close(): Promise<void>
}

export interface OpenOptions {
  readonly clock?: Clock
  readonly random?: RandomBytes
  readonly database?: Partial<DatabaseOptions>
  readonly onMessage?: Report
  /** Only a starting server may make an empty embedded directory a demo. */
  readonly mayBecomeDemo?: boolean
}

export const wallClock: Clock = { now: () => Date.now() }

/** Opens pack, keys, database and store, in this order, so that a broken pack starts nothing. */
export async function openHouse(config: Config, options: OpenOptions = {}): Promise<House> {
  const pack = await loadCityPack(config.city)
  if (!pack.ok) throw new PackFaults(pack.faults)
  mkdirSync(config.dataDir, { recursive: true })
  const keys = readKeys(config)
  const cluster = config.databaseUrl
    ? null
    : await ensureCluster({ dataDir: config.dataDir, ...(options.onMessage ? { onMessage: options.onMessage } : {}) })
  const ownerUrl = config.databaseUrl ?? cluster?.url ?? ''
  try {
    const { roleReady } = await migrate(ownerUrl)
    const common = { url: ownerUrl, role: roleReady ? applicationRole : null, ...options.database }
    const database = openDatabase(common)
    const byKey = openDatabase({ ...common, connections: 4, byKeyOnly: true })
    const installation = await settle([database, byKey], config, pack.pack.code, options.mayBecomeDemo ?? false)
    const random = options.random ?? createRandom()
    const app: App = {
      rulebook: createRulebook(installation.kind === 'demo' ? quicker(pack.pack) : pack.pack),
      clock: options.clock ?? wallClock,
      random,
      store: createStore(database, random, byKey, mayNotify(config, installation, options.clock)),
      vault: createVault(keys.master, random),
      files: { images: createImages(), folder: createFileFolder(fileFolders(config.dataDir)) },
    }
    const close = async (): Promise<void> => {
      await Promise.all([database.end(), byKey.end()])
      await cluster?.release()
    }
    return { app, database, ownerUrl, cluster, pack, keys, config, installation, close }
  } catch (error) {
    await cluster?.release()
    throw error
  }
}

async function settle(
  pools: readonly [Database, Database],
  config: Config,
  city: string,
  mayBecomeDemo: boolean,
): Promise<Installation> {
  try {
    return await settleInstallation(pools[0], config, city, mayBecomeDemo)
  } catch (error) {
    await Promise.all(pools.map((pool) => pool.end()))
    throw error
  }
}

/** A demo's visitors stay for minutes: what a city lets lie for hours before it asks the citizen is asked soon. */
const quicker = (pack: CityPack): CityPack => ({
  ...pack,
  rules: { ...pack.rules, callbackOpensAfterReplyMinutes: 1 },
  // The period before this one is closed already, so that there is one to publish.
  schemes: pack.schemes.map((scheme) => ({ ...scheme, closesAfterDays: 1 })),
})
