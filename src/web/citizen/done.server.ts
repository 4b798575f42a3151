import type { LoaderFunctionArgs } from 'react-router'
import type { Instant } from '../../core/time.ts'
import type { FilingRecord } from '../../store/read/filing-record.ts'
import { pageContext } from '../context.ts'
import type { ReceiptProofProps } from '../verify/receipt-proof.tsx'
import { receiptProof } from '../verify/receipt-proof.server.ts'
import { qrPath } from './qr.ts'

export interface DoneData {
  readonly number: string
  readonly code: string
  readonly dispatchBy: Instant | null
  readonly registeredAt: Instant
  readonly record: FilingRecord | null
  /** Where the number is tracked; the code stays out of it. */
  readonly address: string
  readonly qr: { readonly size: number; readonly path: string } | null
  /** The signed receipt and the code that leads to its check; null where nobody gives any. */
  readonly receipt: ReceiptProofProps | null
  /** Whether the requester is told of what happens on a phone that was given. */
  readonly isTold: boolean
}

/** What was just filed, from the cookie that the filing left: a refresh shows it again and files nothing. */
export async function loader({ context, request }: LoaderFunctionArgs): Promise<DoneData | null> {
  const { house, visit } = context.get(pageContext)
  const { opened } = visit
  if (!opened) return null
  const access = await house.openTracking(opened)
  if (!access.ok) return null
  const [view, record, receipt] = await Promise.all([
    house.requestView(opened.number),
    house.filingRecord(opened.number),
    receiptProof(house.journal, opened.number, request.url),
  ])
  if (!view) return null
  const address = new URL(`/track?number=${opened.number}`, request.url).href
  return {
    ...opened,
    dispatchBy: view.request.dispatchDueAt,
    registeredAt: view.request.registeredAt,
    record: record ?? null,
    address,
    qr: qrPath(address),
    receipt,
    isTold: house.noticesLeave && view.request.confidentiality !== 'anonymous',
  }
}
