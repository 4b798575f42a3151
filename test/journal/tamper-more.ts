import { parseCheckpoint, printCheckpoint } from '../../src/core/journal/checkpoint.ts'
import { parseNote } from '../../src/core/journal/note.ts'
import { growTree } from '../../src/core/journal/tree-builder.ts'
import { DAY } from '../../src/core/time.ts'
import { signNote } from '../../src/store/journal/sign.ts'
import { treeHash } from '../../src/store/journal/tree.ts'
import { entriesOf, rechain, regrow, rewrite, type Entry } from './attacker.ts'
import { origin } from './support.ts'
import type { Choice, Named, Tampering } from './tamper-kinds.ts'

const leafAt = async ({ client }: Choice, index: number): Promise<Named> =>
  (await client.query<Named>('select number, seq from journal_leaf where leaf_index = $1', [index])).rows[0] as Named

const leafCount = async ({ client }: Choice): Promise<number> =>
  Number((await client.query<{ count: string }>('select count(*) from journal_leaf')).rows[0]?.count)

const middleOf = async ({ client, pick }: Choice, number: string): Promise<Entry> => {
  const entries = await entriesOf(client, number)
  return entries[1 + pick(entries.length - 2)] as Entry
}

/** Signs the tree as it now is in the place of every checkpoint, with a key of the attacker's own. */
async function signAnew({ client, thiefsKey }: Choice): Promise<void> {
  const { rows: leaves } = await client.query<{ hash: Buffer }>('select hash from journal_leaf order by leaf_index')
  const { rows } = await client.query<{ size: string; note: string }>(
    'select tree_size as size, note from journal_checkpoint order by tree_size',
  )
  const tree = growTree(treeHash)
  for (const { size, note } of rows) {
    while (tree.size < Number(size)) tree.append(treeHash.leaf(leaves[tree.size]?.hash as Buffer))
    const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '')
    if (!checkpoint) throw new Error('no checkpoint')
    const root = tree.root()
    const forged = signNote(printCheckpoint({ ...checkpoint, root }), origin, thiefsKey)
    await client.query('update journal_checkpoint set root_hash = $2, note = $3 where tree_size = $1', [
      size,
      Buffer.from(root),
      forged,
    ])
  }
}

/** What is changed at random places, beside the kinds that `tamper-kinds.ts` holds. */
export const moreTamperings: Readonly<Record<string, Tampering>> = {
  'update: any letter of any body': async ({ client, middle, pick }) => {
    const at = pick(middle.body.length)
    const other = middle.body[at] === 'x' ? 'y' : 'x'
    const body = middle.body.slice(0, at) + other + middle.body.slice(at + 1)
    await client.query('update journal_entry set body = $3 where number = $1 and seq = $2', [
      middle.number,
      middle.seq,
      body,
    ])
    return [middle]
  },
  'update: any byte of a hash': async ({ client, middle, pick }) => {
    await client.query(
      'update journal_entry set hash = set_byte(hash, $3, 255 - get_byte(hash, $3)) where number = $1 and seq = $2',
      [middle.number, middle.seq, pick(32)],
    )
    return [middle]
  },
  'update: any byte of the hash before': async ({ client, middle, pick }) => {
    await client.query(
      `update journal_entry set previous_hash = set_byte(previous_hash, $3, 255 - get_byte(previous_hash, $3))
        where number = $1 and seq = $2`,
      [middle.number, middle.seq, pick(32)],
    )
    return [middle]
  },
  'update: the hash before is cut short': async ({ client, middle }) => {
    await client.query(
      'update journal_entry set previous_hash = substring(previous_hash from 1 for 31) where number = $1 and seq = $2',
      [middle.number, middle.seq],
    )
    return [middle]
  },
  'clock: an entry moved by minutes or days, its chain and tree rebuilt': async ({ client, middle, pick }) => {
    const shift = (1 + pick(3 * 1440)) * 60_000 * (pick(2) === 0 ? 1 : -1)
    await rewrite(client, middle, (body) => (body.at += shift))
    await rechain(client, middle.number)
    await regrow(client)
    return [middle]
  },
  'clock: everything moved, chains and tree rebuilt': async (choice) => {
    const { client } = choice
    const { rows } = await client.query<{ number: string }>('select distinct number from journal_leaf')
    for (const { number } of rows) {
      for (const entry of await entriesOf(client, number)) await rewrite(client, entry, (body) => (body.at -= DAY))
      await rechain(client, number)
    }
    await regrow(client)
    return [await leafAt(choice, 0)]
  },
  'swap: the entries of two requests': async (choice) => {
    const { client, middle, other } = choice
    const theirs = await middleOf(choice, other)
    for (const [to, from] of [
      [middle, theirs],
      [theirs, middle],
    ] as const) {
      await client.query('update journal_entry set body = $3, hash = $4 where number = $1 and seq = $2', [
        to.number,
        to.seq,
        from.body,
        from.hash,
      ])
    }
    return [middle, theirs]
  },
  'leaf order: two leaves change places, tiles fit': async (choice) => {
    const { client, pick } = choice
    const count = await leafCount(choice)
    const one = pick(count)
    const other = (one + 1 + pick(count - 1)) % count
    const [first, second] = [await leafAt(choice, Math.min(one, other)), await leafAt(choice, Math.max(one, other))]
    await client.query('update journal_leaf set leaf_index = -1 where leaf_index = $1', [one])
    await client.query('update journal_leaf set leaf_index = $2 where leaf_index = $1', [other, one])
    await client.query('update journal_leaf set leaf_index = $1 where leaf_index = -1', [other])
    await regrow(client)
    return [first, second]
  },
  'number: a request under another number, all rebuilt': async ({ client, number }) => {
    // A check digit that does not fit: nobody has that number.
    const renamed = number.slice(0, -1) + String((Number(number.at(-1)) + 5) % 10)
    await client.query('update service_request set number = $2 where number = $1', [number, renamed])
    for (const table of ['journal_entry', 'journal_leaf', 'journal_pending']) {
      await client.query(`update ${table} set number = $2 where number = $1`, [number, renamed])
    }
    for (const entry of await entriesOf(client, renamed))
      await rewrite(client, entry, (body) => (body.number = renamed))
    await rechain(client, renamed)
    await regrow(client)
    return [
      { number, seq: 1 },
      { number: renamed, seq: 1 },
    ]
  },
  'number: an entry under a number that is none': async ({ client, middle, pick }) => {
    const number = pick(2) === 0 ? '-5' : '9000000000000000'
    await client.query(
      `insert into journal_entry (number, seq, at, type, body, previous_hash, hash)
        select $3, seq, at, type, body, previous_hash, hash from journal_entry where number = $1 and seq = $2`,
      [middle.number, middle.seq, number],
    )
    return [
      { number, seq: 1 },
      { number, seq: middle.seq },
    ]
  },
  'rebuild: one chain, the tree, every checkpoint signed by somebody else': async (choice) => {
    const { client, middle } = choice
    await rewrite(client, middle, (body) => (body['to'] = 'closed'))
    await rechain(client, middle.number)
    await regrow(client)
    await signAnew(choice)
    return [await leafAt(choice, 0)]
  },
  'checkpoint: two notes change places': async (choice) => {
    const { client, pick } = choice
    const { rows } = await client.query<{ size: string; note: string }>(
      'select tree_size as size, note from journal_checkpoint order by tree_size',
    )
    const at = pick(rows.length - 1)
    const [one, two] = [rows[at], rows[at + 1]]
    await client.query('update journal_checkpoint set note = $2 where tree_size = $1', [one?.size, two?.note])
    await client.query('update journal_checkpoint set note = $2 where tree_size = $1', [two?.size, one?.note])
    return [await leafAt(choice, Number(rows[at - 1]?.size ?? 0))]
  },
}
