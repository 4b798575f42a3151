import type { ReactNode } from 'react'
import { Form, Link, useActionData, useLoaderData, type LinksFunction } from 'react-router'
import { When } from '../../kit/clock-view.tsx'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { TextArea } from '../../kit/fields.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/knowledge.css?url'
import { DeskPage } from '../desk-page.tsx'
import type { ArticleData, ArticleState } from './article.server.ts'
import { FlagLine } from './flag-line.tsx'
import { KnowledgeLinks } from './knowledge-links.tsx'

export { action, loader } from './article.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

const form = 'flag'

/** One article, whole: what to say, where it comes from, who keeps it, and what was said to be wrong. */
export default function KnowledgeArticle(): ReactNode {
  const { say } = usePage()
  const article = useLoaderData<ArticleData>()
  const state = useActionData<ArticleState>() ?? { words: '', problems: [] }
  return (
    <DeskPage
      title={article.title}
      hasProblem={state.problems.length > 0}
      head={
        <>
          {article.isStale && <span className="badge">{say('kb.stale')}</span>}
          {article.mayEdit && (
            <Link className="button" to={`/staff/knowledge/${article.code}/edit`}>
              {say('kb.edit')}
            </Link>
          )}
          <KnowledgeLinks mayKeep={article.mayKeep} mayWrite={article.mayEdit} />
        </>
      }
    >
      <ErrorSummary form={form} problems={state.problems} />
      {(article.done === 'flag' || article.done === 'settled' || article.done === 'published') && (
        <output className="success">{say(`kb.done.${article.done}`)}</output>
      )}
      <div className="kb-columns">
        <div>
          <Content article={article} />
          <FlagForm article={article} state={state} />
        </div>
        <About article={article} />
      </div>
    </DeskPage>
  )
}

function Content({ article }: { readonly article: ArticleData }): ReactNode {
  const { say } = usePage()
  return (
    <article className="kb-card">
      <ol>
        {article.answer.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <h2>{say('kb.script')}</h2>
      <blockquote>{article.script}</blockquote>
      {article.body !== '' && (
        <>
          <h2>{say('kb.body')}</h2>
          <p>{article.body}</p>
        </>
      )}
    </article>
  )
}

function About({ article }: { readonly article: ArticleData }): ReactNode {
  const { say, day } = usePage()
  const { source } = article
  return (
    <aside>
      <dl className="kb-facts">
        <dt>{say('answers.source')}</dt>
        <dd>
          {source.url === '' ? source.name : <a href={source.url}>{source.name}</a>} ({day(source.on)})
        </dd>
        <dt>{say('answers.owner')}</dt>
        <dd>{article.unit}</dd>
        <dt>{say('kb.review')}</dt>
        <dd>{say('kb.review.days', { reviewed: day(article.reviewedOn), due: day(article.reviewDueOn) })}</dd>
        {article.services.length > 0 && (
          <>
            <dt>{say('kb.services')}</dt>
            <dd>{article.services.join(say('kb.why.and'))}</dd>
          </>
        )}
        <dt>{say('kb.asks')}</dt>
        <dd>
          <ul>
            {article.asks.map((ask) => (
              <li key={ask}>{ask}</li>
            ))}
          </ul>
        </dd>
        <dt>{say('kb.version')}</dt>
        <dd>
          {say('kb.version.of', { n: article.version })} <When at={article.publishedAt} />
        </dd>
      </dl>
      {article.flags.length > 0 && (
        <>
          <h2>{say('kb.flags')}</h2>
          <ul className="kb-flags">
            {article.flags.map((flag) => (
              <FlagLine key={flag.id} flag={flag} title={null} maySettle={article.mayEdit} />
            ))}
          </ul>
        </>
      )}
      {article.versions.length > 1 && <Versions article={article} />}
    </aside>
  )
}

function Versions({ article }: { readonly article: ArticleData }): ReactNode {
  const { say } = usePage()
  return (
    <details>
      <summary>{say('kb.versions')}</summary>
      <ul>
        {article.versions.map(({ version, publishedAt, savedAt }) => (
          <li key={version}>
            {say(publishedAt === null ? 'kb.version.draft' : 'kb.version.of', { n: version })}{' '}
            <When at={publishedAt ?? savedAt} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function FlagForm({ article, state }: { readonly article: ArticleData; readonly state: ArticleState }): ReactNode {
  const { say } = usePage()
  return (
    <Form method="post" action={`/staff/knowledge/${article.code}`} id={form} className="kb-flag-form">
      <h2>{say('answers.wrong')}</h2>
      <TextArea
        form={form}
        name="words"
        label={say('answers.wrong.what')}
        hint={say('answers.wrong.hint')}
        value={state.words}
        problems={state.problems}
        rows={3}
      />
      <button name="do" value="flag">
        {say('answers.wrong.send')}
      </button>
    </Form>
  )
}
