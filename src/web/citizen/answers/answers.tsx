import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { Page } from '../../kit/page.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/answers.css?url'
import type { AnswerLine, AnswersData } from './answers.server.ts'

export { action, loader } from './answers.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** Questions that were asked before, with their answers: for anybody, without a call. */
export default function Answers(): ReactNode {
  const { say, root } = usePage()
  const { text, found, isAnswered, isNoted, topics } = useLoaderData<AnswersData>()
  return (
    <Page title={say('answers.title')}>
      <h1>{say('answers.title')}</h1>
      {isNoted && <output className="success">{say('answers.noted')}</output>}
      <search>
        <form method="get" action="/answers" className="answers-search">
          <label htmlFor="answers-q">{say('answers.search')}</label>
          <div className="answers-line">
            <input id="answers-q" type="search" name="q" defaultValue={text} maxLength={200} autoComplete="off" />
            <button className="primary">{say('answers.search.send')}</button>
          </div>
        </form>
      </search>
      {found && <Found text={text} found={found} isAnswered={isAnswered} />}
      {found && (
        <p>
          <a href="/answers">{say('answers.all')}</a>
        </p>
      )}
      {topics.map(({ code, name, articles }) => (
        <details key={code} className="answers-topic" open={topics.length < 3}>
          <summary>
            {name === '' ? say('answers.topic.hotline', { hotline: root.site.hotline }) : name}{' '}
            <span className="hint">{say('answers.count', { n: articles.length })}</span>
          </summary>
          <ul>
            {articles.map((article) => (
              <li key={article.code}>
                <a href={`/answers/${article.code}`}>{article.title}</a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Page>
  )
}

interface FoundProps {
  readonly text: string
  readonly found: readonly AnswerLine[]
  readonly isAnswered: boolean
}

function Found({ text, found, isAnswered }: FoundProps): ReactNode {
  const { say, root } = usePage()
  return (
    <section aria-labelledby="answers-found">
      <h2 id="answers-found">{say('answers.found', { text })}</h2>
      {!isAnswered && <p>{say('answers.none')}</p>}
      {found.length > 0 && (
        <ol className="answers-found">
          {found.map(({ code, title, answer }) => (
            <li key={code}>
              <a href={`/answers/${code}`}>{title}</a>
              <p>{answer[0]}</p>
            </li>
          ))}
        </ol>
      )}
      <form method="post" action="/answers" className="answers-missing">
        <input type="hidden" name="q" value={text} />
        <p>{say('answers.missing')}</p>
        <button className="quiet">{say('answers.missing.send')}</button>{' '}
        <a href={`tel:${root.site.hotline}`}>{say('answers.call', { hotline: root.site.hotline })}</a>
      </form>
    </section>
  )
}
