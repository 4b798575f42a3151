import type pg from 'pg'
import { growTree } from '../../src/core/journal/tree-builder.ts'
import { canonical, entryHash, genesisHash } from '../../src/store/journal-entry.ts'
import { treeHash } from '../../src/store/journal/tree.ts'

/** What a database superuser who knows the product's code could do, short of the signing key and the files outside. */
export interface Entry {
  readonly number: string
  readonly seq: number
  readonly body: string
  readonly hash: Buffer
}

export type Body = Record<string, unknown> & { number: string; seq: number; at: number; type: string }

const saved = [
  'journal_entry',
  'journal_leaf',
  'journal_tile',
  'journal_checkpoint',
  'journal_pending',
  'service_request',
] as const

export async function save(client: pg.Client): Promise<void> {
  await client.query('create schema saved')
  for (const table of saved) await client.query(`create table saved.${table} as table ${table}`)
}

export async function putBack(client: pg.Client): Promise<void> {
  await client.query(`truncate ${saved.join(', ')}`)
  for (const table of saved) {
    await client.query(`insert into ${table} overriding system value select * from saved.${table}`)
  }
}

export async function entriesOf(client: pg.Client, number: string): Promise<readonly Entry[]> {
  const { rows } = await client.query<Entry>(
    'select number, seq, body, hash from journal_entry where number = $1 order by seq',
    [number],
  )
  return rows
}

/** Rewrites the body of one entry, and its columns with it; the hashes stay what they were. */
export async function rewrite(client: pg.Client, entry: Entry, change: (body: Body) => void): Promise<void> {
  const body = JSON.parse(entry.body) as Body
  change(body)
  await client.query(
    `update journal_entry set body = $3, seq = $4, at = $5, type = $6 where number = $1 and seq = $2`,
    [entry.number, entry.seq, canonical(body), body.seq, new Date(body.at), body.type],
  )
}

/** Makes a stream consistent in itself again: every hash, the leaves, and the head that its request carries. */
export async function rechain(client: pg.Client, number: string): Promise<void> {
  let previous: Buffer = genesisHash
  let last = 0
  for (const { seq, body } of await entriesOf(client, number)) {
    const hash = entryHash(previous, body)
    await client.query('update journal_entry set previous_hash = $3, hash = $4 where number = $1 and seq = $2', [
      number,
      seq,
      previous,
      hash,
    ])
    await client.query('update journal_leaf set hash = $3 where number = $1 and seq = $2', [number, seq, hash])
    await client.query('update journal_pending set hash = $3 where number = $1 and seq = $2', [number, seq, hash])
    previous = hash
    last = seq
  }
  await client.query('update service_request set seq = $2, head_hash = $3 where number = $1', [number, last, previous])
}

/** Numbers the leaves anew without gaps and makes all tiles fit them. */
export async function regrow(client: pg.Client): Promise<void> {
  await client.query(
    'create temp table leaf as select row_number() over (order by leaf_index) - 1 as leaf_index, number, seq, hash from journal_leaf',
  )
  await client.query('truncate journal_leaf; insert into journal_leaf select * from leaf; drop table leaf')
  await client.query('truncate journal_tile')
  const { rows } = await client.query<{ hash: Buffer }>('select hash from journal_leaf order by leaf_index')
  const tiles: [number, number, Buffer][] = []
  const tree = growTree(treeHash, undefined, (level, index, root) => tiles.push([level, index, Buffer.from(root)]))
  for (const { hash } of rows) tree.append(treeHash.leaf(hash))
  for (const tile of tiles) await client.query('insert into journal_tile values ($1, $2, $3)', tile)
}

/** Inserts an entry into a stream after `seq`, later ones move up; the copy of an entry that was there, changed. */
export async function insertAfter(client: pg.Client, model: Entry, change: (body: Body) => void): Promise<void> {
  const { number, seq } = model
  const later = (await entriesOf(client, number)).filter((entry) => entry.seq > seq).toReversed()
  for (const entry of later) {
    await rewrite(client, entry, (body) => (body.seq += 1))
    await client.query('update journal_leaf set seq = seq + 1 where number = $1 and seq = $2', [number, entry.seq])
  }
  const body = JSON.parse(model.body) as Body
  body.seq = seq + 1
  change(body)
  await client.query(
    `insert into journal_entry (number, seq, at, type, body, previous_hash, hash) values ($1, $2, $3, $4, $5, $6, $6)`,
    [number, body.seq, new Date(body.at), body.type, canonical(body), genesisHash],
  )
}

/** Gives an entry a leaf in the middle of the tree, in place of the one at `index`, which moves up with all after it. */
export async function insertLeaf(
  client: pg.Client,
  entry: { number: string; seq: number },
  index: number,
): Promise<void> {
  await client.query('update journal_leaf set leaf_index = -leaf_index - 2 where leaf_index >= $1', [index])
  await client.query('update journal_leaf set leaf_index = -leaf_index - 1 where leaf_index < 0')
  await client.query(
    `insert into journal_leaf select $3, number, seq, hash from journal_entry where number = $1 and seq = $2`,
    [entry.number, entry.seq, index],
  )
}
