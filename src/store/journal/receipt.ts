import type { KeyObject } from 'node:crypto'
import { toBase64 } from '../../core/journal/base64.ts'
import { inclusionProof } from '../../core/journal/proof.ts'
import { printPromise, type Receipt, type ReceiptProof } from '../../core/journal/receipt.ts'
import type { Instant } from '../../core/time.ts'
import type { Queryable } from './queryable.ts'
import { signNote } from './sign.ts'
import { tilesOf, treeHash } from './tree.ts'

export interface ReceiptOptions {
  readonly database: Queryable
  readonly signingKey: KeyObject
  readonly origin: string
}

interface Filed {
  readonly hash: Buffer
  readonly at: Instant
  readonly leafIndex: string | null
}

const filedText = `select e.hash, e.at, l.leaf_index as "leafIndex" from journal_entry e
  left join journal_leaf l on l.number = e.number and l.seq = e.seq
  where e.number = $1 and e.seq = 1`

/**
 * The receipt for a request's registration: a promise that is signed at once, and its proof as soon as it is sealed.
 * Undefined where there is no such request. It says nothing of the matter, of a person, or of the access code.
 */
export async function receiptOf(options: ReceiptOptions, number: string): Promise<Receipt | undefined> {
  const { database, signingKey, origin } = options
  const { rows } = await database.query<Filed>({ name: 'journal receipt', text: filedText, values: [number] })
  const [filed] = rows
  if (!filed) return undefined
  const leafHash = treeHash.leaf(filed.hash)
  const promise = signNote(printPromise({ origin, number, seq: 1, leafHash, at: filed.at }), origin, signingKey)
  return { promise, proof: filed.leafIndex === null ? null : await proofOf(database, Number(filed.leafIndex)) }
}

async function proofOf(database: Queryable, leafIndex: number): Promise<ReceiptProof | null> {
  const { rows } = await database.query<{ size: string; note: string }>({
    name: 'journal newest checkpoint',
    text: 'select tree_size as size, note from journal_checkpoint order by tree_size desc limit 1',
  })
  const [newest] = rows
  if (!newest || Number(newest.size) <= leafIndex) return null
  const siblings = await inclusionProof({ hash: treeHash, read: tilesOf(database) }, leafIndex, Number(newest.size))
  return { leafIndex, siblings: siblings.map(toBase64), checkpoint: newest.note }
}
