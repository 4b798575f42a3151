import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { usePage } from '../../kit/use-page.ts'
import type { KnowledgeHit } from './search.server.ts'

/** What to say now: three lines to know, a script to read, where it comes from. */
export function ArticleCard({ hit }: { readonly hit: KnowledgeHit }): ReactNode {
  const { say, day } = usePage()
  return (
    <article className="kb-card" aria-labelledby={`kb-card-${hit.code}`}>
      <h2 id={`kb-card-${hit.code}`}>{hit.title}</h2>
      <ol>
        {hit.answer.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <h3>{say('kb.script')}</h3>
      <blockquote>{hit.script}</blockquote>
      <p className="hint">
        {say('kb.source', { source: hit.source })}
        <br />
        {hit.isStale ? <span className="problem">{say('kb.review.over', { day: day(hit.reviewDueOn) })}</span> : null}
        {!hit.isStale && say('kb.review.due', { day: day(hit.reviewDueOn) })}
      </p>
      {hit.words.length > 0 && <p className="hint">{say('kb.why', { words: hit.words.join(say('kb.why.and')) })}</p>}
      <p>
        <Link to={`/staff/knowledge/${hit.code}`}>{say('kb.open')}</Link>
        {' · '}
        <Link to={`/staff/knowledge/${hit.code}#flag-words`}>{say('answers.wrong')}</Link>
      </p>
    </article>
  )
}
