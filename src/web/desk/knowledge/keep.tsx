import type { ReactNode } from 'react'
import { Form, Link, useLoaderData, type LinksFunction } from 'react-router'
import { When } from '../../kit/clock-view.tsx'
import { Empty } from '../../kit/empty.tsx'
import { usePage } from '../../kit/use-page.ts'
import { ViewLinks } from '../../kit/view-links.tsx'
import styles from '../../style/knowledge.css?url'
import { DeskPage } from '../desk-page.tsx'
import { FlagLine } from './flag-line.tsx'
import type { KeepData, KeepLine } from './keep.server.ts'
import { KnowledgeLinks } from './knowledge-links.tsx'

export { action, loader } from './keep.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** What keeps the knowledge base right: reviews that are due, what was said to be wrong, what is not there yet. */
export default function KnowledgeKeep(): ReactNode {
  const { say } = usePage()
  const { share, view, lines, due, all, flags, gaps, mayWrite, done } = useLoaderData<KeepData>()
  const { days, answered, byArticle } = share
  const percent = answered === 0 ? 0 : Math.round((100 * byArticle) / answered)
  return (
    <DeskPage title={say('kb.keep.title')} head={<KnowledgeLinks mayKeep mayWrite={mayWrite} />}>
      {done === 'gap' && <output className="success">{say('kb.done.gap')}</output>}
      {done === 'retired' && <output className="success">{say('kb.done.retired')}</output>}
      {answered > 0 && <p className="lead">{say('kb.share', { days, answered, byArticle, percent })}</p>}
      <section aria-labelledby="kb-due">
        <h2 id="kb-due">{say('kb.due.title')}</h2>
        <ViewLinks
          label={say('kb.due.title')}
          views={[
            { to: '/staff/knowledge/keep', words: say('kb.due.view', { n: due }), isCurrent: view === 'due' },
            { to: '/staff/knowledge/keep?view=all', words: say('kb.all.view', { n: all }), isCurrent: view === 'all' },
          ]}
        />
        {lines.length === 0 ? <Empty words={say('kb.due.empty')} /> : <Lines lines={lines} />}
      </section>
      <div className="kb-halves">
        <section aria-labelledby="kb-flags">
          <h2 id="kb-flags">{say('kb.flags')}</h2>
          {flags.length === 0 && <Empty words={say('kb.flags.empty')} />}
          <ul className="kb-flags">
            {flags.map((flag) => (
              <FlagLine key={flag.id} flag={flag} title={flag.title} maySettle={flag.maySettle} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="kb-gaps">
          <h2 id="kb-gaps">{say('kb.gaps')}</h2>
          {gaps.length === 0 && <Empty words={say('kb.gaps.empty')} />}
          <ul className="kb-flags">
            {gaps.map((gap) => (
              <GapLine key={gap.key} gap={gap} mayWrite={mayWrite} />
            ))}
          </ul>
        </section>
      </div>
    </DeskPage>
  )
}

function Lines({ lines }: { readonly lines: readonly KeepLine[] }): ReactNode {
  const { say } = usePage()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table is scrolled by keys
    <section className="table-scroll" aria-label={say('kb.due.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('kb.col.article')}</th>
            <th scope="col">{say('kb.col.owner')}</th>
            <th scope="col">{say('kb.col.due')}</th>
            <th scope="col" className="number">
              {say('kb.col.uses')}
            </th>
            <th scope="col" className="number">
              {say('kb.col.answers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.code} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Line({ line }: { readonly line: KeepLine }): ReactNode {
  const { say, day } = usePage()
  const { code, title, unit, reviewDueOn, isOver, state, hasDraft, uses, answers, mayEdit } = line
  const address = state === 'published' && !mayEdit ? `/staff/knowledge/${code}` : `/staff/knowledge/${code}/edit`
  return (
    <tr>
      <th scope="row">
        <Link to={address}>{title}</Link>{' '}
        {state !== 'published' && <span className="badge">{say(`kb.state.${state}`)}</span>}
        {state === 'published' && hasDraft && <span className="badge">{say('kb.has.draft')}</span>}
      </th>
      <td>{unit}</td>
      <td>
        {reviewDueOn === null ? '—' : day(reviewDueOn)} {isOver && <span className="badge over">{say('kb.over')}</span>}
      </td>
      <td className="number">{uses}</td>
      <td className="number">{answers}</td>
    </tr>
  )
}

function GapLine({ gap, mayWrite }: { readonly gap: KeepData['gaps'][number]; readonly mayWrite: boolean }): ReactNode {
  const { say } = usePage()
  return (
    <li>
      <p>{gap.words}</p>
      <span className="hint">
        {say('kb.gap.asked', { n: gap.asked })} · <When at={gap.lastAt} />
      </span>
      {mayWrite && (
        <Form method="post" action="/staff/knowledge/keep" className="inline-form">
          <input type="hidden" name="key" value={gap.key} />
          <button className="quiet">{say('kb.gap.settle')}</button>
        </Form>
      )}
    </li>
  )
}
