import { join } from 'node:path'
import type { House } from '../../src/main/open-house.ts'
import { sealJournal } from '../../src/store/journal/seal.ts'

/** Seals what waits, as the server does. */
export async function sealAll(house: House): Promise<void> {
  await sealJournal({
    database: house.database,
    signingKey: house.keys.signing,
    clock: house.app.clock,
    checkpointDir: join(house.config.dataDir, 'checkpoints'),
    origin: house.pack.pack.code,
  })
}
