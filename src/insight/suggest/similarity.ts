import { kindWeight, tokensOf } from './tokens.ts'

/** A text made ready to be compared with many others. */
export interface Profile {
  readonly keys: ReadonlySet<string>
  readonly length: number
}

export function profileOf(text: string): Profile {
  const keys = new Set<string>()
  let length = 0
  for (const { key } of tokensOf(text)) {
    if (keys.has(key)) continue
    keys.add(key)
    length += kindWeight(key) ** 2
  }
  return { keys, length }
}

/** How alike two texts are, by their pairs of characters and words: 0 for nothing in common, 1 for the same. */
export function similarity(one: Profile, other: Profile): number {
  const [few, many] = one.keys.size <= other.keys.size ? [one, other] : [other, one]
  let common = 0
  for (const key of few.keys) if (many.keys.has(key)) common += kindWeight(key) ** 2
  return common === 0 ? 0 : common / Math.sqrt(one.length * other.length)
}
