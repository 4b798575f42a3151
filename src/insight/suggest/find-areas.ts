import type { Area } from '../../core/catalogue/catalogue.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import { folded } from './tokens.ts'

/** How an area's name and the typed address met. */
export type AreaReason = 'code' | 'name' | 'in_address' | 'prefix' | 'within'

export interface AreaCandidate {
  readonly code: string
  readonly reasons: readonly AreaReason[]
  /** What was met, folded. */
  readonly met: string
  readonly score: number
}

interface Named {
  readonly area: Area
  readonly names: readonly string[]
  /** Codes of the areas around it, itself included. */
  readonly line: ReadonlySet<string>
}

const endings = /(?:街道办事处|街道|地区办事处|地区|社区|镇|乡|区|县|市|村|里)$/u
const englishEndings = /(?:subdistrict|district|township|town|community|village|areaoffice|city)$/u
/** A single character or two letters stand in too many addresses to mean a place. */
const shortest = (name: string): number => (/\p{Script=Han}/u.test(name) ? 2 : 4)

const known = new WeakMap<Rulebook, readonly Named[]>()

/**
 * Areas that an address may mean: whose name stands in it, or begins as it does. Small areas go before large ones, and
 * an area whose district stands in the address too before one of the same name elsewhere.
 */
export function findAreas(rulebook: Rulebook, typed: string, most: number): readonly AreaCandidate[] {
  const text = folded(typed)
  if (text.length < 2) return []
  const met = areasOf(rulebook).flatMap((each) => {
    const meeting = meet(each, text)
    return meeting ? [{ ...each, ...meeting }] : []
  })
  const inAddress = new Set(met.filter(({ reason }) => reason !== 'prefix').map(({ area }) => area.code))
  const candidates = met.map(({ area, line, reason, name, score }): AreaCandidate => {
    const within = [...line].filter((code) => code !== area.code && inAddress.has(code)).length
    const reasons: readonly AreaReason[] = within > 0 ? [reason, 'within'] : [reason]
    return { code: area.code, reasons, met: name, score: score + 10 * within + depth(area) }
  })
  return candidates.toSorted((one, other) => other.score - one.score || (one.code < other.code ? -1 : 1)).slice(0, most)
}

function areasOf(rulebook: Rulebook): readonly Named[] {
  let areas = known.get(rulebook)
  if (!areas) {
    areas = rulebook.pack.areas.map((area) => ({
      area,
      names: namesOf(area),
      line: new Set(rulebook.areaPath(area.code).map(({ code }) => code)),
    }))
    known.set(rulebook, areas)
  }
  return areas
}

/** Full names first; then what is left of them without the kind of place, as people write addresses. */
function namesOf(area: Area): readonly string[] {
  const full = [...Object.values(area.name), ...(area.aliases ?? [])].map(folded)
  const short = full.map((name) => name.replace(endings, '').replace(englishEndings, ''))
  return [...new Set([...full, ...short])].filter((name) => name.length >= shortest(name))
}

interface Meeting {
  readonly reason: AreaReason
  readonly name: string
  readonly score: number
}

function meet({ area, names }: Named, text: string): Meeting | undefined {
  if (text === area.code) return { reason: 'code', name: text, score: 100 }
  let best: Meeting | undefined
  for (const name of names) {
    const reason: AreaReason | undefined =
      name === text ? 'name' : text.includes(name) ? 'in_address' : name.startsWith(text) ? 'prefix' : undefined
    if (!reason) continue
    const base = reason === 'name' ? 40 : reason === 'in_address' ? 20 : 10
    const score = base + Math.min(name.length, 12)
    if (score > (best?.score ?? 0)) best = { reason, name, score }
  }
  return best
}

const depth = ({ kind }: Area): number =>
  kind === 'city' ? -20 : kind === 'district' ? 0 : kind === 'community' ? 6 : 5
