import type { KeyObject } from 'node:crypto'
import { longPromise, verifyReceipt, type Receipt, type ReceiptVerdict } from '../core/journal/receipt.ts'
import type { Database } from '../store/database.ts'
import { receiptOf } from '../store/journal/receipt.ts'
import { noteVerifier, verifierKey } from '../store/journal/sign.ts'
import { treeHash } from '../store/journal/tree.ts'

/** What pages and the API ask of the journal. Main fills it: the keys are its own. */
export interface JournalDoors {
  readonly origin: string
  /** Public keys as C2SP writes them, the present one first. */
  readonly keys: readonly string[]
  /** A request's receipt: the promise that was signed at filing, with its proof once it is sealed. */
  readonly receiptOf: (number: string) => Promise<Receipt | undefined>
  readonly check: (receipt: Receipt) => ReceiptVerdict
  /** What a short promise may be long for, one a key. */
  readonly longPromises: (short: string) => readonly string[]
}

export interface JournalKeys {
  readonly database: Database
  readonly origin: string
  readonly signingKey: KeyObject
  /** Public keys that signed before. */
  readonly earlierKeys?: readonly KeyObject[]
}

export function createJournalDoors({ database, origin, signingKey, earlierKeys = [] }: JournalKeys): JournalDoors {
  const keys = [signingKey, ...earlierKeys]
  const verifiers = keys.map((key) => noteVerifier(origin, key))
  return {
    origin,
    keys: keys.map((key) => verifierKey(origin, key)),
    receiptOf: (number) => receiptOf({ database, signingKey, origin }, number),
    check: (receipt) => verifyReceipt(receipt, treeHash, verifiers),
    longPromises: (short) => verifiers.flatMap(({ name, keyId }) => longPromise(short, name, keyId) ?? []),
  }
}
