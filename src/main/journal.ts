import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyObject } from 'node:crypto'
import type { CityPack } from '../core/catalogue/city-pack.ts'
import { JournalBroken } from '../store/journal/journal-broken.ts'
import { sealJournal, type Sealed } from '../store/journal/seal.ts'
import { createJournalDoors, type JournalDoors } from '../actions/journal-doors.ts'
import { publicKeyOf, verifierKey } from '../store/journal/sign.ts'
import { verifyJournal, type Verdict, type VerifyOptions } from '../store/journal/verify.ts'
import { CommandRefusal } from './commands/command.ts'
import type { Config } from './config.ts'
import type { House } from './open-house.ts'

/** How often the running product seals. */
const SEAL_EVERY_SECONDS = 30

/** Names the city's journal in every checkpoint and receipt. */
export const journalOrigin = (pack: CityPack): string => `open12345/${pack.code}`

/** Where the copies of the checkpoints lie: outside the database, ready to be carried elsewhere. */
export const checkpointFolder = (config: Config): string => join(config.dataDir, 'checkpoints')

const earlierKeyFile = /^earlier-signing-[0-9a-f]+\.pub$/

/** Public keys that sealed before the present one: a restore on a machine without the old key leaves them here. */
export function earlierKeys(config: Config): readonly KeyObject[] {
  const folder = join(config.dataDir, 'keys')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => earlierKeyFile.test(name))
    .sort()
    .map((name) => publicKeyOf(Buffer.from(readFileSync(join(folder, name), 'utf8').trim(), 'hex')))
}

export type JournalHouse = Pick<House, 'app' | 'config' | 'keys' | 'pack' | 'database'>

/**
 * Seals what waits: every 30 s in the server, and at the end of every command that wrote something. Refuses
 * (CommandRefusal) where the journal is not what was signed; nothing is lost then, only not sealed.
 */
export async function sealHouse({ app, config, database, keys, pack }: JournalHouse): Promise<Sealed> {
  try {
    return await sealJournal({
      database,
      signingKey: keys.signing,
      earlierKeys: earlierKeys(config),
      clock: app.clock,
      checkpointDir: checkpointFolder(config),
      origin: journalOrigin(pack.pack),
    })
  } catch (error) {
    if (!(error instanceof JournalBroken)) throw error
    throw new CommandRefusal(error.code, error.sentence['zh-CN'], error.sentence.en)
  }
}

/** Sealing as the worker's chore. */
export const sealingChore = (house: JournalHouse) => ({
  name: 'sealing',
  everySeconds: SEAL_EVERY_SECONDS,
  run: async (): Promise<void> => void (await sealHouse(house)),
})

export const verifyHouse = (
  { config, database, keys, pack }: JournalHouse,
  more: Pick<VerifyOptions, 'from' | 'to' | 'onProgress'> = {},
): Promise<Verdict> =>
  verifyJournal({
    database,
    verifyKey: [keys.signing, ...earlierKeys(config)],
    checkpointDir: checkpointFolder(config),
    origin: journalOrigin(pack.pack),
    ...more,
  })

/** Public keys by which the journal is checked, the present one first, as a verifier wants them. */
export const verifierKeys = ({ config, keys, pack }: JournalHouse): readonly string[] =>
  [keys.signing, ...earlierKeys(config)].map((key) => verifierKey(journalOrigin(pack.pack), key))

/** What pages and API ask of the journal: receipts, and the keys by which anybody checks them. */
export const journalDoors = ({ config, database, keys, pack }: JournalHouse): JournalDoors =>
  createJournalDoors({
    database,
    origin: journalOrigin(pack.pack),
    signingKey: keys.signing,
    earlierKeys: earlierKeys(config),
  })
