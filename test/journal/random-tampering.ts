import { generateKeyPairSync } from 'node:crypto'
import pg from 'pg'
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts'
import type { Verdict } from '../../src/store/journal/verify.ts'
import { appendToStream } from '../../src/store/write/journal-stream.ts'
import { freshDatabase } from '../support/cluster.ts'
import { hotline } from '../support/world.ts'
import { entriesOf, putBack, save, type Entry } from './attacker.ts'
import { asSuperuser, live, openJournal, register, type Journal } from './support.ts'
import { tamperings, type Choice, type Named } from './tamper-kinds.ts'
import { moreTamperings } from './tamper-more.ts'

const { privateKey: thiefsKey } = generateKeyPairSync('ed25519')
const kinds = { ...tamperings, ...moreTamperings }
export const kindNames = Object.keys(kinds)

/** Park and Miller's generator: the same seed lives and tampers alike. */
export function seeded(seed: number): (below: number) => number {
  let state = (seed * 48_271) % 2_147_483_647
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

export interface Victim {
  readonly journal: Journal
  /** Tampers by the seed, verifies, and puts everything back. */
  tamper(seed: number): Promise<{ kind: string; meant: readonly Named[]; verdict: Verdict }>
  close(): Promise<void>
}

/**
 * A sealed journal with an honest life that the seed decides: requests, things that are no requests (articles,
 * periods), history that was imported, texts and identities that were erased, a clock that jumps.
 */
export async function openVictim(seed: number): Promise<Victim> {
  const pick = seeded(seed)
  const journal = await openJournal(await freshDatabase())
  const streams: string[] = []
  // More than 256 leaves, so that there are tiles.
  const batches = 7 + pick(3)
  for (let batch = 0; batch < batches; batch += 1) {
    streams.push(...(await Promise.all(Array.from({ length: 8 + pick(6) }, () => live(journal)))))
    for (let thing = 0; thing < 3; thing += 1) await note(journal, pick)
    if (pick(3) === 0) await bringHistory(journal)
    if (pick(2) === 0) journal.clock.wait((pick(3) - 1) * 40 * MINUTE)
    journal.clock.wait(5 * HOUR)
    await journal.seal(pick(3) === 0 ? { batch: 1 + pick(40) } : {})
  }
  await eraseSome(
    journal,
    streams.filter(() => pick(4) === 0),
  )
  for (let waiting = 0; waiting < 3; waiting += 1) await register(journal.app)
  const client = new pg.Client({ connectionString: journal.ownerUrl })
  await client.connect()
  await client.query('set session_replication_role = replica; set search_path = hotline, public')
  await save(client)
  return {
    journal,
    tamper: async (one) => {
      const kind = kindNames[one % kindNames.length] as string
      const meant = (await kinds[kind]?.(await choose(client, streams, seeded(one)))) ?? []
      const verdict = await journal.verify()
      await putBack(client)
      return { kind, meant: meant.map(({ number, seq }) => ({ number, seq })), verdict }
    },
    close: async () => {
      await client.end()
      await journal.close()
    },
  }
}

async function choose(client: pg.Client, streams: readonly string[], pick: Choice['pick']): Promise<Choice> {
  const number = streams[pick(streams.length)] as string
  const other = streams.filter((one) => one !== number)[pick(streams.length - 1)] as string
  const entries = await entriesOf(client, number)
  const middle = entries[1 + pick(entries.length - 2)] as Entry
  return { client, number, middle, last: entries.at(-1) as Entry, other, thiefsKey, pick }
}

/** An entry of an article's stream or a period's. */
async function note({ database, clock }: Journal, pick: Choice['pick']): Promise<void> {
  const stream = pick(2) === 0 ? `article/a${pick(5)}` : `period/2026-0${1 + pick(9)}`
  const event = { stream, at: clock.now(), type: 'noted', actor: hotline('dispatcher'), facts: { version: pick(100) } }
  const client = await database.connect()
  await client.query('begin')
  await appendToStream(client, event)
  await client.query('commit')
  client.release()
}

/** A request of last year, as an import brings it. */
async function bringHistory(journal: Journal): Promise<void> {
  const now = journal.clock.now()
  journal.clock.wait(-400 * DAY)
  await live(journal)
  journal.clock.wait(now - journal.clock.now())
}

/** What erasing leaves: no words and no key, the journal as it was. */
async function eraseSome({ ownerUrl }: Journal, numbers: readonly string[]): Promise<void> {
  await asSuperuser(ownerUrl, async (client) => {
    await client.query('delete from event_text where number = any($1)', [numbers])
    await client.query('update identity.requester set wrapped_key = null, sealed = null where number = any($1)', [
      numbers,
    ])
  })
}
