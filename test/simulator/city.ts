import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '../../src/actions/app.ts'
import { startOfDay } from '../../src/core/calendar/zone.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { createImages } from '../../src/insight/file/picture.ts'
import { loadCityPack } from '../../src/main/city/load.ts'
import { seededBytes } from '../../src/main/simulator/chance.ts'
import { createSimulatedClock, simulate, type Simulated } from '../../src/main/simulator/simulate.ts'
import { applicationRole, openDatabase, type Database } from '../../src/store/database.ts'
import { createFileFolder, fileFolders } from '../../src/store/files/file-folder.ts'
import { sealJournal } from '../../src/store/journal/seal.ts'
import { verifyJournal, type Verdict } from '../../src/store/journal/verify.ts'
import { createVault } from '../../src/store/sealing-keys.ts'
import { createStore } from '../../src/store/store.ts'
import { freshDatabase } from '../support/cluster.ts'

export interface SimulatedCity {
  readonly app: App
  readonly database: Database
  readonly result: Simulated
  sealAndVerify(): Promise<Verdict>
  close(): Promise<void>
}

/** A pack's city that has lived some days on a database of its own. */
export async function simulatedCity(
  pack: string,
  life: { days: number; perDay: number; seed: number; from: string },
): Promise<SimulatedCity> {
  const loaded = await loadCityPack(pack)
  if (!loaded.ok) throw new Error(`${pack} has faults`)
  const url = await freshDatabase()
  const common = { url, role: applicationRole, connections: 3, synchronousCommit: false }
  const database = openDatabase(common)
  const byKey = openDatabase({ ...common, byKeyOnly: true })
  const clock = createSimulatedClock(startOfDay(life.from, loaded.pack.timeZone))
  const random = seededBytes(life.seed)
  const files = mkdtempSync(join(tmpdir(), 'open12345-files-'))
  const app: App = {
    rulebook: createRulebook(loaded.pack),
    clock,
    random,
    store: createStore(database, random, byKey),
    vault: createVault(Buffer.alloc(32, 7), random),
    files: { images: createImages(), folder: createFileFolder(fileFolders(files)) },
  }
  const result = await simulate(app, clock, life)
  const { privateKey } = generateKeyPairSync('ed25519')
  const checkpointDir = mkdtempSync(join(tmpdir(), 'open12345-checkpoints-'))
  const origin = `open12345/${pack}`
  return {
    app,
    database,
    result,
    sealAndVerify: async () => {
      await sealJournal({ database, signingKey: privateKey, clock, checkpointDir, origin })
      return verifyJournal({ database, verifyKey: [privateKey], checkpointDir, origin })
    },
    close: async () => {
      await Promise.all([database.end(), byKey.end()])
      rmSync(files, { recursive: true, force: true })
      rmSync(checkpointDir, { recursive: true, force: true })
    },
  }
}
