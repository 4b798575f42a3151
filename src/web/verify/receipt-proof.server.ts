import type { JournalDoors } from '../../actions/journal-doors.ts'
import { shortPromise } from '../../core/journal/receipt.ts'
import { qrPath } from '../citizen/qr.ts'
import type { ReceiptProofProps } from './receipt-proof.tsx'
import { sealedPlace } from './verify.server.ts'

/** A request's receipt as pages show it; null where nobody gives any. What is behind the # no server is told. */
export async function receiptProof(
  journal: JournalDoors | null,
  number: string,
  pageUrl: string,
): Promise<ReceiptProofProps | null> {
  const receipt = await journal?.receiptOf(number)
  const short = receipt && shortPromise(receipt.promise)
  if (!receipt || short === undefined) return null
  const address = new URL(`/verify#r=${short}`, pageUrl).href
  const shown = { short, whole: JSON.stringify(receipt), sealed: sealedPlace(receipt) }
  return { receipt: shown, qr: qrPath(address) }
}
