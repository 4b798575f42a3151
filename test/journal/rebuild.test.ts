import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Difference } from '../../src/store/journal/rebuild-parts.ts'
import { rebuildFromJournal } from '../../src/store/journal/rebuild.ts'
import {
  attachmentColumns,
  callbackColumns,
  overlayColumns,
  requestColumns,
  workOrderColumns,
} from '../../src/store/sql-tables.ts'
import { freshDatabase } from '../support/cluster.ts'
import { rowHashes } from '../backup/support.ts'
import { live, openJournal, register, type Journal } from './support.ts'

const timeZone = 'Asia/Shanghai'
let journal: Journal
beforeAll(async () => {
  journal = await openJournal(await freshDatabase())
  await Promise.all(Array.from({ length: 40 }, () => live(journal)))
  await Promise.all(Array.from({ length: 10 }, () => register(journal.app)))
})
afterAll(() => journal.close())

const rebuild = async (write = false) => {
  const differences: Difference[] = []
  const { database } = journal
  const rebuilt = await rebuildFromJournal({ database, timeZone, write, onDifference: (one) => differences.push(one) })
  return { ...rebuilt, found: differences }
}

test('replaying the journal gives the stored rows and counters', async () => {
  expect(await rebuild()).toEqual({ requests: 50, entries: 210, differences: 0, found: [] })
})

test('what was changed beside the journal is named, and rewriting brings it back', async () => {
  const before = await rowHashes(journal.ownerUrl)
  const number = await live(journal)
  const lost = await live(journal)
  const whole = await rowHashes(journal.ownerUrl)
  expect(whole).not.toEqual(before)
  await journal.tamper(async (client) => {
    await client.query(`update service_request set state = 'closed' where number = $1`, [number])
    await client.query(`update work_order set due_at = due_at + interval '9 days' where number = $1`, [number])
    await client.query('delete from work_order where number = $1', [lost])
    await client.query(`insert into counter_delta values ('north', '2026-03-02', 'received', 5)`)
  })
  const { found } = await rebuild(true)
  expect(found.map(({ of, part }) => `${of} ${part}`).toSorted()).toEqual(
    [`${number} request`, `${number} work_order`, `${lost} work_order`, '2026-03-02 north received counter'].toSorted(),
  )
  expect(await rebuild()).toMatchObject({ requests: 52, differences: 0 })
  const again = await rowHashes(journal.ownerUrl)
  for (const table of [
    'hotline.service_request',
    'hotline.work_order',
    'hotline.overlay',
    'hotline.callback_attempt',
  ]) {
    expect(again[table], table).toBe(whole[table])
  }
})

test('a request whose row is gone comes back from its stream', async () => {
  const number = await live(journal)
  await journal.tamper((client) => client.query('delete from service_request where number = $1', [number]))
  await journal.tamper((client) => client.query('delete from work_order where number = $1', [number]))
  expect((await rebuild(true)).found.every(({ of }) => of === number)).toBe(true)
  expect(await rebuild()).toMatchObject({ differences: 0 })
})

test('every column of a request and of what hangs on it is told by the journal, or named here as what is not', async () => {
  // Where exactly, in which language and by which message it came: the journal has commitments of the words alone.
  const beside = ['latitude', 'longitude', 'language', 'message_id']
  const { rows } = await journal.database.query<{ name: string; columns: readonly string[] }>(
    `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
      where table_schema = 'hotline' and table_name = any($1) group by 1`,
    [Object.keys(told)],
  )
  expect(rows).toHaveLength(5)
  for (const { name, columns } of rows) {
    const missing = columns.filter((column) => !Object.hasOwn(told[name] ?? {}, column) && !beside.includes(column))
    expect(missing, name).toEqual([])
  }
})

const told: Readonly<Record<string, object>> = {
  service_request: requestColumns,
  work_order: workOrderColumns,
  overlay: overlayColumns,
  callback_attempt: callbackColumns,
  attachment: attachmentColumns,
}
