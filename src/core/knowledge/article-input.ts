import { isDay } from '../calendar/day.ts'
import type { LocalText } from '../catalogue/catalogue.ts'
import type { Rulebook } from '../catalogue/rulebook.ts'
import { refuse, type Refusal, type Refused } from '../refusal.ts'
import type { InputField, InputShape } from '../text/input-field.ts'
import type { Day } from '../time.ts'
import { answerLinesMost, hotlineTopic, type ArticleContent } from './article.ts'

/** What an editor hands in: texts by language; answer and asks with a line for each. A draft may lack anything. */
export function articleFields(languages: readonly string[]): InputShape {
  const local = (max: number): InputField => ({
    kind: 'object',
    optional: true,
    fields: Object.fromEntries(languages.map((language) => [language, { kind: 'text', max, optional: true } as const])),
  })
  return {
    topic: { kind: 'code', optional: true },
    services: { kind: 'text', max: 400, optional: true },
    unit: { kind: 'unit', optional: true },
    reviewedOn: { kind: 'text', max: 10, optional: true },
    reviewDueOn: { kind: 'text', max: 10, optional: true },
    sourceName: local(300),
    sourceUrl: { kind: 'text', max: 300, optional: true },
    sourceOn: { kind: 'text', max: 10, optional: true },
    title: local(120),
    answer: local(900),
    script: local(900),
    body: local(2000),
    asks: { kind: 'text', max: 4000, optional: true },
  }
}

export type ArticleReading = { readonly ok: true; readonly content: ArticleContent } | ArticleFaults
export interface ArticleFaults {
  readonly ok: false
  readonly problems: readonly Refusal[]
}

/** The article that checked input makes; what it names has to be there, what it lacks is for `missingOf` to say. */
export function articleOf(input: Readonly<Record<string, unknown>>, rulebook: Rulebook): ArticleReading {
  const word = (name: string): string => ((input[name] as string | undefined) ?? '').trim()
  const local = (name: string): LocalText => localText(input[name] as Texts | undefined, rulebook)
  const content: ArticleContent = {
    topic: word('topic'),
    services: word('services')
      .split(/[\s,，、;；]+/u)
      .filter(Boolean),
    unit: word('unit'),
    reviewedOn: word('reviewedOn'),
    reviewDueOn: word('reviewDueOn'),
    source: { name: local('sourceName'), url: word('sourceUrl'), on: word('sourceOn') },
    title: local('title'),
    answer: answerLines(local('answer'), rulebook),
    script: local('script'),
    body: local('body'),
    asks: lines(word('asks')),
  }
  const problems = faultsOf(content, rulebook)
  return problems.length === 0 ? { ok: true, content } : { ok: false, problems }
}

type Texts = Readonly<Record<string, string>>

const localText = (texts: Texts | undefined, { pack }: Rulebook): LocalText =>
  Object.fromEntries(
    ['zh-CN', 'en', ...pack.languages].map((language) => [language, (texts?.[language] ?? '').trim()]),
  ) as unknown as LocalText

const lines = (text: string): readonly string[] =>
  text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean)

/** The first line of one language stands beside the first of the other. */
function answerLines(texts: LocalText, rulebook: Rulebook): readonly LocalText[] {
  const split = Object.entries(texts).map(([language, text]) => [language, lines(text)] as const)
  const count = Math.max(0, ...split.map(([, each]) => each.length))
  return Array.from({ length: count }, (_, index) =>
    localText(Object.fromEntries(split.map(([language, each]) => [language, each[index] ?? ''])), rulebook),
  )
}

function faultsOf(content: ArticleContent, rulebook: Rulebook): readonly Refusal[] {
  const { topic, unit, services, answer, source } = content
  const topics = topicsOf(rulebook)
  const days = { reviewedOn: content.reviewedOn, reviewDueOn: content.reviewDueOn, sourceOn: source.on }
  const known = new Set([...rulebook.index.services.values()].flatMap((version) => [...version.keys()]))
  return [
    ...(topic === '' || topics.includes(topic) ? [] : [fault('not_a_choice', 'topic')]),
    ...(unit === '' || rulebook.unit(unit) ? [] : [fault('unit_not_found', 'unit')]),
    ...(services.every((code) => known.has(code)) ? [] : [fault('service_not_found', 'services')]),
    ...Object.entries(days).flatMap(([name, day]) => (day === '' || isDay(day) ? [] : [fault('invalid_date', name)])),
    ...(source.url === '' || /^https?:\/\/\S+$/u.test(source.url) ? [] : [fault('url_scheme', 'sourceUrl')]),
    ...(answer.length <= answerLinesMost ? [] : [fault('too_many_lines', 'answer', { limit: answerLinesMost })]),
  ]
}

const fault = (code: Refusal['code'], field: string, facts?: Refusal['facts']): Refusal =>
  facts ? { code, field, facts } : { code, field }

/** The catalogue's classes and the hotline itself. */
export const topicsOf = (rulebook: Rulebook): readonly string[] => [
  hotlineTopic,
  ...new Set(rulebook.pack.catalogues.flatMap(({ classes }) => classes.map(({ code }) => code))),
]

/** What keeps an article from being shown to anybody; undefined where nothing does. */
export function missingOf(content: ArticleContent, languages: readonly string[], today: Day): Refused | undefined {
  const words = { topic: content.topic, unit: content.unit, reviewedOn: content.reviewedOn }
  for (const [field, word] of Object.entries(words)) if (word === '') return refuse('required', { field })
  if (content.reviewDueOn === '') return refuse('required', { field: 'reviewDueOn' })
  if (content.reviewDueOn <= content.reviewedOn || content.reviewDueOn <= today)
    return refuse('review_due_past', { field: 'reviewDueOn' })
  if (content.source.on === '') return refuse('required', { field: 'sourceOn' })
  const texts = { sourceName: content.source.name, title: content.title, script: content.script }
  for (const language of languages) {
    for (const [field, text] of Object.entries(texts))
      if (!text[language]) return refuse('required', { field: `${field}.${language}` })
    if (content.answer.length === 0 || content.answer.some((line) => !line[language]))
      return refuse('required', { field: `answer.${language}` })
  }
  return undefined
}
