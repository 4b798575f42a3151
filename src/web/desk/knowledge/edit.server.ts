import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { articleFields, articleOf } from '../../../core/knowledge/article-input.ts'
import type { ArticleContent } from '../../../core/knowledge/article.ts'
import type { Actor } from '../../../core/permission/roles.ts'
import type { Refusal } from '../../../core/refusal.ts'
import { checkInput } from '../../../core/text/check-input.ts'
import { codePattern } from '../../../core/text/input-field.ts'
import { pageContext } from '../../context.ts'
import type { Topic } from '../../house/knowledge.ts'
import type { Problem } from '../../kit/problems.ts'
import { readForm } from '../../kit/read-form.server.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import type { PageContext } from '../../page-context.ts'
import { forbidden, notFound, signedIn } from '../staff.server.ts'

/** Every field as it is typed, texts by `name.language`. */
export type ArticleTyped = Readonly<Record<string, string>>

export interface EditData {
  /** Empty for a new article. */
  readonly code: string
  readonly revision: number
  readonly typed: ArticleTyped
  readonly languages: readonly { readonly code: string; readonly name: string }[]
  readonly topics: readonly Topic[]
  readonly units: readonly { readonly value: string; readonly label: string }[]
  readonly isPublished: boolean
  readonly hasDraft: boolean
  readonly done: string | null
}

export interface EditState {
  readonly typed: ArticleTyped
  readonly problems: readonly Problem[]
}

export const localFields = ['title', 'answer', 'script', 'body', 'sourceName'] as const
const plainFields = ['topic', 'services', 'unit', 'reviewedOn', 'reviewDueOn', 'sourceUrl', 'sourceOn', 'asks'] as const

/** Codes that are pages of the knowledge base itself. */
const ownAddresses: readonly string[] = ['new', 'keep']

async function editor(page: PageContext, request: Request): Promise<Actor> {
  const actor = await signedIn(page, request)
  if (!page.house.knowledge.mayWrite(actor)) throw forbidden()
  return actor
}

export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<EditData> {
  const page = context.get(pageContext)
  const actor = await editor(page, request)
  const { house, visit } = page
  const { knowledge } = house
  const code = params['code'] ?? ''
  const stored = code === '' ? undefined : await knowledge.stored(code)
  if (code !== '' && !stored) throw notFound('article')
  const content = stored?.draft ?? stored?.published
  if (content && !knowledge.mayEdit(actor, content.unit)) throw forbidden()
  return {
    code,
    revision: stored?.revision ?? 0,
    typed: content ? typedOf(content) : { unit: actor.unit ?? '' },
    languages: house.rulebook.pack.languages.map((each) => ({
      code: each,
      name: visit.languages.find((language) => language.code === each)?.name ?? each,
    })),
    topics: knowledge.topics(visit.language),
    units: house.rulebook.pack.units
      .filter(({ kind, code: unit }) => kind !== 'community' && knowledge.mayEdit(actor, unit))
      .map(({ code: unit }) => ({ value: unit, label: house.unitName(unit, visit.language) })),
    isPublished: stored?.published != null,
    hasDraft: stored?.draft != null,
    done: new URL(request.url).searchParams.get('done'),
  }
}

function typedOf(content: ArticleContent): ArticleTyped {
  const languages = Object.keys(content.title)
  const locals = languages.flatMap((language) => [
    [`title.${language}`, content.title[language] ?? ''],
    [`answer.${language}`, content.answer.map((line) => line[language] ?? '').join('\n')],
    [`script.${language}`, content.script[language] ?? ''],
    [`body.${language}`, content.body[language] ?? ''],
    [`sourceName.${language}`, content.source.name[language] ?? ''],
  ])
  return {
    topic: content.topic,
    services: content.services.join(' '),
    unit: content.unit,
    reviewedOn: content.reviewedOn,
    reviewDueOn: content.reviewDueOn,
    sourceUrl: content.source.url,
    sourceOn: content.source.on,
    asks: content.asks.join('\n'),
    ...Object.fromEntries(locals),
  }
}

/** `do` is what is wanted: keep the draft, publish it, or take the article off every list. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const actor = await editor(page, request)
  const { knowledge, rulebook } = page.house
  const form = await readForm(request)
  const typed: ArticleTyped = Object.fromEntries(form)
  const code = (params['code'] ?? typed['code'] ?? '').trim()
  const show = (refusals: readonly Refusal[], status = 422) =>
    data({ typed, problems: refusals.map((each) => problemOf(each, page)) } satisfies EditState, { status })
  if (!codePattern.test(code) || code.length > 64 || ownAddresses.includes(code))
    return show([{ code: 'required', field: 'code' }])
  const revision = Number(typed['revision'] ?? 0)
  if (!Number.isSafeInteger(revision) || revision < 0) return show([{ code: 'conflict' }], 409)
  if (form.get('do') === 'retire') {
    const retired = await knowledge.retire(actor, code, revision)
    if (retired.ok) throw redirect('/staff/knowledge/keep?done=retired')
    return show([retired.refusal], 409)
  }
  const { languages } = rulebook.pack
  const checked = checkInput(articleFields(languages), inputOf(typed, languages), {
    phones: rulebook.pack,
    controls: 'strip',
  })
  if (!checked.ok) return show(checked.problems)
  const reading = articleOf(checked.input, rulebook)
  if (!reading.ok) return show(reading.problems)
  const saved = await knowledge.saveDraft(actor, code, reading.content, revision)
  if (!saved.ok) return show([saved.refusal], saved.refusal.code === 'conflict' ? 409 : 422)
  if (form.get('do') !== 'publish') throw redirect(`/staff/knowledge/${code}/edit?done=saved`)
  const published = await knowledge.publish(actor, code, saved.revision)
  if (published.ok) throw redirect(`/staff/knowledge/${code}?done=published`)
  // The draft is kept all the same: what is missing can be added to it.
  return data(
    {
      typed: { ...typed, revision: String(saved.revision) },
      problems: [problemOf(published.refusal, page)],
    } satisfies EditState,
    { status: 422 },
  )
}

const problemOf = (refusal: Refusal, page: PageContext): Problem => ({
  ...problemOfRefusal(refusal, page.visit.language),
  // Texts stand by language: the field's whole name is its own.
  field: refusal.field ?? '',
})

function inputOf(typed: ArticleTyped, languages: readonly string[]): Readonly<Record<string, unknown>> {
  const plain = plainFields.map((name) => [name, (typed[name] ?? '').trim()])
  const local = localFields.map((name) => [
    name,
    Object.fromEntries(languages.map((language) => [language, typed[`${name}.${language}`] ?? ''])),
  ])
  return Object.fromEntries([...plain, ...local]) as Readonly<Record<string, unknown>>
}
