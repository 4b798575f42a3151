import type { ReactNode } from 'react'
import { useLoaderData } from 'react-router'
import { printedNumber } from '../../core/work-order/number.ts'
import { CitizenPage } from '../citizen/citizen-page.tsx'
import { lifeWords } from '../citizen/life-words.ts'
import { usePage } from '../kit/use-page.ts'
import life from '../life/verify.ts?worker&url'
import type { VerifyData } from './verify.server.ts'

export { loader } from './verify.server.ts'

/** Checks a receipt: in the browser where it can, else by the server, and says which. */
export default function Verify(): ReactNode {
  const { say, root } = usePage()
  const { keys, typed } = useLoaderData<VerifyData>()
  const words = lifeWords(root.language, {
    sealed: 'verify.sealed',
    waits: 'verify.waits',
    bad: 'verify.bad',
    here: 'verify.here',
    promise_unreadable: 'verify.problem.promise_unreadable',
    promise_forged: 'verify.problem.promise_forged',
    checkpoint_forged: 'verify.problem.checkpoint_forged',
    not_in_tree: 'verify.problem.not_in_tree',
  })
  return (
    <CitizenPage title={say('verify.title')} life={life}>
      <h1>{say('verify.title')}</h1>
      <p>{say('verify.lead')}</p>
      <div aria-live="polite">
        <p id="verdict" data-words={words} hidden />
      </div>
      <Verdict />
      <form method="get" id="verify" action="/verify" data-keys={keys.join(' ')} data-zone={root.site.timeZone}>
        <div className="field">
          <label htmlFor="receipt">{say('verify.receipt')}</label>
          <p className="hint" id="receipt-hint">
            {say('verify.receipt.hint')}
          </p>
          <textarea
            id="receipt"
            name="receipt"
            rows={4}
            defaultValue={typed}
            aria-describedby="receipt-hint"
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <div className="buttons">
          <button className="primary">{say('verify.check')}</button>
        </div>
      </form>
      <h2>{say('verify.yourself')}</h2>
      <p>{say('verify.yourself.text')}</p>
      <p>
        <a href="/verify-journal.mjs" download>
          {say('verify.file')}
        </a>
      </p>
      <p className="hint">{say('verify.key')}</p>
      {keys.map((key) => (
        <p key={key} className="fingerprint">
          {key}
        </p>
      ))}
    </CitizenPage>
  )
}

function Verdict(): ReactNode {
  const { say, when, root } = usePage()
  const { verdict, sealed } = useLoaderData<VerifyData>()
  if (!verdict) return null
  if (!verdict.ok) {
    return (
      <p className="error-summary" role="alert">
        {say('verify.bad')} {say(`verify.problem.${verdict.problem}`)} {say('verify.by-server')}
      </p>
    )
  }
  const { number, at } = verdict.promised
  const told = { number: printedNumber(number), at: when(at) }
  const count = (value: number): string => value.toLocaleString(root.language)
  return (
    <output className="success">
      {sealed
        ? say('verify.sealed', {
            ...told,
            entry: count(sealed.entry),
            size: count(sealed.size),
            when: when(sealed.at),
          })
        : say('verify.waits', told)}{' '}
      {say('verify.by-server')}
    </output>
  )
}
