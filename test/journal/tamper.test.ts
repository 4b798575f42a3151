import { generateKeyPairSync } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR } from '../../src/core/time.ts'
import { freshDatabase } from '../support/cluster.ts'
import { entriesOf, putBack, save, type Entry } from './attacker.ts'
import { live, openJournal, register, type Journal } from './support.ts'
import { tamperings, type Choice } from './tamper-kinds.ts'

const { privateKey: thiefsKey } = generateKeyPairSync('ed25519')
let journal: Journal
let client: pg.Client
let streams: readonly string[]

/** Seventy lives in six checkpoints, more than one tile, and some entries that are not sealed yet. */
beforeAll(async () => {
  journal = await openJournal(await freshDatabase())
  const numbers: string[] = []
  for (let batch = 0; batch < 6; batch += 1) {
    numbers.push(...(await Promise.all(Array.from({ length: 10 }, () => live(journal)))))
    journal.clock.wait(5 * HOUR)
    await journal.seal()
  }
  for (let waiting = 0; waiting < 5; waiting += 1) await register(journal.app)
  streams = numbers
  client = new pg.Client({ connectionString: journal.ownerUrl })
  await client.connect()
  await client.query('set session_replication_role = replica; set search_path = hotline, public')
  await save(client)
})
afterAll(async () => {
  await client.end()
  await journal.close()
})

/** Park and Miller's generator: the same seed tampers alike. */
function seeded(seed: number): (below: number) => number {
  let state = (seed * 48_271) % 2_147_483_647
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

async function choose(seed: number): Promise<Choice> {
  const pick = seeded(seed)
  const number = streams[pick(streams.length)] as string
  const other = streams.filter((one) => one !== number)[pick(streams.length - 1)] as string
  const entries = await entriesOf(client, number)
  const middle = entries[1 + pick(entries.length - 2)] as Entry
  return { client, number, middle, last: entries.at(-1) as Entry, other, thiefsKey, pick }
}

test('the untouched journal raises no alarm', async () => {
  expect(await journal.verify()).toMatchObject({
    ok: true,
    faults: 0,
    firstBad: null,
    recordsWrong: 0,
    checkpoints: 6,
    copies: 6,
  })
})

describe.each(Object.keys(tamperings))('%s', (kind) => {
  test.each([11, 12])('is found and named (seed %i)', async (seed) => {
    await putBack(client)
    const meant = await tamperings[kind]!(await choose(seed))
    const rightlyNamed = meant.map(({ number, seq }) => ({ number, seq }))
    const { ok, firstBad } = await journal.verify()
    expect(ok).toBe(false)
    expect(rightlyNamed).toContainEqual({ number: firstBad?.number, seq: firstBad?.seq })
  })
})

test('put back, the journal raises no alarm', async () => {
  await putBack(client)
  expect(await journal.verify()).toMatchObject({ ok: true, firstBad: null })
})

test('nothing is sealed on a tree that is not what was signed', async () => {
  await putBack(client)
  await client.query(
    'update journal_leaf set hash = sha256(hash) where leaf_index = (select max(leaf_index) from journal_leaf)',
  )
  await expect(journal.seal()).rejects.toMatchObject({ code: 'tree_does_not_match' })
  await putBack(client)
  await client.query('delete from journal_checkpoint where tree_size = (select max(tree_size) from journal_checkpoint)')
  await expect(journal.seal()).rejects.toMatchObject({ code: 'tree_does_not_match' })
  await putBack(client)
  await expect(journal.seal({ signingKey: thiefsKey })).rejects.toMatchObject({ code: 'checkpoint_not_ours' })
  await putBack(client)
})
