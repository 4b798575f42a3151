import type { LocalText } from '../../core/catalogue/catalogue.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import type { Instant } from '../../core/time.ts'

export interface FoundService {
  readonly code: string
  readonly name: string
  /** Class and group that lead to it. */
  readonly path: string
  readonly level: string
}

const most = 8

/**
 * Services whose name, code or example phrases share the most pairs of letters with the words. Plain
 * on purpose: an aid to the agent's eye, not a classifier.
 */
export function findServices(
  words: string,
  rulebook: Rulebook,
  now: Instant,
  text: (words: LocalText) => string,
): readonly FoundService[] {
  const wanted = pairs(words)
  if (wanted.size === 0) return []
  const catalogue = rulebook.catalogueOn(dayOf(now, rulebook.pack.timeZone))
  const scored = (catalogue?.classes ?? []).flatMap((serviceClass) =>
    serviceClass.groups.flatMap((group) =>
      group.services.map((service) => {
        const names = [service.code, ...Object.values(service.name)]
        const byName = 2 * Math.max(...names.map((name) => share(wanted, pairs(name))))
        const byPhrase = Math.max(0, ...service.phrases.map((phrase) => share(wanted, pairs(phrase))))
        const found = {
          code: service.code,
          name: text(service.name),
          path: `${text(serviceClass.name)} › ${text(group.name)}`,
          level: service.level,
        }
        return { score: Math.max(byName, byPhrase), found }
      }),
    ),
  )
  return scored
    .filter(({ score }) => score > 0.15)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ found }) => found)
}

/** Neighbouring letters: two letters of Chinese are nearly a word. */
function pairs(text: string): ReadonlySet<string> {
  const letters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, ''),
  ]
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`))
}

/** Dice's coefficient: 0 for nothing in common, 1 for the same. */
function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0
  let both = 0
  for (const pair of one) if (other.has(pair)) both += 1
  return (2 * both) / (one.size + other.size)
}
