import type { ReactNode } from 'react'
import { usePage } from '../kit/use-page.ts'
import type { SealedPlace } from './verify.server.ts'

export interface ReceiptView {
  /** Fit for a QR code and for the page that checks it. */
  readonly short: string
  /** The whole receipt, with the proof, as JSON. */
  readonly whole: string
  readonly sealed: SealedPlace | null
}

export interface ReceiptProofProps {
  readonly receipt: ReceiptView
  /** The address that checks it, drawn; null where it is too long. */
  readonly qr: { readonly size: number; readonly path: string } | null
}

/** The signed receipt of a filing, and where it stands in the journal once it is sealed. */
export function ReceiptProof({ receipt, qr }: ReceiptProofProps): ReactNode {
  const { say, when, root } = usePage()
  const { short, whole, sealed } = receipt
  const count = (value: number): string => value.toLocaleString(root.language)
  return (
    <details className="receipt-proof">
      <summary>{say('receipt.title')}</summary>
      <p>{say('receipt.text')}</p>
      <p>
        {sealed
          ? say('receipt.sealed', { entry: count(sealed.entry), size: count(sealed.size), when: when(sealed.at) })
          : say('receipt.waits')}
      </p>
      {qr && (
        <figure className="qr">
          <svg viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`} role="img" aria-label={say('receipt.qr')}>
            <path d={`M-4-4h${qr.size + 8}v${qr.size + 8}h-${qr.size + 8}z`} fill="#fff" />
            <path d={qr.path} fill="#000" />
          </svg>
          <figcaption className="hint">{say('receipt.qr')}</figcaption>
        </figure>
      )}
      <p>
        <a href={`/verify#r=${short}`}>{say('receipt.check')}</a>
      </p>
      <p>
        <a href={`data:application/json,${encodeURIComponent(whole)}`} download="receipt.json">
          {say('receipt.save')}
        </a>
      </p>
    </details>
  )
}
