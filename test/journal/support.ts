import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { App } from '../../src/actions/app.ts'
import { execute } from '../../src/actions/execute.ts'
import { registerRequest } from '../../src/actions/register.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { HOUR, MINUTE } from '../../src/core/time.ts'
import type { Command } from '../../src/core/work-order/decide.ts'
import { createRandom } from '../../src/main/random.ts'
import { applicationRole, openDatabase, type Database } from '../../src/store/database.ts'
import { sealJournal, type Sealed } from '../../src/store/journal/seal.ts'
import { verifyJournal, type Verdict, type VerifyOptions } from '../../src/store/journal/verify.ts'
import { migrate } from '../../src/store/migrate.ts'
import { createVault } from '../../src/store/sealing-keys.ts'
import { createStore } from '../../src/store/store.ts'
import { temporaryFiles } from '../support/files.ts'
import { tinyCity } from '../support/tiny-city.ts'
import { hotline, intake, of } from '../support/world.ts'

export const origin = 'open12345/tiny'
export const { privateKey: signingKey } = generateKeyPairSync('ed25519')
export const masterKey = Buffer.alloc(32, 1)
export const monday = Date.parse('2026-03-02T01:00:00Z')

/** The product on a database of its own, with a clock that only the test moves. */
export interface Journal {
  readonly app: App
  readonly database: Database
  readonly ownerUrl: string
  readonly folder: string
  readonly clock: { now(): number; wait(milliseconds: number): void }
  seal(more?: { batch?: number; signingKey?: KeyObject }): Promise<Sealed>
  verify(more?: Partial<VerifyOptions>): Promise<Verdict>
  /** As the database's superuser with every trigger off. */
  tamper(step: (client: pg.Client) => Promise<unknown>): Promise<void>
  close(): Promise<void>
}

export async function openJournal(ownerUrl: string): Promise<Journal> {
  await migrate(ownerUrl)
  const folder = mkdtempSync(path.join(tmpdir(), 'open12345-journal-'))
  const database = openDatabase({ url: ownerUrl, role: applicationRole, connections: 6 })
  const random = createRandom()
  let now = monday
  const clock = { now: () => now, wait: (milliseconds: number) => void (now += milliseconds) }
  const app: App = {
    rulebook: createRulebook(tinyCity),
    clock,
    random,
    store: createStore(database, random),
    vault: createVault(masterKey, random),
    files: temporaryFiles(),
  }
  const sealing = { database, signingKey, clock, checkpointDir: folder, origin }
  return {
    app,
    database,
    ownerUrl,
    folder,
    clock,
    seal: (more) => sealJournal({ ...sealing, ...more }),
    verify: (more) => verifyJournal({ database, verifyKey: signingKey, checkpointDir: folder, origin, ...more }),
    tamper: (step) => asSuperuser(ownerUrl, step),
    close: async () => {
      await database.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function asSuperuser(ownerUrl: string, step: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica; set search_path = hotline, public')
    await step(client)
  } finally {
    await client.end()
  }
}

let messages = 0

export async function register(app: App): Promise<string> {
  messages += 1
  const registered = await registerRequest(app, hotline('intake_agent'), intake({ messageId: `m${messages}` }))
  if (!registered.ok) throw new Error(`register refused: ${JSON.stringify(registered)}`)
  return registered.number
}

export async function move(
  app: App,
  number: string,
  actor: Parameters<typeof execute>[1],
  command: object,
): Promise<string | null> {
  const outcome = await execute(app, actor, number, command as Command)
  if (!outcome.ok) throw new Error(`${JSON.stringify(command)} refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome.request.leadUnit
}

const reply = { result: 'fixed', publicReply: '已清理', evidence: ['photo'], solved: 'yes', requesterInformed: true }

/** A request from registration to reply: five entries, minutes apart. */
export async function live(journal: Pick<Journal, 'app' | 'clock'>): Promise<string> {
  const { app, clock } = journal
  const number = await register(app)
  clock.wait(5 * MINUTE)
  const unit = (await move(app, number, hotline('dispatcher'), { name: 'dispatch', input: {} })) ?? ''
  clock.wait(HOUR)
  await move(app, number, of(unit), { name: 'sign', input: {} })
  await move(app, number, of(unit), { name: 'recordContact', input: { means: 'phone', reached: true } })
  clock.wait(HOUR)
  await move(app, number, of(unit), { name: 'reply', input: reply })
  return number
}
