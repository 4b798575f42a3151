import { afterAll } from 'vitest'
import type { App, Outcome } from '../../../src/actions/app.ts'
import { execute } from '../../../src/actions/execute.ts'
import { registerRequest } from '../../../src/actions/register.ts'
import { instantAt } from '../../../src/core/calendar/zone.ts'
import { createRulebook } from '../../../src/core/catalogue/rulebook.ts'
import type { Actor } from '../../../src/core/permission/roles.ts'
import type { RefusalCode } from '../../../src/core/refusal.ts'
import type { Command } from '../../../src/core/work-order/decide.ts'
import type { CommandInput, CommandName } from '../../../src/core/work-order/fields.ts'
import type { Intake } from '../../../src/core/work-order/intake.ts'
import type { ServiceRequest } from '../../../src/core/work-order/service-request.ts'
import { withClient } from '../../../src/main/postgres/database.ts'
import { createRandom } from '../../../src/main/random.ts'
import { applicationRole, openDatabase, type Database } from '../../../src/store/database.ts'
import { createVault } from '../../../src/store/sealing-keys.ts'
import { createStore } from '../../../src/store/store.ts'
import { freshDatabase } from '../../support/cluster.ts'
import { temporaryFiles } from '../../support/files.ts'
import { tinyCity } from '../../support/tiny-city.ts'
import { hotline, intake } from '../../support/world.ts'

/** The tiny city on a real database of its own, with a clock that only the test moves. */
export interface TinyHouse {
  readonly app: App
  readonly database: Database
  readonly ownerUrl: string
  readonly files: ReturnType<typeof temporaryFiles>
  /** A second process on the same database: its own connections, store and memory, the same clock. */
  another(): App
  /** Sets the clock to a civil time of the city, e.g. `2026-03-02 09:00`. */
  at(civilTime: string): void
  wait(milliseconds: number): void
  register(more?: Partial<Intake>): Promise<string>
  /** Carries a command out through the one door, and throws where it is refused. */
  run<N extends CommandName>(number: string, actor: Actor, name: N, input: CommandInput<N>): Promise<ServiceRequest>
  /** The code by which a command is refused, or undefined where it was carried out. */
  refusal<N extends CommandName>(
    number: string,
    actor: Actor,
    name: N,
    input: CommandInput<N>,
  ): Promise<RefusalCode | undefined>
  request(number: string): Promise<ServiceRequest>
  /** Types of a request's journal entries, in order. */
  types(number: string): Promise<readonly string[]>
  /** One value of a query. */
  value<Value>(text: string, values?: readonly unknown[]): Promise<Value>
  /** One statement with the owner's rights; its rows. */
  asOwner(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>
}

export async function openTinyHouse(from = '2026-03-02 09:00'): Promise<TinyHouse> {
  const ownerUrl = await freshDatabase()
  const rulebook = createRulebook(tinyCity)
  const civil = (text: string) => instantAt(text.slice(0, 10), text.slice(11, 16), tinyCity.timeZone)
  let now = civil(from)
  const opened: Database[] = []
  const files = temporaryFiles()
  const random = createRandom()
  const another = (): App => {
    const database = openDatabase({ url: ownerUrl, role: applicationRole, connections: 6 })
    opened.push(database)
    const vault = createVault(Buffer.alloc(32, 7), random)
    return { rulebook, clock: { now: () => now }, random, store: createStore(database, random), vault, files }
  }
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.end()))
  })
  const app = another()
  const { database } = app.store
  let messages = 0

  const send = (number: string, actor: Actor, name: CommandName, input: object): Promise<Outcome> =>
    execute(app, actor, number, { name, input } as unknown as Command)

  return {
    app,
    database,
    ownerUrl,
    files,
    another,
    at: (text) => {
      now = civil(text)
    },
    wait: (milliseconds) => {
      now += milliseconds
    },
    register: async (more = {}) => {
      messages += 1
      const outcome = await registerRequest(
        app,
        hotline('intake_agent'),
        intake({ messageId: `m${messages}`, ...more }),
      )
      if (!outcome.ok) throw new Error(`register refused: ${outcome.refusal.code}`)
      return outcome.number
    },
    run: async (number, actor, name, input) => {
      const outcome = await send(number, actor, name, input)
      if (!outcome.ok) throw new Error(`${name} refused: ${JSON.stringify(outcome.refusal)}`)
      return outcome.request
    },
    refusal: async (number, actor, name, input) => {
      const outcome = await send(number, actor, name, input)
      return outcome.ok ? undefined : outcome.refusal.code
    },
    request: async (number) => {
      const loaded = await app.store.load(number)
      if (!loaded) throw new Error(`no request ${number}`)
      return loaded.request
    },
    types: async (number) => {
      const result = await database.query<{ type: string }>(
        'select type from journal_entry where number = $1 order by seq',
        [number],
      )
      return result.rows.map((row) => row.type)
    },
    value: async <Value>(text: string, values: readonly unknown[] = []): Promise<Value> => {
      const result = await database.query<Record<string, Value>>(text, [...values])
      return Object.values(result.rows[0] ?? {})[0] as Value
    },
    asOwner: (text, values = []) =>
      withClient(ownerUrl, async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows),
  }
}
