import { mayBeSuggested } from '../core/permission/knowledge.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import { findDanger } from '../insight/suggest/find-danger.ts'
import type { App } from './app.ts'
import { localise, searchArticles, type FoundArticle } from './knowledge/search.ts'
import { suggestAreas, type SuggestedArea } from './suggest/places.ts'
import { textIn, type Question } from './suggest/question.ts'
import { suggestServices, type SuggestedService } from './suggest/services.ts'
import {
  neighboursReports,
  nothingSimilar,
  similarMatters,
  type NeighboursReport,
  type Similar,
} from './suggest/similar.ts'
import { previewUnit, type UnitPreview } from './suggest/unit-preview.ts'

export interface Warning {
  readonly code: string
  /** The emergency number to call. */
  readonly number: string
  readonly name: string
  readonly advice: string
  readonly words: readonly string[]
}

/** What helps a call-taker while the caller still speaks. */
export interface StaffSuggestions {
  readonly ok: true
  readonly warnings: readonly Warning[]
  readonly services: readonly SuggestedService[]
  readonly areas: readonly SuggestedArea[]
  /** For the chosen service, or else the first suggested; null without either. */
  readonly unit: UnitPreview | null
  readonly similar: Similar
  readonly articles: readonly FoundArticle[]
  /** False where words were typed and no article answers them. */
  readonly isAnswered: boolean
}

/** What helps a citizen: nothing of it tells of another person. */
export interface PublicSuggestions {
  readonly warnings: readonly Warning[]
  readonly services: readonly SuggestedService[]
  readonly areas: readonly SuggestedArea[]
  readonly neighbours: readonly NeighboursReport[]
  readonly articles: readonly FoundArticle[]
}

const servicesMost = 3
const areasMost = 5
const articlesMost = 3

/** A question: it writes nothing. Refuses `not_permitted` for roles that take nothing in. */
export async function suggestForStaff(app: App, actor: Actor, question: Question): Promise<StaffSuggestions | Refused> {
  if (!mayBeSuggested(actor)) return refuse('not_permitted')
  const common = await forAll(app, question)
  const serviceCode = question.serviceCode ?? likelyOf(common.services)
  const { areaCode } = question
  return {
    ok: true,
    ...common,
    unit: (serviceCode !== null && previewUnit(app, serviceCode, areaCode)) || null,
    similar:
      areaCode !== null && (textIn(question) || question.serviceCode !== null)
        ? await similarMatters(app, { words: question.words, areaCode, serviceCode })
        : nothingSimilar,
  }
}

/** The restricted answer for anybody: counts of neighbours' reports, never their words. */
export async function suggestForCitizen(app: App, question: Question): Promise<PublicSuggestions> {
  const { isAnswered, ...common } = await forAll(app, question)
  const { language } = question
  const areaCode = question.areaCode ?? likelyArea(app, question)
  const serviceCode = question.serviceCode ?? likelyOf(common.services)
  const reports =
    areaCode !== null && textIn(question)
      ? await neighboursReports(app, { words: question.words, areaCode, serviceCode })
      : []
  const text = localise(language, app)
  const area = areaCode === null ? undefined : app.rulebook.area(areaCode)
  return {
    ...common,
    services: standsOut(common.services) ? common.services : [],
    articles: isAnswered ? common.articles : [],
    neighbours: reports.flatMap(({ serviceCode: code, ...report }) => {
      const [service] = suggestServices(app, { words: code, language, most: 1 })
      return service && area ? [{ service: service.name, area: text(area.name), ...report }] : []
    }),
  }
}

/** Builds the indexes before anybody asks: half a second that no caller should wait for. */
export async function readySuggestions(app: App): Promise<void> {
  const { defaultLanguage } = app.rulebook.pack
  const nothing: Question = { words: '12', place: '12', serviceCode: null, areaCode: null, language: defaultLanguage }
  await forAll(app, nothing)
}

/** A service that only might be meant decides nothing. */
const likelyOf = (services: readonly SuggestedService[]): string | null =>
  services[0]?.isLikely ? services[0].code : null

/** How much better the best has to be than the next where none is likely, before a citizen is told what we think. */
const clearly = 1.3

/** An officer weighs three guesses; to a citizen a wrong one is worse than none. */
const standsOut = ([best, next]: readonly SuggestedService[]): boolean =>
  best !== undefined && (best.isLikely || next === undefined || best.score >= clearly * next.score)

/** Who has not said where yet may have named the place among the words. A whole district is no neighbourhood. */
function likelyArea(app: App, { words, place, language }: Question): string | null {
  const named = suggestAreas(app, `${place} ${words}`, language, areasMost).find(({ reasons }) =>
    reasons.some((reason) => reason === 'in_address' || reason === 'name'),
  )
  const kind = named && app.rulebook.area(named.code)?.kind
  return named && kind !== 'district' && kind !== 'city' ? named.code : null
}

type Common = Pick<StaffSuggestions, 'warnings' | 'services' | 'areas' | 'articles' | 'isAnswered'>

async function forAll(app: App, question: Question): Promise<Common> {
  const { words, place, language } = question
  const text = localise(language, app)
  const warnings = findDanger(app.rulebook.pack.safety, words).map(({ rule, words: met }) => ({
    code: rule.code,
    number: rule.number,
    name: text(rule.name),
    advice: text(rule.advice),
    words: met,
  }))
  const isAsked = textIn(question)
  const search = isAsked ? await searchArticles(app, { text: words, language, most: articlesMost }) : undefined
  return {
    warnings,
    services: isAsked ? suggestServices(app, { words, language, most: servicesMost }) : [],
    areas: suggestAreas(app, place, language, areasMost),
    articles: search?.found ?? [],
    isAnswered: search?.isAnswered ?? true,
  }
}
