import type { ReactNode } from 'react'
import { useActionData, useLoaderData, type LinksFunction } from 'react-router'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { TextArea } from '../../kit/fields.tsx'
import { Page } from '../../kit/page.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/answers.css?url'
import type { AnswerData, FlagState } from './answer.server.ts'

export { action, loader } from './answer.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

const form = 'flag'

/** One answer: what to know in three lines, where it comes from, and how to say that it is wrong. */
export default function Answer(): ReactNode {
  const { say, root, day } = usePage()
  const article = useLoaderData<AnswerData>()
  const state = useActionData<FlagState>() ?? { words: '', problems: [] }
  const { source } = article
  return (
    <Page title={article.title} hasProblem={state.problems.length > 0}>
      <ErrorSummary form={form} problems={state.problems} />
      {article.isFlagged && <output className="success">{say('answers.flagged')}</output>}
      <p>
        <a href="/answers">{say('answers.back')}</a>
      </p>
      <h1>{article.title}</h1>
      {article.isStale && <p className="note">{say('answers.stale')}</p>}
      <ol className="answer-lines">
        {article.answer.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {article.body !== '' && <p>{article.body}</p>}
      <dl className="answer-source">
        <dt>{say('answers.source')}</dt>
        <dd>
          {source.url === '' ? source.name : <a href={source.url}>{source.name}</a>} ({day(source.on)})
        </dd>
        <dt>{say('answers.owner')}</dt>
        <dd>{say('answers.reviewed', { unit: article.unit, day: day(article.reviewedOn) })}</dd>
      </dl>
      <p className="home-actions">
        <a className="card" href="/report">
          <strong>{say('site.report')}</strong>
          <span>{say('answers.report')}</span>
        </a>
        <a className="card" href={`tel:${root.site.hotline}`}>
          <strong>{say('answers.call', { hotline: root.site.hotline })}</strong>
          <span>{say('answers.call.hint')}</span>
        </a>
      </p>
      {article.beside.length > 0 && (
        <>
          <h2>{say('answers.beside')}</h2>
          <ul>
            {article.beside.map(({ code, title }) => (
              <li key={code}>
                <a href={`/answers/${code}`}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <Wrong code={article.code} state={state} />
    </Page>
  )
}

function Wrong({ code, state }: { readonly code: string; readonly state: FlagState }): ReactNode {
  const { say } = usePage()
  return (
    <details className="answer-flag" open={state.problems.length > 0}>
      <summary>{say('answers.wrong')}</summary>
      <form method="post" action={`/answers/${code}`} id={form} noValidate>
        <TextArea
          form={form}
          name="words"
          label={say('answers.wrong.what')}
          hint={say('answers.wrong.hint')}
          value={state.words}
          problems={state.problems}
          rows={3}
        />
        <button>{say('answers.wrong.send')}</button>
      </form>
    </details>
  )
}
