import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { appendFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts'
import { freshDatabase } from '../support/cluster.ts'
import { live, openJournal, register, type Journal } from './support.ts'

let journal: Journal
beforeAll(async () => {
  journal = await openJournal(await freshDatabase())
})
afterAll(() => journal.close())

const count = async (table: string): Promise<number> =>
  Number((await journal.database.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count)

test('an empty journal is sealed as it is, and verifies', async () => {
  expect(await journal.seal()).toEqual({ sealed: 0, treeSize: 0 })
  expect(await journal.verify()).toMatchObject({ ok: true, entries: 0, checkpoints: 0, firstBad: null })
})

test('entries are sealed once, in the order of number and seq, and a copy lies outside', async () => {
  await Promise.all([live(journal), live(journal), live(journal)])
  const entries = await count('journal_entry')
  expect(await journal.seal()).toEqual({ sealed: entries, treeSize: entries })
  expect(await journal.seal()).toEqual({ sealed: 0, treeSize: entries })
  expect(await count('journal_pending')).toBe(0)
  const { rows } = await journal.database.query('select leaf_index, number, seq from journal_leaf order by leaf_index')
  const sorted = rows.toSorted((a, b) => Number(a.number) - Number(b.number) || a.seq - b.seq)
  expect(rows).toEqual(sorted)
  expect(rows.map((row) => Number(row.leaf_index))).toEqual(rows.map((_, index) => index))
  const [file = ''] = readdirSync(journal.folder).filter((name) => name.endsWith('.notes'))
  const { note } = (await journal.database.query<{ note: string }>('select note from journal_checkpoint')).rows[0] ?? {
    note: '',
  }
  expect(readFileSync(path.join(journal.folder, file), 'utf8')).toBe(note)
  expect(await journal.verify()).toMatchObject({ ok: true, entries, leaves: entries, checkpoints: 1, copies: 1 })
})

test('two sealers at once and commands meanwhile give one gapless tree', async () => {
  await Promise.all([
    ...Array.from({ length: 120 }, () => register(journal.app)),
    ...Array.from({ length: 6 }, () => journal.seal({ batch: 7 })),
  ])
  await Promise.all([journal.seal({ batch: 5 }), journal.seal({ batch: 3 })])
  const entries = await count('journal_entry')
  expect(await count('journal_leaf')).toBe(entries)
  const { rows } = await journal.database.query(
    'select min(leaf_index) as first, max(leaf_index) as last from journal_leaf',
  )
  expect(rows).toEqual([{ first: '0', last: String(entries - 1) }])
  expect(await journal.verify()).toMatchObject({ ok: true, entries, copies: await count('journal_checkpoint') })
})

test('a tree over several tiles goes on from its tiles', async () => {
  await Promise.all(Array.from({ length: 400 }, () => register(journal.app)))
  await journal.seal({ batch: 100 })
  expect(await count('journal_tile')).toBe(Math.floor((await count('journal_leaf')) / 256))
  await live(journal)
  await journal.seal()
  expect(await journal.verify()).toMatchObject({ ok: true, firstBad: null })
})

test('unsealed entries are verified too', async () => {
  await live(journal)
  const verdict = await journal.verify()
  expect(verdict).toMatchObject({ ok: true, firstBad: null })
  expect(verdict.entries - verdict.leaves).toBe(await count('journal_pending'))
})

test('a clock that jumps to and fro raises no alarm, and time between checkpoints never runs backwards', async () => {
  for (const jump of [-HOUR, 2 * HOUR, DAY, -DAY, -HOUR, 30 * MINUTE]) {
    journal.clock.wait(jump)
    await live(journal)
    await journal.seal()
  }
  const { rows } = await journal.database.query<{ at: number }>('select at from journal_checkpoint order by tree_size')
  expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).toSorted((a, b) => a - b))
  expect(await journal.verify()).toMatchObject({ ok: true, firstBad: null })
})

test('history that is brought in later raises no alarm', async () => {
  const now = journal.clock.now()
  journal.clock.wait(-400 * DAY)
  await live(journal)
  journal.clock.wait(now - journal.clock.now())
  await journal.seal()
  expect(await journal.verify()).toMatchObject({ ok: true, firstBad: null })
})

test('a long backlog in several batches raises no alarm', async () => {
  const first = await live(journal)
  await journal.seal()
  await Promise.all(Array.from({ length: 20 }, () => live(journal)))
  journal.clock.wait(5 * HOUR)
  await journal.seal({ batch: 9 })
  expect(first).toBeDefined()
  expect(await journal.verify()).toMatchObject({ ok: true, firstBad: null })
})

test('what a crash tore off a copy is written again', async () => {
  const [file = ''] = readdirSync(journal.folder)
    .filter((name) => name.endsWith('.notes'))
    .toSorted()
    .slice(-1)
  appendFileSync(path.join(journal.folder, file), 'open12345/tiny\n99999\nAAAA')
  const [records = ''] = readdirSync(journal.folder).filter((name) => name.endsWith('.records'))
  appendFileSync(path.join(journal.folder, records), 'torn')
  await live(journal)
  await journal.seal()
  expect(await journal.verify()).toMatchObject({ ok: true, copies: await count('journal_checkpoint'), recordsWrong: 0 })
})

test('verification can be narrowed to days of registration', async () => {
  const all = await journal.verify()
  const day = await journal.verify({ from: '2026-03-02', to: '2026-03-02' })
  const never = await journal.verify({ from: '2019-01-01', to: '2019-12-31' })
  expect(day.ok && never.ok).toBe(true)
  expect(day.entries).toBeGreaterThan(0)
  expect(day.entries).toBeLessThan(all.entries)
  expect(never.entries).toBe(0)
  expect(never.leaves).toBe(all.leaves)
})
