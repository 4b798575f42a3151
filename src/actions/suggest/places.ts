import type { Area } from '../../core/catalogue/catalogue.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import { findAreas, type AreaReason } from '../../insight/suggest/find-areas.ts'
import type { App } from '../app.ts'
import { localise } from '../knowledge/search.ts'

export interface SuggestedArea {
  readonly code: string
  readonly name: string
  /** The area around it, so that two of one name are told apart. */
  readonly within: string
  readonly reasons: readonly AreaReason[]
}

/** Areas that the typed address may mean, best first. */
export function suggestAreas(app: App, place: string, language: string, most: number): readonly SuggestedArea[] {
  const { rulebook } = app
  const text = localise(language, app)
  return findAreas(rulebook, place, most).flatMap(({ code, reasons }) => {
    const [area, around] = rulebook.areaPath(code)
    return area ? [{ code, name: text(area.name), within: around ? text(around.name) : '', reasons }] : []
  })
}

const children = new WeakMap<Rulebook, ReadonlyMap<string, readonly string[]>>()

/**
 * The neighbourhood of an area: itself and what lies in it; for a community all of its street's. Empty for the whole
 * city, in which everything would be near.
 */
export function neighbourhood(rulebook: Rulebook, code: string): readonly string[] {
  const [area, around] = rulebook.areaPath(code)
  if (!area || area.kind === 'city') return []
  const root: Area = area.kind === 'community' && around && around.kind !== 'district' ? around : area
  const found: string[] = []
  const waiting = [root.code]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next)
    waiting.push(...(childrenOf(rulebook).get(next) ?? []))
  }
  return found
}

function childrenOf(rulebook: Rulebook): ReadonlyMap<string, readonly string[]> {
  let known = children.get(rulebook)
  if (!known) {
    const made = new Map<string, string[]>()
    for (const { code, parent } of rulebook.pack.areas)
      if (parent !== undefined) made.set(parent, [...(made.get(parent) ?? []), code])
    children.set(rulebook, (known = made))
  }
  return known
}
