import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { parseCheckpoint, printCheckpoint } from '../../src/core/journal/checkpoint.ts'
import { parseNote } from '../../src/core/journal/note.ts'
import { DAY } from '../../src/core/time.ts'
import { signNote } from '../../src/store/journal/sign.ts'
import { entriesOf, insertAfter, insertLeaf, rechain, regrow, rewrite, type Entry } from './attacker.ts'
import { origin } from './support.ts'

export interface Named {
  readonly number: string
  readonly seq: number
}

/** What a tampering chooses from: a sealed stream, one of its entries but the first and the last, another stream. */
export interface Choice {
  readonly client: pg.Client
  readonly number: string
  readonly middle: Entry
  readonly last: Entry
  readonly other: string
  readonly thiefsKey: KeyObject
  readonly pick: (below: number) => number
}

/** Tampers, and answers with the entries that may rightly be named as the first bad one. */
export type Tampering = (choice: Choice) => Promise<readonly Named[]>

const leafIndexOf = async (client: pg.Client, entry: Named): Promise<number> =>
  Number(
    (
      await client.query('select leaf_index as i from journal_leaf where number = $1 and seq = $2', [
        entry.number,
        entry.seq,
      ])
    ).rows[0].i,
  )

const leafAt = async (client: pg.Client, index: number): Promise<Named> => {
  const { rows } = await client.query<Named>('select number, seq from journal_leaf where leaf_index = $1', [index])
  return rows[0] as Named
}

const sizes = async (client: pg.Client): Promise<readonly number[]> =>
  (
    await client.query<{ size: string }>('select tree_size as size from journal_checkpoint order by tree_size')
  ).rows.map((row) => Number(row.size))

/** A checkpoint that is not the last, and the first leaf that it was the first to hold. */
const someCheckpoint = async ({ client, pick }: Choice) => {
  const all = await sizes(client)
  const chosen = pick(all.length - 1)
  return { size: all[chosen] ?? 0, first: await leafAt(client, all[chosen - 1] ?? 0) }
}

const nextSeq = ({ number, seq }: Named): Named => ({ number, seq: seq + 1 })

async function cutTail({ client, pick }: Choice, dropCheckpoints: boolean): Promise<readonly Named[]> {
  const all = await sizes(client)
  const keep = all[all.length - 2 - pick(2)] ?? 0
  const first = await leafAt(client, keep)
  await client.query(
    `create temp table cut as select number, min(seq) as seq from journal_leaf where leaf_index >= ${keep} group by number`,
  )
  await client.query('delete from journal_entry e using cut where e.number = cut.number and e.seq >= cut.seq')
  await client.query('delete from journal_pending p using cut where p.number = cut.number and p.seq >= cut.seq')
  await client.query(`delete from journal_leaf where leaf_index >= ${keep}`)
  if (dropCheckpoints) await client.query(`delete from journal_checkpoint where tree_size > ${keep}`)
  const { rows } = await client.query<{ number: string; seq: number }>('select number, seq from cut')
  await client.query('drop table cut')
  for (const { number, seq } of rows) {
    if (seq === 1) await client.query('delete from service_request where number = $1', [number])
    else await rechain(client, number)
  }
  await regrow(client)
  return [first]
}

async function forgeCheckpoint(choice: Choice, key: KeyObject): Promise<readonly Named[]> {
  const { client } = choice
  const { size, first } = await someCheckpoint(choice)
  const { rows } = await client.query<{ note: string }>('select note from journal_checkpoint where tree_size = $1', [
    size,
  ])
  const checkpoint = parseCheckpoint(parseNote(rows[0]?.note ?? '')?.text ?? '')
  if (!checkpoint) throw new Error('no checkpoint')
  const forged = { ...checkpoint, root: Buffer.alloc(32, 9) }
  await client.query('update journal_checkpoint set note = $2, root_hash = $3 where tree_size = $1', [
    size,
    signNote(printCheckpoint(forged), origin, key),
    forged.root,
  ])
  return [first]
}

export const tamperings: Readonly<Record<string, Tampering>> = {
  'update: a fact in the body': async ({ client, middle }) => {
    await rewrite(client, middle, (body) => (body['facts'] = { forged: true }))
    return [middle]
  },
  'update: one byte of the body': async ({ client, middle }) => {
    await client.query(`update journal_entry set body = body || ' ' where number = $1 and seq = $2`, [
      middle.number,
      middle.seq,
    ])
    return [middle]
  },
  'update: the time column alone': async ({ client, middle }) => {
    await client.query(`update journal_entry set at = at - interval '1 hour' where number = $1 and seq = $2`, [
      middle.number,
      middle.seq,
    ])
    return [middle]
  },
  'update: the type column alone': async ({ client, middle }) => {
    await client.query(`update journal_entry set type = 'withdrawn' where number = $1 and seq = $2`, [
      middle.number,
      middle.seq,
    ])
    return [middle]
  },
  'update: body and hash, not the chain': async ({ client, middle }) => {
    await rewrite(client, middle, (body) => (body['to'] = 'closed'))
    await client.query(
      `update journal_entry set hash = sha256(previous_hash || convert_to(body, 'UTF8')) where number = $1 and seq = $2`,
      [middle.number, middle.seq],
    )
    return [middle]
  },
  'update: the hash of a leaf': async ({ client, middle }) => {
    await client.query(`update journal_leaf set hash = sha256(hash) where number = $1 and seq = $2`, [
      middle.number,
      middle.seq,
    ])
    return [middle]
  },
  'rebuild: the chain from an entry on': async ({ client, number, middle }) => {
    await rewrite(client, middle, (body) => (body['actor'] = { id: 'someone', role: 'dispatcher', unit: null }))
    await rechain(client, number)
    return [middle]
  },
  'rebuild: the chain and the tiles': async ({ client, number, middle }) => {
    await rewrite(client, middle, (body) => (body['actor'] = { id: 'someone', role: 'dispatcher', unit: null }))
    await rechain(client, number)
    await regrow(client)
    return [middle]
  },
  'rebuild: two streams, the tree, no checkpoint left': async ({ client, number, other }) => {
    for (const one of [number, other]) {
      const [, second] = await entriesOf(client, one)
      await rewrite(client, second as Entry, (body) => (body['facts'] = {}))
      await rechain(client, one)
    }
    await regrow(client)
    await client.query('delete from journal_checkpoint')
    const named = [
      { number, seq: 2 },
      { number: other, seq: 2 },
    ]
    return [...named, await leafAt(client, 0)]
  },
  'delete: an entry': async ({ client, middle }) => {
    await client.query('delete from journal_entry where number = $1 and seq = $2', [middle.number, middle.seq])
    return [middle]
  },
  'delete: an entry and its leaf': async ({ client, middle }) => {
    await client.query('delete from journal_entry where number = $1 and seq = $2', [middle.number, middle.seq])
    await client.query('delete from journal_leaf where number = $1 and seq = $2', [middle.number, middle.seq])
    return [middle]
  },
  'delete: an entry, the chain closed behind it': async ({ client, middle }) => {
    await client.query('delete from journal_entry where number = $1 and seq = $2', [middle.number, middle.seq])
    await client.query('delete from journal_leaf where number = $1 and seq = $2', [middle.number, middle.seq])
    for (const entry of (await entriesOf(client, middle.number)).filter(({ seq }) => seq > middle.seq)) {
      await rewrite(client, entry, (body) => (body.seq -= 1))
      await client.query('update journal_leaf set seq = seq - 1 where number = $1 and seq = $2', [
        entry.number,
        entry.seq,
      ])
    }
    await rechain(client, middle.number)
    await regrow(client)
    return [middle]
  },
  'delete: the last entry of a stream, the head set back': async ({ client, last }) => {
    await client.query('delete from journal_entry where number = $1 and seq = $2', [last.number, last.seq])
    await client.query('delete from journal_leaf where number = $1 and seq = $2', [last.number, last.seq])
    await rechain(client, last.number)
    await regrow(client)
    return [last]
  },
  'delete: the last entry, nothing else': async ({ client, last }) => {
    await client.query('delete from journal_entry where number = $1 and seq = $2', [last.number, last.seq])
    return [last]
  },
  'delete: a whole request': async ({ client, number }) => {
    for (const table of ['journal_entry', 'journal_leaf', 'service_request']) {
      await client.query(`delete from ${table} where number = $1`, [number])
    }
    await regrow(client)
    return [{ number, seq: 1 }]
  },
  'insert: back-dated at the end of a stream, waiting to be sealed': async ({ client, last }) => {
    await insertAfter(client, last, (body) => (body.at += 1))
    await rechain(client, last.number)
    await client.query(
      'insert into journal_pending select number, seq, hash from journal_entry where number = $1 and seq = $2',
      [last.number, last.seq + 1],
    )
    return [nextSeq(last)]
  },
  'insert: at the end of a stream, never to be sealed': async ({ client, last }) => {
    await insertAfter(client, last, (body) => (body.at += 30 * DAY))
    await rechain(client, last.number)
    return [nextSeq(last)]
  },
  'insert: back-dated, with a leaf in the middle of the tree': async ({ client, last, other }) => {
    await insertAfter(client, last, (body) => (body.at += 1))
    await rechain(client, last.number)
    await insertLeaf(client, nextSeq(last), (await leafIndexOf(client, { number: other, seq: 2 })) + 1)
    await regrow(client)
    return [nextSeq(last)]
  },
  'insert: back-dated in the middle of a stream': async ({ client, middle }) => {
    await insertAfter(client, middle, () => undefined)
    await rechain(client, middle.number)
    await insertLeaf(client, nextSeq(middle), (await leafIndexOf(client, middle)) + 1)
    await regrow(client)
    return [nextSeq(middle)]
  },
  'reorder: two leaves': async ({ client, middle, other }) => {
    const twin = { number: other, seq: 2 }
    const [one, two] = [await leafIndexOf(client, middle), await leafIndexOf(client, twin)]
    await client.query('update journal_leaf set leaf_index = -1 where leaf_index = $1', [one])
    await client.query('update journal_leaf set leaf_index = $1 where leaf_index = $2', [one, two])
    await client.query('update journal_leaf set leaf_index = $1 where leaf_index = -1', [two])
    await regrow(client)
    return [middle, twin]
  },
  'reorder: two entries of a stream': async ({ client, number, middle }) => {
    const next = (await entriesOf(client, number)).find(({ seq }) => seq === middle.seq + 1) as Entry
    await rewrite(client, middle, (body) => (body.seq = 999))
    await rewrite(client, next, (body) => (body.seq = middle.seq))
    const moved = (await entriesOf(client, number)).find(({ seq }) => seq === 999) as Entry
    await rewrite(client, moved, (body) => (body.seq = next.seq))
    await rechain(client, number)
    await regrow(client)
    return [middle]
  },
  'cut: the tail, checkpoints left': (choice) => cutTail(choice, false),
  'cut: the tail and its checkpoints': (choice) => cutTail(choice, true),
  'checkpoint: one dropped': async (choice) => {
    const { size, first } = await someCheckpoint(choice)
    await choice.client.query('delete from journal_checkpoint where tree_size = $1', [size])
    return [first]
  },
  'checkpoint: the last dropped': async ({ client }) => {
    const all = await sizes(client)
    await client.query('delete from journal_checkpoint where tree_size = $1', [all.at(-1)])
    return [await leafAt(client, all.at(-2) ?? 0)]
  },
  'checkpoint: all dropped': async ({ client }) => {
    await client.query('delete from journal_checkpoint')
    return [await leafAt(client, 0)]
  },
  'checkpoint: forged with another key': (choice) => forgeCheckpoint(choice, choice.thiefsKey),
  'checkpoint: the root column changed': async (choice) => {
    const { size, first } = await someCheckpoint(choice)
    await choice.client.query('update journal_checkpoint set root_hash = sha256(root_hash) where tree_size = $1', [
      size,
    ])
    return [first]
  },
  'clock: a checkpoint moved back': async (choice) => {
    const { size, first } = await someCheckpoint(choice)
    await choice.client.query(`update journal_checkpoint set at = at - interval '1 day' where tree_size = $1`, [size])
    return [first]
  },
  'clock: a whole stream moved back a day': async ({ client, number }) => {
    for (const entry of await entriesOf(client, number)) await rewrite(client, entry, (body) => (body.at -= DAY))
    await rechain(client, number)
    await regrow(client)
    return [{ number, seq: 1 }]
  },
  'clock: the end of a stream moved before its deadline': async ({ client, last }) => {
    await rewrite(client, last, (body) => (body.at -= 60_000))
    await rechain(client, last.number)
    await regrow(client)
    return [last]
  },
  'tile: changed': async ({ client }) => {
    await client.query('update journal_tile set hash = sha256(hash) where level = 1 and tile_index = 0')
    return [await leafAt(client, 0)]
  },
  'tile: deleted': async ({ client }) => {
    await client.query('delete from journal_tile where level = 1 and tile_index = 0')
    return [await leafAt(client, 0)]
  },
  'pending: an unsealed entry will never be sealed': async ({ client, pick }) => {
    const { rows } = await client.query<Named>('select number, seq from journal_pending order by number, seq')
    const chosen = rows[pick(rows.length)] as Named
    await client.query('delete from journal_pending where number = $1 and seq = $2', [chosen.number, chosen.seq])
    return [chosen]
  },
  'pending: another hash waits': async ({ client, pick }) => {
    const { rows } = await client.query<Named>('select number, seq from journal_pending order by number, seq')
    const chosen = rows[pick(rows.length)] as Named
    await client.query('update journal_pending set hash = sha256(hash) where number = $1 and seq = $2', [
      chosen.number,
      chosen.seq,
    ])
    return [chosen]
  },
  'pending: a sealed entry waits again': async ({ client, middle }) => {
    await client.query('insert into journal_pending values ($1, $2, $3)', [middle.number, middle.seq, middle.hash])
    return [middle]
  },
  'head: the request claims another end': async ({ client, number, last }) => {
    await client.query('update service_request set head_hash = sha256(head_hash) where number = $1', [number])
    return [last]
  },
  'head: the request is further than its stream': async ({ client, number, last }) => {
    await client.query('update service_request set seq = seq + 1 where number = $1', [number])
    return [nextSeq(last)]
  },
  'head: the request is gone': async ({ client, number, last }) => {
    await client.query('delete from service_request where number = $1', [number])
    return [last]
  },
}
