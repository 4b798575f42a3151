import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Day } from '../../../core/time.ts'
import { pageContext } from '../../context.ts'
import type { Problem } from '../../kit/problems.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'

export interface AnswerData {
  readonly code: string
  readonly title: string
  readonly answer: readonly string[]
  readonly body: string
  readonly unit: string
  readonly source: { readonly name: string; readonly url: string; readonly on: Day }
  readonly reviewedOn: Day
  readonly isStale: boolean
  /** What others have asked about the same topic. */
  readonly beside: readonly { readonly code: string; readonly title: string }[]
  readonly isFlagged: boolean
}

export interface FlagState {
  readonly words: string
  readonly problems: readonly Problem[]
}

const besideMost = 5

export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<AnswerData> {
  const { house, visit } = context.get(pageContext)
  const { knowledge } = house
  const article = await knowledge.read(params['code'] ?? '')
  if (!article) throw data('article', { status: 404 })
  if (request.method === 'GET') await knowledge.noteUse(article.code, 'public')
  const words = knowledge.text(visit.language)
  const { content } = article
  const beside = (await knowledge.list())
    .filter((other) => other.content.topic === content.topic && other.code !== article.code)
    .slice(0, besideMost)
  return {
    code: article.code,
    title: words(content.title),
    answer: content.answer.map(words),
    body: words(content.body),
    unit: house.unitName(content.unit, visit.language),
    source: { name: words(content.source.name), url: content.source.url, on: content.source.on },
    reviewedOn: content.reviewedOn,
    isStale: article.isStale,
    beside: beside.map((other) => ({ code: other.code, title: words(other.content.title) })),
    isFlagged: new URL(request.url).searchParams.has('flagged'),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { house, visit } = context.get(pageContext)
  const code = params['code'] ?? ''
  const words = textIn(await readForm(request), 'words')
  const done = await house.knowledge.flag(null, code, words)
  if (done?.ok) throw redirect(`/answers/${code}?flagged=1`)
  if (done?.refusal.code === 'article_not_found') throw data('article', { status: 404 })
  const problem: Problem = done ? problemOfRefusal(done.refusal, visit.language) : { field: '', key: 'answers.busy' }
  return data({ words, problems: [problem] } satisfies FlagState, { status: done ? 422 : 429 })
}
