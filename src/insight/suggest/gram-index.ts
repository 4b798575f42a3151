import { decisiveWords } from './decisive-words.ts'
import { kindWeight, tokensOf } from './tokens.ts'

/** Something that can be found, by any of its passages. */
export interface Entry {
  readonly id: string
  readonly passages: readonly Passage[]
}

export interface Passage {
  readonly text: string
  /** How much a word in it tells of the entry: 1 for one of several examples, more for a name. */
  readonly weight: number
}

export interface Hit {
  readonly id: string
  /** How well the entry as a whole and its nearest passage fit; 0 for nothing in common, about 1 and more for the same words. */
  readonly score: number
  /** What was typed that decided, as it was typed. */
  readonly words: readonly string[]
}

export interface GramIndex {
  readonly size: number
  /** The entries that fit best, best first; none that fits less than `weakest`. */
  find(text: string, most: number, weakest: number): readonly Hit[]
}

/** Of the entry as a whole: how slowly a repeated word stops to add, and how far long entries are held back. */
const saturation = 5
const lengthShare = 0.4
/** What has no word in common must be this much alike: a word that is still being typed. */
const withoutWords = 0.45

interface Posting {
  readonly entry: number
  /** What the token adds where it is found in this entry, beside how rare it is. */
  readonly gain: number
}

interface PassageNote {
  readonly entry: number
  length: number
}

interface Built {
  readonly entries: readonly Entry[]
  readonly passages: readonly PassageNote[]
  readonly inEntries: ReadonlyMap<string, readonly Posting[]>
  readonly inPassages: ReadonlyMap<string, readonly number[]>
  readonly worth: ReadonlyMap<string, number>
}

/**
 * An index in memory over entries with some short passages each, by pairs of characters and by words. It needs no
 * training: what is rare in the entries tells most. Two measures are added: the entry as a whole (BM25), which carries
 * over to words that no example has, and the nearest single passage (cosine), which finds what was said before.
 */
export function createGramIndex(entries: readonly Entry[]): GramIndex {
  const built = build(entries)
  return { size: entries.length, find: (text, most, weakest) => find(built, text, most, weakest) }
}

function build(entries: readonly Entry[]): Built {
  const passages: PassageNote[] = []
  const inPassages = new Map<string, number[]>()
  const weights = entries.map((entry, position) => {
    const counted = new Map<string, number>()
    for (const { text, weight } of entry.passages) {
      const keys = new Set(tokensOf(text).map(({ key }) => key))
      if (keys.size === 0) continue
      const note = passages.push({ entry: position, length: 0 }) - 1
      for (const key of keys) {
        counted.set(key, (counted.get(key) ?? 0) + weight)
        push(inPassages, key, note)
      }
    }
    return counted
  })
  const inEntries = postingsOf(weights)
  const worth = new Map<string, number>()
  for (const [key, { length }] of inEntries) worth.set(key, kindWeight(key) * rarity(entries.length, length))
  for (const [key, notes] of inPassages) {
    const square = (worth.get(key) ?? 0) ** 2
    for (const note of notes) (passages[note] as PassageNote).length += square
  }
  return { entries, passages, inEntries, inPassages, worth }
}

function postingsOf(weights: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, readonly Posting[]> {
  const lengths = weights.map((counted) => {
    let length = 0
    for (const [key, weight] of counted) length += weight * kindWeight(key)
    return length
  })
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const postings = new Map<string, Posting[]>()
  weights.forEach((counted, entry) => {
    const slow = saturation * (1 - lengthShare + (lengthShare * (lengths[entry] ?? 0)) / Math.max(1, mean))
    for (const [key, weight] of counted)
      push(postings, key, { entry, gain: (weight * (saturation + 1)) / (weight + slow) })
  })
  return postings
}

const rarity = (all: number, having: number): number => Math.log(1 + (all - having + 0.5) / (having + 0.5))

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

function find(built: Built, text: string, most: number, weakest: number): readonly Hit[] {
  const tokens = tokensOf(text)
  const keys = new Set(tokens.map(({ key }) => key))
  const whole = new Float64Array(built.entries.length)
  const shared = new Float64Array(built.passages.length)
  let [sum, squares] = [0, 0]
  for (const key of keys) {
    const worth = built.worth.get(key)
    // What no entry knows makes the question longer all the same, though less than what can be told apart.
    const asked = worth ?? kindWeight(key) * rarity(built.entries.length, 0) * 0.5
    sum += asked
    squares += asked ** 2
    if (worth === undefined) continue
    for (const { entry, gain } of built.inEntries.get(key) ?? []) whole[entry] = (whole[entry] ?? 0) + worth * gain
    for (const passage of built.inPassages.get(key) ?? []) shared[passage] = (shared[passage] ?? 0) + worth ** 2
  }
  if (sum === 0) return []
  const nearest = new Float64Array(built.entries.length)
  built.passages.forEach(({ entry, length }, passage) => {
    const near = (shared[passage] ?? 0) / Math.sqrt(length * squares)
    if (near > (nearest[entry] ?? 0)) nearest[entry] = near
  })
  const hits: { entry: number; score: number }[] = []
  whole.forEach((each, entry) => {
    const score = (each / sum + (nearest[entry] ?? 0)) / 2
    if (score > 0 && score >= weakest) hits.push({ entry, score })
  })
  hits.sort((one, other) => other.score - one.score || one.entry - other.entry)
  const found: Hit[] = []
  for (const { entry, score } of hits) {
    if (found.length === most) break
    const knows = (key: string): boolean => built.inEntries.get(key)?.some((each) => each.entry === entry) ?? false
    const words = decisiveWords(text, tokens, (key) => (knows(key) ? (built.worth.get(key) ?? 0) : 0))
    // Letters here and there that are the same are no reason, unless there are very many.
    if (words.length > 0 || score >= withoutWords) found.push({ id: built.entries[entry]?.id ?? '', score, words })
  }
  return found
}
