import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'

export interface AnswerLine {
  readonly code: string
  readonly title: string
  readonly answer: readonly string[]
}

export interface AnswerTopic {
  readonly code: string
  /** Empty for the hotline's own. */
  readonly name: string
  readonly articles: readonly AnswerLine[]
}

export interface AnswersData {
  readonly text: string
  /** Null before anything was searched. */
  readonly found: readonly AnswerLine[] | null
  /** False where the best that was found is no good answer. */
  readonly isAnswered: boolean
  /** A question without an answer has been passed on. */
  readonly isNoted: boolean
  readonly topics: readonly AnswerTopic[]
}

const textMost = 200
const foundMost = 10

export async function loader({ request, context }: LoaderFunctionArgs): Promise<AnswersData> {
  const { house, visit } = context.get(pageContext)
  const { knowledge } = house
  const { searchParams } = new URL(request.url)
  const text = (searchParams.get('q') ?? '').trim().slice(0, textMost)
  const { found, isAnswered } =
    text === '' ? { found: null, isAnswered: true } : await knowledge.search(text, visit.language, foundMost)
  const words = knowledge.text(visit.language)
  const articles = text === '' ? await knowledge.list() : []
  const topics = knowledge.topics(visit.language).map(({ code, name }) => ({
    code,
    name,
    articles: articles
      .filter(({ content }) => content.topic === code)
      .map((article) => ({ code: article.code, title: words(article.content.title), answer: [] })),
  }))
  return {
    text,
    found: found?.map(({ code, title, answer }) => ({ code, title, answer })) ?? null,
    isAnswered,
    isNoted: searchParams.has('noted'),
    topics: topics.filter((topic) => topic.articles.length > 0),
  }
}

/** What nobody could answer is passed to the editors: the question alone, masked. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { house, visit } = context.get(pageContext)
  const form = await readForm(request)
  const text = textIn(form, 'q').trim().slice(0, textMost)
  if (house.knowledge.mayNotePublicly()) await house.knowledge.recordGap({ text, language: visit.language })
  throw redirect('/answers?noted=1')
}
