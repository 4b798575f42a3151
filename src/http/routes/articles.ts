import { createAllowance } from '../../actions/allowance.ts'
import { publishArticle, retireArticle, saveDraft, type Edited } from '../../actions/knowledge/edit.ts'
import { flagArticle, flagWordsMost, listFlags } from '../../actions/knowledge/flags.ts'
import { listGaps, recordGap } from '../../actions/knowledge/gaps.ts'
import { listArticles, mayRead, noteUse, readArticle } from '../../actions/knowledge/read.ts'
import { articlesMost, localise, searchArticles } from '../../actions/knowledge/search.ts'
import { articleFields, articleOf } from '../../core/knowledge/article-input.ts'
import { mayEditKnowledge, maySeeGaps } from '../../core/permission/knowledge.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { checkInput } from '../../core/text/check-input.ts'
import { codePattern, type InputShape } from '../../core/text/input-field.ts'
import { refusedWith, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { withTimes } from '../present.ts'
import type { Call, Route } from '../route.ts'

const flagFields = { words: { kind: 'text', max: flagWordsMost } } as const satisfies InputShape
const gapFields = {
  text: { kind: 'text', max: 500 },
  serviceCode: { kind: 'service', optional: true },
  areaCode: { kind: 'area', optional: true },
} as const satisfies InputShape
const revision = { kind: 'count', min: 0, max: 1_000_000 } as const
const revisionFields = { revision } as const satisfies InputShape

/** What the public says is wrong, of all callers together. */
const publicFlags = { burst: 30, perSecond: 0.5 } as const

type Described = readonly [path: string, name: string, summary: string]

const get = ([path, name, summary]: Described, run: Route['run'], more: Partial<Route> = {}): Route => ({
  method: 'GET',
  path,
  name,
  summary,
  caller: 'anyone',
  answers: 200,
  run,
  ...more,
})

const post = (described: Described, body: InputShape, run: Route['run'], more: Partial<Route> = {}): Route => ({
  ...get(described, run, { method: 'POST', caller: 'staff', body }),
  ...more,
})

/** The knowledge base: read by anybody, kept by editors. */
export function articleRoutes(api: Api): readonly Route[] {
  return [
    get(
      ['/articles', 'listArticles', 'Published articles; with `text` those that answer it'],
      (call) => list(api, call),
      { query: ['text'] },
    ),
    get(['/articles/:code', 'readArticle', 'A published article'], (call) => read(api, call)),
    get(['/article-flags', 'listFlags', 'What was said to be wrong'], (call) => openOnes(api, call), {
      caller: 'staff',
    }),
    get(['/knowledge-gaps', 'listGaps', 'Questions without an answer'], (call) => gaps(api, call), {
      caller: 'staff',
    }),
    flagRoute(api),
    post(['/knowledge-gaps', 'recordGap', 'Note a question that no article answers'], gapFields, (call) =>
      gap(api, call),
    ),
    ...editorRoutes(api),
  ]
}

function flagRoute(api: Api): Route {
  const flags = createAllowance(api.app.clock, publicFlags)
  const run = (call: Call): Promise<Reply> | Reply =>
    call.actor || flags.take() ? flag(api, call) : refusedWith([{ code: 'too_many_tries', facts: { seconds: 10 } }])
  return post(['/articles/:code/flags', 'flagArticle', 'Say what is wrong in an article'], flagFields, run, {
    caller: 'staff_or_anyone',
  })
}

function editorRoutes(api: Api): readonly Route[] {
  const draftFields: InputShape = { ...articleFields(api.app.rulebook.pack.languages), revision }
  return [
    post(
      ['/articles/:code/draft', 'saveArticleDraft', 'Keep a draft; `revision` is what you read, 0 for a new article'],
      draftFields,
      (call) => draft(api, call, draftFields),
    ),
    post(['/articles/:code/publish', 'publishArticle', 'Publish the draft'], revisionFields, (call) =>
      change(api, call, publishArticle),
    ),
    post(['/articles/:code/retire', 'retireArticle', 'Take an article off every list'], revisionFields, (call) =>
      change(api, call, retireArticle),
    ),
  ]
}

const rulesOf = (api: Api) => ({ phones: api.app.rulebook.pack, controls: 'refuse' }) as const
const notThere = refusedWith([{ code: 'article_not_found' }])

async function list({ app }: Api, { query, language }: Call): Promise<Reply> {
  const { text } = query
  if (text !== undefined) {
    const { found, isAnswered } = await searchArticles(app, { text, language, most: articlesMost })
    return { status: 200, json: { articles: found, isAnswered } }
  }
  const words = localise(language, app)
  const articles = (await listArticles(app)).map(({ code, version, content, isStale }) => ({
    code,
    version,
    topic: content.topic,
    title: words(content.title),
    answer: content.answer.map(words),
    isStale,
  }))
  return { status: 200, json: { articles } }
}

async function read({ app }: Api, { param }: Call): Promise<Reply> {
  const article = await readArticle(app, param('code'))
  if (!article) return notThere
  await noteUse(app, article.code, 'public')
  return { status: 200, json: withTimes(article) }
}

async function openOnes({ app }: Api, { actor }: Call): Promise<Reply> {
  if (!actor || !maySeeGaps(actor)) return refusedWith([{ code: 'not_permitted' }])
  return { status: 200, json: withTimes({ flags: await listFlags(app, actor) }) }
}

async function gaps({ app }: Api, { actor }: Call): Promise<Reply> {
  if (!actor || !maySeeGaps(actor)) return refusedWith([{ code: 'not_permitted' }])
  return { status: 200, json: withTimes({ gaps: await listGaps(app, actor) }) }
}

async function flag(api: Api, { actor, body, param }: Call): Promise<Reply> {
  const checked = checkInput(flagFields, body?.value, rulesOf(api))
  if (!checked.ok) return refusedWith(checked.problems)
  const done = await flagArticle(api.app, actor ?? null, param('code'), checked.input['words'] as string)
  return done.ok ? { status: 200, json: { noted: true } } : refusedWith([done.refusal])
}

async function gap(api: Api, { actor, body, language }: Call): Promise<Reply> {
  if (!mayRead(actor ?? null)) return refusedWith([{ code: 'not_permitted' }])
  const checked = checkInput(gapFields, body?.value, rulesOf(api))
  if (!checked.ok) return refusedWith(checked.problems)
  const { text, serviceCode, areaCode } = checked.input as Readonly<Record<string, string | undefined>>
  await recordGap(api.app, {
    text: text ?? '',
    language,
    serviceCode: serviceCode ?? null,
    areaCode: areaCode ?? null,
  })
  return { status: 200, json: { noted: true } }
}

async function draft(api: Api, { actor, body, param }: Call, fields: InputShape): Promise<Reply> {
  if (!actor || !mayEditKnowledge(actor)) return refusedWith([{ code: 'not_permitted' }])
  const code = param('code')
  if (!codePattern.test(code) || code.length > 64) return notThere
  const checked = checkInput(fields, body?.value, rulesOf(api))
  if (!checked.ok) return refusedWith(checked.problems)
  const reading = articleOf(checked.input, api.app.rulebook)
  if (!reading.ok) return refusedWith(reading.problems)
  return edited(await saveDraft(api.app, actor, code, reading.content, checked.input['revision'] as number))
}

type Change = (app: Api['app'], actor: Actor, code: string, revision: number) => Promise<Edited>

async function change(api: Api, { actor, body, param }: Call, make: Change): Promise<Reply> {
  if (!actor) throw new Error('a command without an actor')
  const checked = checkInput(revisionFields, body?.value, rulesOf(api))
  if (!checked.ok) return refusedWith(checked.problems)
  return edited(await make(api.app, actor, param('code'), checked.input['revision'] as number))
}

const edited = (outcome: Edited): Reply =>
  outcome.ok ? { status: 200, json: { revision: outcome.revision } } : refusedWith([outcome.refusal])
