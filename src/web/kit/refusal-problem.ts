import type { Refusal } from '../../core/refusal.ts'
import { sentencesOf } from '../../core/text/refusal-words.ts'
import type { Problem } from './problems.ts'

/** Why something was refused, in the page's language: the fact, and what to do. */
export const problemOfRefusal = (refusal: Refusal, language: string, prefix = ''): Problem => ({
  field: refusal.field === undefined ? '' : prefix + refusal.field,
  words: sentencesOf(refusal, language).detail,
})
