import { addDays } from '../../core/calendar/day.ts'
import { dayOf, startOfDay } from '../../core/calendar/zone.ts'
import { maySeeGaps } from '../../core/permission/knowledge.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Day, Instant } from '../../core/time.ts'
import { answeredSince } from '../../store/read/knowledge/answered.ts'
import { usesSince } from '../../store/read/knowledge/flags-and-gaps.ts'
import type { StoredArticle } from '../../store/read/knowledge/articles.ts'
import type { App } from '../app.ts'
import { knownArticles } from './known.ts'

const days = 30
const keptForMilliseconds = 60_000

/** How the knowledge base did in the last thirty days. */
export interface KnowledgeShare {
  readonly days: number
  /** Consultations answered at once, and those of them that an article of the base answered. */
  readonly answered: number
  readonly byArticle: number
}

export interface ArticleStanding {
  readonly article: StoredArticle
  readonly uses: number
  readonly answers: number
  /** Days until the review; negative where it is overdue. Null for what is not published. */
  readonly reviewDueOn: Day | null
}

export interface KnowledgeOverview {
  readonly share: KnowledgeShare
  readonly standings: readonly ArticleStanding[]
}

interface Counted {
  readonly at: Instant
  readonly answered: ReadonlyMap<string, number>
  readonly uses: ReadonlyMap<string, number>
}

const counted = new WeakMap<object, Counted>()

/** Every article with its review and its use, those whose review is due first; null for who may not see it. */
export async function knowledgeOverview(app: App, actor: Actor): Promise<KnowledgeOverview | null> {
  if (!maySeeGaps(actor)) return null
  const [{ articles }, { answered, uses }] = await Promise.all([knownArticles(app), counts(app)])
  const standings = [...articles.values()].map((article) => ({
    article,
    uses: uses.get(article.code) ?? 0,
    answers: answered.get(article.code) ?? 0,
    reviewDueOn: article.published?.reviewDueOn ?? null,
  }))
  standings.sort((one, other) => order(one).localeCompare(order(other)))
  let [all, byArticle] = [0, 0]
  for (const [code, count] of answered) {
    all += count
    if (articles.has(code)) byArticle += count
  }
  return { share: { days, answered: all, byArticle }, standings }
}

const order = ({ reviewDueOn, article }: ArticleStanding): string => `${reviewDueOn ?? '9999-12-31'} ${article.code}`

async function counts(app: App): Promise<Counted> {
  const { store, clock, rulebook } = app
  const at = clock.now()
  const before = counted.get(store.database)
  if (before && at >= before.at && at - before.at < keptForMilliseconds) return before
  const since = addDays(dayOf(at, rulebook.pack.timeZone), -days)
  const [answered, uses] = await Promise.all([
    answeredSince(store.database, startOfDay(since, rulebook.pack.timeZone)),
    usesSince(store.database, since),
  ])
  const fresh = { at, answered, uses }
  counted.set(store.database, fresh)
  return fresh
}
