import { refuse, type Refused } from '../refusal.ts'
import {
  codePointCount,
  hasControlCharacter,
  hasTooManyMarks,
  combiningMarksMax,
  isInvisible,
  isPlain,
  withoutControlCharacters,
  withoutTags,
} from './characters.ts'

export interface TextRule {
  /** Which input it is, for the refusal. */
  readonly field: string
  /** Code points at most. */
  readonly max: number
  readonly optional?: boolean
  /** A program is told of a control character; a person's paste is freed of it. */
  readonly controls: 'refuse' | 'strip'
}

export type CleanText = { readonly ok: true; readonly text: string } | Refused

/**
 * A text as it will be kept: NFC, line ends as they came, without tag characters; variation
 * selectors and every script stay. Refuses `invalid_type`, `ill_formed_unicode`,
 * `control_character`, `required`, `too_many_combining`, `too_long` (with limit and count).
 */
export function cleanText(raw: unknown, rule: TextRule): CleanText {
  const { field, max, optional = false } = rule
  if (raw === undefined || raw === null) return optional ? { ok: true, text: '' } : refuse('required', { field })
  if (typeof raw !== 'string') return refuse('invalid_type', { field, facts: { wanted: 'text' } })
  if (isPlain(raw)) return measured(raw, field, max, optional || raw.trim() !== '')
  if (!raw.isWellFormed()) return refuse('ill_formed_unicode', { field })
  if (rule.controls === 'refuse' && hasControlCharacter(raw)) return refuse('control_character', { field })
  const text = withoutTags(withoutControlCharacters(raw)).normalize('NFC')
  if (hasTooManyMarks(text)) return refuse('too_many_combining', { field, facts: { limit: combiningMarksMax } })
  return measured(text, field, max, optional || !isInvisible(text))
}

function measured(text: string, field: string, max: number, present: boolean): CleanText {
  if (!present) return refuse('required', { field })
  if (text.length > max) {
    const count = codePointCount(text)
    if (count > max) return refuse('too_long', { field, facts: { limit: max, count } })
  }
  return { ok: true, text }
}
