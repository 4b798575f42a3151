import type { Instant } from '../time.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { isSignedBy, parseNote, printNote, type NoteVerifier } from './note.ts'
import { verifyInclusion } from './proof.ts'
import type { Hash, TreeHash } from './tree-hash.ts'

/** What the hotline promises at filing: this entry is in the journal from this time on. Nothing personal, no access code. */
export interface Promised {
  readonly origin: string
  readonly number: string
  readonly seq: number
  readonly leafHash: Hash
  /** When the entry was made. */
  readonly at: Instant
}

/** Proof that the promise was kept; it follows when the entry is sealed. */
export interface ReceiptProof {
  readonly leafIndex: number
  /** Sibling hashes, nearest first, as base64. */
  readonly siblings: readonly string[]
  /** The signed checkpoint that the siblings lead to. */
  readonly checkpoint: string
}

/** A citizen's receipt: the signed promise and, once sealed, its proof. Plain text and numbers, fit for JSON or a QR code. */
export interface Receipt {
  readonly promise: string
  readonly proof: ReceiptProof | null
}

export const printPromise = (promised: Promised): string =>
  `${promised.origin}\nreceipt ${promised.number} ${promised.seq}\n${toBase64(promised.leafHash)}\nat ${promised.at}\n`

export function parsePromise(text: string): Promised | undefined {
  const match = /^([^\n]+)\nreceipt (\d{1,18}) (\d{1,9})\n([A-Za-z0-9+/=]+)\nat (-?\d{1,16})\n$/.exec(text)
  const [, origin, number, seq, encoded, at] = match ?? []
  const leafHash = encoded === undefined ? undefined : fromBase64(encoded)
  if (origin === undefined || number === undefined || leafHash?.length !== 32) return undefined
  return { origin, number, seq: Number(seq), leafHash, at: Number(at) }
}

/**
 * A promise short enough for a QR code: number, time in base 36, leaf hash and signature, parted by full stops. Journal
 * and key are not told; whoever checks it knows them. Undefined for what is no promise about a registration.
 */
export function shortPromise(promise: string): string | undefined {
  const note = parseNote(promise)
  const promised = note && parsePromise(note.text)
  if (!promised || promised.seq !== 1) return undefined
  const parts = [promised.number, promised.at.toString(36), urlSafe(promised.leafHash), urlSafe(note.signature)]
  return parts.join('.')
}

/** The promise that a short one was made of, for the journal and the key that are meant. */
export function longPromise(short: string, origin: string, keyId: Uint8Array): string | undefined {
  const match = /^(\d{1,18})\.([0-9a-z]{1,12})\.([\w-]{43})\.([\w-]{86})$/.exec(short)
  const [, number, time, encodedHash, encodedSignature] = match ?? []
  if (number === undefined || time === undefined) return undefined
  const leafHash = fromUrlSafe(encodedHash)
  const signature = fromUrlSafe(encodedSignature)
  if (!leafHash || !signature) return undefined
  const text = printPromise({ origin, number, seq: 1, leafHash, at: parseInt(time, 36) })
  return printNote({ text, signer: origin, keyId, signature })
}

const urlSafe = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

function fromUrlSafe(text = ''): Uint8Array | undefined {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/')
  return fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='))
}

export type ReceiptProblem =
  | 'promise_unreadable'
  | 'promise_forged'
  | 'checkpoint_unreadable'
  | 'checkpoint_forged'
  | 'other_journal'
  | 'not_in_tree'

export type ReceiptVerdict =
  | { readonly ok: true; readonly promised: Promised; readonly sealed: boolean }
  | { readonly ok: false; readonly problem: ReceiptProblem }

/** Checks a receipt with nothing but the journal's public keys. Needs no database: a page or a script can do it. */
export function verifyReceipt(receipt: Receipt, tree: TreeHash, verifiers: readonly NoteVerifier[]): ReceiptVerdict {
  const note = parseNote(receipt.promise)
  const promised = note && parsePromise(note.text)
  if (!promised) return { ok: false, problem: 'promise_unreadable' }
  if (!isSignedBy(note, verifiers)) return { ok: false, problem: 'promise_forged' }
  if (!receipt.proof) return { ok: true, promised, sealed: false }
  const problem = proofProblem(promised, receipt.proof, tree, verifiers)
  return problem ? { ok: false, problem } : { ok: true, promised, sealed: true }
}

function proofProblem(
  promised: Promised,
  proof: ReceiptProof,
  tree: TreeHash,
  verifiers: readonly NoteVerifier[],
): ReceiptProblem | undefined {
  const note = parseNote(proof.checkpoint)
  const checkpoint = note && parseCheckpoint(note.text)
  if (!checkpoint) return 'checkpoint_unreadable'
  if (!isSignedBy(note, verifiers)) return 'checkpoint_forged'
  if (checkpoint.origin !== promised.origin) return 'other_journal'
  const siblings = proof.siblings.map(fromBase64)
  if (siblings.some((sibling) => sibling?.length !== 32)) return 'not_in_tree'
  const leaf = { index: proof.leafIndex, size: checkpoint.size, hash: promised.leafHash, root: checkpoint.root }
  return verifyInclusion(tree, leaf, siblings as readonly Hash[]) ? undefined : 'not_in_tree'
}
