import { kindWeight, tokensOf } from './tokens.ts'

/** A text made ready to be compared with many others. */
export type Profile = ReadonlyMap<string, number>

export function profileOf(text: string): Profile {
  return new Map(tokensOf(text).map(({ key }) => [key, kindWeight(key) ** 2]))
}

/** How alike two texts are, by their pairs of characters and words: 0 for nothing in common, 1 for the same. */
export function similarity(one: Profile, other: Profile): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one]
  let common = 0
  for (const [key, weight] of few) if (many.has(key)) common += weight
  if (common === 0) return 0
  return common / Math.sqrt(lengthOf(one) * lengthOf(other))
}

const lengthOf = (profile: Profile): number => {
  let sum = 0
  for (const weight of profile.values()) sum += weight
  return sum
}
