import { DAY } from '../../core/time.ts'
import { profileOf, similarity, type Profile } from '../../insight/suggest/similarity.ts'
import { openMatters, type OpenMatter } from '../../store/read/similar.ts'
import type { App } from '../app.ts'
import { neighbourhood } from './places.ts'

/** An open matter that looks like the one being typed. For staff alone: it has words in it. */
export interface SimilarMatter extends OpenMatter {
  readonly likeness: number
}

export interface Similar {
  /** How many open matters of the neighbourhood are alike, merged ones too. */
  readonly count: number
  readonly matters: readonly SimilarMatter[]
}

/** What neighbours reported, as anybody may know it: no number, no words, no door. */
export interface NeighboursReport {
  readonly service: string
  readonly area: string
  readonly count: number
  /** Whole days since the newest of them; 0 is today. */
  readonly days: number
}

const candidates = 400
/** Of a district, which has many streets: what is newest tells most. */
const candidatesOfMany = 200
const manyAreas = 10
/** Texts kept ready: who types asks of the same neighbourhood again and again. */
const profilesKept = 4_000
const alike = 0.3
/** The same service in the same neighbourhood needs fewer words in common. */
const alikeOfService = 0.14
const shown = 5
/** Fewer would point at somebody. */
const neighboursLeast = 3

export const nothingSimilar: Similar = { count: 0, matters: [] }

/** Open matters of the neighbourhood that look like the typed one; the chosen service counts for it. */
export async function similarMatters(
  app: App,
  { words, areaCode, serviceCode }: { words: string; areaCode: string; serviceCode: string | null },
): Promise<Similar> {
  const found = await alikeIn(app, words, areaCode, serviceCode)
  const ownParents = new Set(found.map(({ number }) => number))
  // What was merged stands behind the matter that it was merged into.
  const heads = found.filter(({ parentNumber }) => parentNumber === null || !ownParents.has(parentNumber))
  return { count: found.length, matters: heads.slice(0, shown) }
}

/**
 * How many neighbours reported the same of late, by service and street. Only what is nobody's secret: no reports of
 * wrongdoing, nothing that was to stay confidential, and never so few that it would point at somebody.
 */
export async function neighboursReports(
  app: App,
  { words, areaCode, serviceCode }: { words: string; areaCode: string; serviceCode: string | null },
): Promise<readonly { readonly serviceCode: string; readonly count: number; readonly days: number }[]> {
  const found = (await alikeIn(app, words, areaCode, serviceCode)).filter(
    ({ requestType, confidentiality }) =>
      confidentiality !== 'secret' && (requestType === 'complaint' || requestType === 'assistance'),
  )
  const now = app.clock.now()
  const byService = new Map<string, { count: number; newest: number }>()
  for (const { serviceCode: code, registeredAt } of found) {
    if (code === null) continue
    const before = byService.get(code)
    byService.set(code, {
      count: (before?.count ?? 0) + 1,
      newest: Math.max(before?.newest ?? 0, registeredAt),
    })
  }
  return [...byService]
    .filter(([, { count }]) => count >= neighboursLeast)
    .toSorted(([, one], [, other]) => other.count - one.count)
    .slice(0, 2)
    .map(([code, { count, newest }]) => ({
      serviceCode: code,
      count,
      days: Math.max(0, Math.floor((now - newest) / DAY)),
    }))
}

async function alikeIn(
  app: App,
  words: string,
  areaCode: string,
  serviceCode: string | null,
): Promise<readonly SimilarMatter[]> {
  const areas = neighbourhood(app.rulebook, areaCode)
  if (areas.length === 0) return []
  const most = areas.length > manyAreas ? candidatesOfMany : candidates
  const perArea = Math.max(20, Math.ceil((2 * most) / areas.length))
  const near = await openMatters(app.store.database, { areas, perArea, most })
  const profile = profileOf(words)
  return near
    .map((matter): SimilarMatter => ({ ...matter, likeness: similarity(profile, profileOfMatter(app, matter)) }))
    .filter((matter) => isAlike(matter, serviceCode))
    .toSorted((one, other) => other.likeness - one.likeness)
}

const isAlike = ({ likeness, serviceCode: own }: SimilarMatter, serviceCode: string | null): boolean =>
  likeness >= (serviceCode !== null && own === serviceCode ? alikeOfService : alike)

interface Kept {
  readonly matter: string
  readonly profile: Profile
}

const kept = new WeakMap<object, Map<string, Kept>>()

/** A matter's profile, made once: a text that was changed meanwhile is not the one that was kept. */
function profileOfMatter(app: App, { number, matter }: OpenMatter): Profile {
  let profiles = kept.get(app.store.database)
  if (!profiles) kept.set(app.store.database, (profiles = new Map<string, Kept>()))
  const before = profiles.get(number)
  if (before?.matter === matter) return before.profile
  const profile = profileOf(matter)
  profiles.set(number, { matter, profile })
  if (profiles.size > profilesKept)
    for (const oldest of [...profiles.keys()].slice(0, profilesKept / 4)) profiles.delete(oldest)
  return profile
}
