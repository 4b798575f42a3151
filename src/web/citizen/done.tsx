import type { ReactNode } from 'react'
import { useLoaderData } from 'react-router'
import { printedNumber } from '../../core/work-order/number.ts'
import { When } from '../kit/clock-view.tsx'
import { usePage } from '../kit/use-page.ts'
import life from '../life/done.ts?worker&url'
import { ReceiptProof } from '../verify/receipt-proof.tsx'
import { CitizenPage } from './citizen-page.tsx'
import type { DoneData } from './done.server.ts'

export { loader } from './done.server.ts'

export default function Done(): ReactNode {
  const { say, when } = usePage()
  const done = useLoaderData<DoneData | null>()
  if (!done) return <NothingFiled />
  return (
    <CitizenPage title={say('done.title')} life={life}>
      <Receipt done={done} />
      {done.receipt && <ReceiptProof {...done.receipt} />}
      <div className="buttons no-print">
        <button
          type="button"
          id="save-picture"
          className="quiet"
          data-file={`${say('done.picture.file')}-${done.number}`}
          hidden
        >
          {say('done.picture')}
        </button>
        <button type="button" id="print" className="quiet" hidden>
          {say('done.print')}
        </button>
      </div>
      <h2>{say('done.next')}</h2>
      <ol className="how">
        {done.dispatchBy !== null && <li>{say('done.next.dispatch', { when: when(done.dispatchBy) })}</li>}
        <li>{say('done.next.unit')}</li>
        <li>{say('done.next.callback')}</li>
      </ol>
      <p>{say(done.isTold ? 'done.notices' : 'done.notices.page')}</p>
      <div className="buttons no-print">
        <a className="button primary" href="/track/request">
          {say('done.track')}
        </a>
        <a className="button quiet" href="/report">
          {say('done.again')}
        </a>
      </div>
    </CitizenPage>
  )
}

function Receipt({ done }: { readonly done: DoneData }): ReactNode {
  const { say } = usePage()
  const { number, code, registeredAt, record, qr, address } = done
  return (
    <div className="receipt">
      <h1>{say('done.title')}</h1>
      <dl>
        <div>
          <dt>{say('done.number')}</dt>
          <dd className="big-code">{printedNumber(number)}</dd>
        </div>
        <div>
          <dt>{say('done.code')}</dt>
          <dd className="big-code">{code}</dd>
        </div>
        <div>
          <dt>{say('done.registered')}</dt>
          <dd>
            <When at={registeredAt} />
          </dd>
        </div>
      </dl>
      <p>{say('done.keep')}</p>
      {qr && (
        <figure className="qr">
          <svg viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`} role="img" aria-label={say('done.qr')}>
            <path d={`M-4-4h${qr.size + 8}v${qr.size + 8}h-${qr.size + 8}z`} fill="#fff" />
            <path d={qr.path} fill="#000" />
          </svg>
          <figcaption className="hint">{say('done.qr')}</figcaption>
        </figure>
      )}
      <p hidden data-tracking={address} />
      {record && (
        <details>
          <summary>{say('done.fingerprint')}</summary>
          <p className="fingerprint">{(record.hash.match(/.{8}/g) ?? []).join(' ')}</p>
          {record.leaf !== null && <p>{say('done.fingerprint.leaf', { leaf: record.leaf })}</p>}
          <p className="hint">{say('done.fingerprint.text')}</p>
        </details>
      )}
    </div>
  )
}

function NothingFiled(): ReactNode {
  const { say } = usePage()
  return (
    <CitizenPage title={say('done.lost.title')} life={life}>
      <h1>{say('done.lost.title')}</h1>
      <p>{say('done.lost.text')}</p>
      <p>
        <a href="/track">{say('home.track.title')}</a>
      </p>
    </CitizenPage>
  )
}
