import type { Refusal } from '../../core/refusal.ts'
import { sentencesOf } from '../../core/text/refusal-words.ts'
import type { Problem } from './problems.ts'

/** `departments.1` is the second line of the field `departments`. */
const itemOfList = /\.\d+$/

/** Why something was refused, in the page's language: the fact, and what to do. */
export const problemOfRefusal = (refusal: Refusal, language: string, prefix = ''): Problem => ({
  field: refusal.field === undefined ? '' : prefix + refusal.field.replace(itemOfList, ''),
  words: sentencesOf(refusal, language).detail,
})
