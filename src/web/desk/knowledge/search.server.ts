import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Day } from '../../../core/time.ts'
import type { FoundArticle } from '../../../actions/knowledge/search.ts'
import { pageContext } from '../../context.ts'
import type { Topic } from '../../house/knowledge.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import type { PageContext } from '../../page-context.ts'
import { forbidden, signedIn } from '../staff.server.ts'

export interface KnowledgeHit {
  readonly code: string
  readonly title: string
  readonly answer: readonly string[]
  readonly script: string
  readonly source: string
  readonly reviewDueOn: Day
  readonly isStale: boolean
  /** What of the typed words decided. */
  readonly words: readonly string[]
}

export interface KnowledgeFound {
  readonly text: string
  readonly hits: readonly KnowledgeHit[]
  readonly isAnswered: boolean
  readonly isNoted: boolean
}

export interface KnowledgeSearchData {
  readonly topics: readonly (Topic & { readonly count: number })[]
  readonly topic: string
  /** Articles of the chosen topic. */
  readonly hits: readonly KnowledgeHit[]
  readonly mayKeep: boolean
  readonly mayWrite: boolean
}

const textMost = 300
const hitsMost = 12

async function reader(page: PageContext, request: Request) {
  const actor = await signedIn(page, request)
  if (!page.house.knowledge.mayRead(actor)) throw forbidden()
  return actor
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<KnowledgeSearchData> {
  const page = context.get(pageContext)
  const actor = await reader(page, request)
  const { house, visit } = page
  const { knowledge } = house
  const topic = new URL(request.url).searchParams.get('topic') ?? ''
  const articles = await knowledge.list()
  const words = knowledge.text(visit.language)
  const topics = knowledge.topics(visit.language).map((each) => ({
    ...each,
    count: articles.filter(({ content }) => content.topic === each.code).length,
  }))
  return {
    topics: topics.filter(({ count }) => count > 0),
    topic,
    hits: articles
      .filter(({ content }) => content.topic === topic)
      .map(({ code, content, isStale }) => ({
        code,
        title: words(content.title),
        answer: content.answer.map(words),
        script: words(content.script),
        source: words(content.source.name),
        reviewDueOn: content.reviewDueOn,
        isStale,
        words: [],
      })),
    mayKeep: knowledge.maySeeGaps(actor),
    mayWrite: knowledge.mayWrite(actor),
  }
}

/** Sent in the body, so that what a caller told stands in no address. `do=gap` notes that nothing answers it. */
export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  await reader(page, request)
  const { house, visit } = page
  const form = await readForm(request)
  const text = textIn(form, 'q').trim().slice(0, textMost)
  const isNoted = form.get('do') === 'gap'
  if (isNoted) await house.knowledge.recordGap({ text, language: visit.language })
  const { found, isAnswered } =
    text === '' ? { found: [], isAnswered: true } : await house.knowledge.search(text, visit.language, hitsMost)
  return data({ text, hits: found.map(hitOf), isAnswered, isNoted } satisfies KnowledgeFound)
}

const hitOf = ({ code, title, answer, script, source, reviewDueOn, isStale, words }: FoundArticle): KnowledgeHit => ({
  code,
  title,
  answer,
  script,
  source,
  reviewDueOn,
  isStale,
  words,
})
