import type { Area } from '../../core/catalogue/catalogue.ts'
import type { AreaKind } from './import-map.ts'

/** Finds areas by the names and aliases that people and data give them. Undefined where none or several fit. */
export interface AreaNames {
  exact(value: string): string | undefined
  /** The longest name with which the value begins, once punctuation and white space before it are dropped. */
  start(value: string): string | undefined
  /** The longest name that stands anywhere in the value, the first of equals. */
  within(value: string): string | undefined
}

interface Named {
  readonly name: string
  /** Areas of this name. */
  readonly codes: readonly string[]
}

export function areaNames(areas: readonly Area[], kinds?: readonly AreaKind[]): AreaNames {
  const codes = new Map<string, Set<string>>()
  for (const area of areas.filter(({ kind }) => !kinds || kinds.includes(kind))) {
    for (const name of [...Object.values(area.name), ...(area.aliases ?? [])].map(normal)) {
      if (name !== '') codes.set(name, (codes.get(name) ?? new Set()).add(area.code))
    }
  }
  const byFirst = new Map<string, Named[]>()
  for (const [name, found] of codes) {
    const first = name.charAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), { name, codes: [...found] }])
  }
  for (const list of byFirst.values()) list.sort((one, other) => other.name.length - one.name.length)
  const longestAt = (value: string, at: number): Named | undefined =>
    byFirst.get(value.charAt(at))?.find(({ name }) => value.startsWith(name, at) && standsAlone(value, at, name))
  return {
    exact: (value) => only([...(codes.get(normal(value)) ?? [])]),
    start: (value) => only(longestAt(normal(value).replace(/^[\p{P}\p{S}\s]+/u, ''), 0)?.codes),
    within: (value) => only(longestWithin(normal(value), longestAt)?.codes),
  }
}

function longestWithin(value: string, longestAt: (value: string, at: number) => Named | undefined): Named | undefined {
  let best: Named | undefined
  for (let at = 0; at < value.length; at += 1) {
    const found = longestAt(value, at)
    if (found && found.name.length > (best?.name.length ?? 0)) best = found
  }
  return best
}

const normal = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase()

const letter = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]/u

/** In scripts that put spaces between words a name is a whole word: "East" is not in "Eastwood". */
function standsAlone(value: string, at: number, name: string): boolean {
  const joins = (one: string, other: string): boolean =>
    one !== '' && other !== '' && letter.test(one) && letter.test(other)
  return (
    !joins(value.charAt(at - 1), name.charAt(0)) && !joins(name.charAt(name.length - 1), value.charAt(at + name.length))
  )
}

const only = (codes: readonly string[] | undefined): string | undefined => (codes?.length === 1 ? codes[0] : undefined)
