import type { LocalText } from '../catalogue.ts'

/** Where in the pack: property names and positions from the root, e.g. `['units', 12, 'parent']`. */
export type PackPath = readonly (string | number)[]

/** Something wrong in a pack that its schema cannot see. */
export interface PackFault {
  readonly path: PackPath
  readonly code: string
  readonly sentence: LocalText
}

export const packFault = (path: PackPath, code: string, zh: string, en: string): PackFault => ({
  path,
  code,
  sentence: { 'zh-CN': zh, en },
})

/** Faults for every thing whose key was met before it. `keyOf` may answer undefined: nothing to compare. */
export function duplicates<T>(
  things: readonly T[],
  keyOf: (thing: T) => string | undefined,
  fault: (index: number, key: string, first: number) => PackFault,
): readonly PackFault[] {
  const firsts = new Map<string, number>()
  return things.flatMap((thing, index) => {
    const key = keyOf(thing)
    if (key === undefined) return []
    const first = firsts.get(key)
    if (first !== undefined) return [fault(index, key, first)]
    firsts.set(key, index)
    return []
  })
}

/** Faults for every code that a list says twice. */
export function duplicateCodes(things: readonly { readonly code: string }[], at: PackPath): readonly PackFault[] {
  return duplicates(
    things,
    (thing) => thing.code,
    (index, code) =>
      packFault([...at, index, 'code'], 'code_repeated', `代码“${code}”重复。`, `The code "${code}" is used twice.`),
  )
}
