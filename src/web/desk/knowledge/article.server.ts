import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { ArticleVersion } from '../../../store/read/knowledge/articles.ts'
import type { OpenFlag } from '../../../store/read/knowledge/flags-and-gaps.ts'
import type { Day, Instant } from '../../../core/time.ts'
import { pageContext } from '../../context.ts'
import type { Problem } from '../../kit/problems.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import type { PageContext } from '../../page-context.ts'
import { forbidden, notFound, signedIn } from '../staff.server.ts'

export interface ArticleData {
  readonly code: string
  readonly title: string
  readonly answer: readonly string[]
  readonly script: string
  readonly body: string
  readonly asks: readonly string[]
  readonly services: readonly string[]
  readonly unit: string
  readonly source: { readonly name: string; readonly url: string; readonly on: Day }
  readonly reviewedOn: Day
  readonly reviewDueOn: Day
  readonly isStale: boolean
  readonly version: number
  readonly publishedAt: Instant
  readonly versions: readonly ArticleVersion[]
  readonly flags: readonly OpenFlag[]
  readonly mayEdit: boolean
  readonly mayKeep: boolean
  readonly done: string | null
}

export interface ArticleState {
  readonly words: string
  readonly problems: readonly Problem[]
}

async function reader(page: PageContext, request: Request) {
  const actor = await signedIn(page, request)
  if (!page.house.knowledge.mayRead(actor)) throw forbidden()
  return actor
}

export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<ArticleData> {
  const page = context.get(pageContext)
  const actor = await reader(page, request)
  const { house, visit } = page
  const { knowledge } = house
  const code = params['code'] ?? ''
  const article = await knowledge.read(code)
  if (!article) throw notFound('article')
  if (request.method === 'GET') await knowledge.noteUse(code, 'staff')
  const { content } = article
  const mayEdit = knowledge.mayEdit(actor, content.unit)
  const [flags, versions] = await Promise.all([
    knowledge.flags(actor, code),
    mayEdit ? knowledge.versions(code) : Promise.resolve([]),
  ])
  const words = knowledge.text(visit.language)
  return {
    code,
    title: words(content.title),
    answer: content.answer.map(words),
    script: words(content.script),
    body: words(content.body),
    asks: content.asks,
    services: content.services.map((each) => house.serviceNow(each, visit.language)),
    unit: house.unitName(content.unit, visit.language),
    source: { name: words(content.source.name), url: content.source.url, on: content.source.on },
    reviewedOn: content.reviewedOn,
    reviewDueOn: content.reviewDueOn,
    isStale: article.isStale,
    version: article.version,
    publishedAt: article.publishedAt,
    versions,
    flags,
    mayEdit,
    mayKeep: knowledge.maySeeGaps(actor),
    done: new URL(request.url).searchParams.get('done'),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const actor = await reader(page, request)
  const { knowledge } = page.house
  const form = await readForm(request)
  const code = params['code'] ?? ''
  const words = textIn(form, 'words')
  const isFlag = form.get('do') === 'flag'
  const done = isFlag
    ? await knowledge.flag(actor, code, words)
    : await knowledge.settleFlag(actor, code, textIn(form, 'flag'), textIn(form, 'resolution'))
  if (done?.ok) throw redirect(`/staff/knowledge/${code}?done=${isFlag ? 'flag' : 'settled'}`)
  const problems = done ? [problemOfRefusal(done.refusal, page.visit.language)] : []
  return data({ words, problems } satisfies ArticleState, { status: 422 })
}
