import type { ReactNode } from 'react'
import { Form, useActionData, useLoaderData, useNavigation, type LinksFunction } from 'react-router'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { Hidden, Select, TextArea, TextField } from '../../kit/fields.tsx'
import type { Problem } from '../../kit/problems.ts'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/knowledge.css?url'
import { DeskPage } from '../desk-page.tsx'
import type { ArticleTyped, EditData, EditState } from './edit.server.ts'
import { KnowledgeLinks } from './knowledge-links.tsx'

export { action, loader } from './edit.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

const form = 'article'

/** An article in all languages side by side, with who keeps it and until when it is believed. */
export default function KnowledgeEdit(): ReactNode {
  const { say } = usePage()
  const article = useLoaderData<EditData>()
  const state = useActionData<EditState>()
  const typed = state?.typed ?? article.typed
  const problems = state?.problems ?? []
  const isNew = article.code === ''
  const isBusy = useNavigation().state !== 'idle'
  const address = isNew ? '/staff/knowledge/new' : `/staff/knowledge/${article.code}/edit`
  return (
    <DeskPage
      title={isNew ? say('kb.new') : say('kb.edit.title', { code: article.code })}
      hasProblem={problems.length > 0}
      head={<KnowledgeLinks mayKeep mayWrite />}
    >
      <ErrorSummary form={form} problems={problems} />
      {article.done === 'saved' && problems.length === 0 && <output className="success">{say('kb.done.saved')}</output>}
      {article.isPublished && article.hasDraft && <p className="note">{say('kb.edit.draft')}</p>}
      <Form method="post" action={address} id={form} noValidate key={`${article.code} ${article.revision}`}>
        <Hidden values={{ revision: typed['revision'] ?? String(article.revision) }} />
        {isNew && (
          <TextField
            form={form}
            name="code"
            label={say('kb.field.code')}
            hint={say('kb.field.code.hint')}
            value={typed['code']}
            problems={problems}
            className="short"
          />
        )}
        <Texts article={article} typed={typed} problems={problems} />
        <Keeping article={article} typed={typed} problems={problems} />
        <div className="buttons" aria-busy={isBusy}>
          <button className="primary" name="do" value="publish">
            {say('kb.publish')}
          </button>
          <button name="do" value="save">
            {say('kb.save')}
          </button>
          {article.isPublished && (
            <button className="quiet" name="do" value="retire">
              {say('kb.retire')}
            </button>
          )}
        </div>
      </Form>
    </DeskPage>
  )
}

interface PartProps {
  readonly article: EditData
  readonly typed: ArticleTyped
  readonly problems: readonly Problem[]
}

function Texts({ article, typed, problems }: PartProps): ReactNode {
  const { say } = usePage()
  return (
    <div className="kb-halves">
      {article.languages.map(({ code: language, name }) => {
        const field = (part: 'title' | 'answer' | 'script' | 'body' | 'sourceName') => ({
          form,
          name: `${part}.${language}`,
          label: say(`kb.field.${part}`),
          value: typed[`${part}.${language}`],
          problems,
        })
        return (
          <fieldset key={language}>
            <legend>{name}</legend>
            <TextField {...field('title')} />
            <TextArea {...field('answer')} hint={say('kb.field.answer.hint')} rows={4} />
            <TextArea {...field('script')} hint={say('kb.field.script.hint')} rows={3} />
            <TextArea {...field('body')} isOptional rows={4} />
            <TextField {...field('sourceName')} />
          </fieldset>
        )
      })}
    </div>
  )
}

function Keeping({ article, typed, problems }: PartProps): ReactNode {
  const { say, root } = usePage()
  const field = (name: string) => ({ form, name, value: typed[name], problems })
  return (
    <fieldset className="kb-keeping">
      <legend>{say('kb.field.keeping')}</legend>
      <div className="kb-halves">
        <div>
          <Select
            {...field('topic')}
            label={say('kb.field.topic')}
            empty={say('kb.field.choose')}
            options={article.topics.map(({ code, name }) => ({
              value: code,
              label: name === '' ? say('answers.topic.hotline', { hotline: root.site.hotline }) : name,
            }))}
          />
          <Select
            {...field('unit')}
            label={say('answers.owner')}
            empty={say('kb.field.choose')}
            options={article.units}
          />
          <TextField
            {...field('services')}
            label={say('kb.services')}
            hint={say('kb.field.services.hint')}
            isOptional
          />
          <TextArea {...field('asks')} label={say('kb.asks')} hint={say('kb.field.asks.hint')} isOptional rows={5} />
        </div>
        <div>
          <TextField {...field('sourceUrl')} label={say('kb.field.sourceUrl')} isOptional />
          <TextField {...field('sourceOn')} label={say('kb.field.sourceOn')} type="date" className="short" />
          <TextField {...field('reviewedOn')} label={say('kb.field.reviewedOn')} type="date" className="short" />
          <TextField {...field('reviewDueOn')} label={say('kb.field.reviewDueOn')} type="date" className="short" />
        </div>
      </div>
    </fieldset>
  )
}
