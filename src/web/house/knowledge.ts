import type { App } from '../../actions/app.ts'
import { createAllowance } from '../../actions/allowance.ts'
import { publishArticle, retireArticle, saveDraft, type Edited } from '../../actions/knowledge/edit.ts'
import { flagArticle, listFlags, settleFlag, type Done } from '../../actions/knowledge/flags.ts'
import { closeGap, listGaps, recordGap, type GapAsked } from '../../actions/knowledge/gaps.ts'
import { knowledgeOverview, type KnowledgeOverview } from '../../actions/knowledge/overview.ts'
import {
  listArticles,
  mayEdit,
  mayRead,
  noteUse,
  type ArticleUse,
  readArticle,
  type PublishedArticle,
} from '../../actions/knowledge/read.ts'
import { localise, searchArticles, type ArticleSearch } from '../../actions/knowledge/search.ts'
import type { LocalText } from '../../core/catalogue/catalogue.ts'
import { topicsOf } from '../../core/knowledge/article-input.ts'
import { hotlineTopic, type ArticleContent } from '../../core/knowledge/article.ts'
import { mayEditKnowledge, maySeeGaps } from '../../core/permission/knowledge.ts'
import type { Actor } from '../../core/permission/roles.ts'
import {
  articleByCode,
  versionsOf,
  type ArticleVersion,
  type StoredArticle,
} from '../../store/read/knowledge/articles.ts'
import type { Gap, OpenFlag } from '../../store/read/knowledge/flags-and-gaps.ts'

export interface Topic {
  readonly code: string
  /** Empty for the hotline's own topic, which the page names. */
  readonly name: string
}

/** What the pages ask of the knowledge base. */
export interface KnowledgeDoors {
  readonly search: (text: string, language: string, most: number) => Promise<ArticleSearch>
  readonly list: () => Promise<readonly PublishedArticle[]>
  readonly read: (code: string) => Promise<PublishedArticle | undefined>
  readonly noteUse: (code: string, kind: ArticleUse) => Promise<void>
  /** False where too many were said at once to be read by anybody. */
  readonly flag: (actor: Actor | null, code: string, words: string) => Promise<Done | null>
  readonly settleFlag: (actor: Actor, code: string, id: string, how: string) => Promise<Done>
  readonly flags: (actor: Actor, code?: string) => Promise<readonly OpenFlag[]>
  /** Whether the public may add to what is missing at this moment. */
  readonly mayNotePublicly: () => boolean
  readonly recordGap: (gap: GapAsked) => Promise<void>
  readonly gaps: (actor: Actor) => Promise<readonly Gap[]>
  readonly closeGap: (actor: Actor, key: string) => Promise<Done>
  readonly overview: (actor: Actor) => Promise<KnowledgeOverview | null>
  readonly stored: (code: string) => Promise<StoredArticle | undefined>
  readonly versions: (code: string) => Promise<readonly ArticleVersion[]>
  readonly saveDraft: (actor: Actor, code: string, content: ArticleContent, revision: number) => Promise<Edited>
  readonly publish: (actor: Actor, code: string, revision: number) => Promise<Edited>
  readonly retire: (actor: Actor, code: string, revision: number) => Promise<Edited>
  readonly mayRead: (actor: Actor | null) => boolean
  readonly mayWrite: (actor: Actor) => boolean
  readonly mayEdit: (actor: Actor, unit: string) => boolean
  readonly maySeeGaps: (actor: Actor) => boolean
  readonly topics: (language: string) => readonly Topic[]
  readonly text: (language: string) => (words: LocalText) => string
}

/** What the public says is wrong, of all visitors together. */
const publicFlags = { burst: 30, perSecond: 0.5 } as const

export function createKnowledgeDoors(app: App): KnowledgeDoors {
  const { store } = app
  const allowance = createAllowance(app.clock, publicFlags)
  return {
    search: (text, language, most) => searchArticles(app, { text, language, most }),
    list: () => listArticles(app),
    read: (code) => readArticle(app, code),
    noteUse: (code, kind) => noteUse(app, code, kind),
    flag: async (actor, code, words) =>
      actor !== null || allowance.take() ? flagArticle(app, actor, code, words) : null,
    settleFlag: (actor, code, id, how) => settleFlag(app, actor, code, id, how),
    flags: (actor, code) => listFlags(app, actor, code),
    mayNotePublicly: () => allowance.take(),
    recordGap: (gap) => recordGap(app, gap),
    gaps: (actor) => listGaps(app, actor),
    closeGap: (actor, key) => closeGap(app, actor, key),
    overview: (actor) => knowledgeOverview(app, actor),
    stored: (code) => articleByCode(store.database, code),
    versions: (code) => versionsOf(store.database, code),
    saveDraft: (actor, code, content, revision) => saveDraft(app, actor, code, content, revision),
    publish: (actor, code, revision) => publishArticle(app, actor, code, revision),
    retire: (actor, code, revision) => retireArticle(app, actor, code, revision),
    mayRead,
    mayWrite: mayEditKnowledge,
    mayEdit: (actor, unit) => mayEdit(app, actor, unit),
    maySeeGaps,
    topics: (language) => topicNames(app, localise(language, app)),
    text: (language) => localise(language, app),
  }
}

function topicNames({ rulebook }: App, text: (words: LocalText) => string): readonly Topic[] {
  const names = new Map(
    rulebook.pack.catalogues.flatMap(({ classes }) => classes.map(({ code, name }) => [code, text(name)] as const)),
  )
  return topicsOf(rulebook).map((code) => ({ code, name: code === hotlineTopic ? '' : (names.get(code) ?? code) }))
}
