import type { SafetyRule } from '../../core/catalogue/safety.ts'
import { folded } from './tokens.ts'

export interface Danger {
  readonly rule: SafetyRule
  /** The words that raised it, as the pack has them. */
  readonly words: readonly string[]
}

interface Prepared {
  readonly rule: SafetyRule
  readonly words: readonly { readonly word: string; readonly found: (text: string, spaced: string) => boolean }[]
  readonly except: readonly string[]
}

const known = new WeakMap<readonly SafetyRule[], readonly Prepared[]>()

/** Dangers that a text speaks of, in the order of the pack. Too many warnings do less harm than one too few. */
export function findDanger(rules: readonly SafetyRule[], text: string): readonly Danger[] {
  let prepared = known.get(rules)
  if (!prepared) known.set(rules, (prepared = rules.map(prepare)))
  const whole = folded(text)
  const spaced = text.normalize('NFKC').toLowerCase()
  return prepared.flatMap(({ rule, words, except }) => {
    const left = except.reduce((rest, each) => rest.replaceAll(each, '　'), whole)
    const found = words.filter((each) => each.found(left, spaced)).map(({ word }) => word)
    return found.length > 0 ? [{ rule, words: found }] : []
  })
}

function prepare(rule: SafetyRule): Prepared {
  return {
    rule,
    words: rule.words.map((word) => {
      if (/\p{Script=Han}/u.test(word)) {
        const key = folded(word)
        return { word, found: (text: string) => text.includes(key) }
      }
      const whole = new RegExp(`(?<![a-z])${escaped(word.toLowerCase())}(?![a-z])`, 'u')
      return { word, found: (_: string, spaced: string) => whole.test(spaced) }
    }),
    except: (rule.except ?? []).map(folded),
  }
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/\s+/gu, '\\s+')
