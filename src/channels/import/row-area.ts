import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import { areaNames } from './area-names.ts'
import type { AreaKind, ImportMap, MapAreaSource } from './import-map.ts'
import { textOf, type Row } from './row.ts'

export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** The area of some kinds (any where absent) whose shape holds the position; undefined where the pack has no such shape. */
export type AreaAt = (position: Position, kinds?: readonly AreaKind[]) => string | undefined

export interface FoundArea {
  readonly code: string | null
  /** Which source decided, e.g. `name:district` or `point`; `otherwise` where none did. */
  readonly from: string
}

/** Where in the city a row belongs: the first source that names exactly one area decides. */
export type AreaOf = (row: Row, position: Position | null) => FoundArea

export function areaFinder({ area }: ImportMap, rulebook: Rulebook, areaAt: AreaAt): AreaOf {
  const sources = area.sources.map((source) => ({ from: labelOf(source), find: finder(source, rulebook, areaAt) }))
  return (row, position) => {
    for (const { from, find } of sources) {
      const code = find(row, position)
      if (code !== undefined) return { code, from }
    }
    return { code: area.otherwise, from: 'otherwise' }
  }
}

type Find = (row: Row, position: Position | null) => string | undefined

function finder({ from, field, match = 'exact', kinds }: MapAreaSource, rulebook: Rulebook, areaAt: AreaAt): Find {
  if (from === 'point') return (_, position) => (position ? areaAt(position, kinds) : undefined)
  if (from === 'code') {
    return (row) => {
      const area = rulebook.area(textOf(row, field))
      return area && (!kinds || kinds.includes(area.kind)) ? area.code : undefined
    }
  }
  const names = areaNames(rulebook.pack.areas, kinds)
  return (row) => {
    const value = textOf(row, field)
    return value === '' ? undefined : names[match](value)
  }
}

const labelOf = ({ from, field }: MapAreaSource): string => (field === undefined ? from : `${from}:${field}`)
