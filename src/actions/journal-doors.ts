import type { Receipt, ReceiptVerdict } from '../core/journal/receipt.ts'

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
