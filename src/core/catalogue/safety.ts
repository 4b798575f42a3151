import type { LocalText } from './catalogue.ts'

/** Words that mean danger to people: whoever types or hears them is first shown the emergency number. */
export interface SafetyRule {
  readonly code: string
  /** An emergency number of the city. */
  readonly number: string
  readonly name: LocalText
  /** What to do at once, in a sentence. */
  readonly advice: LocalText
  /** Any of these words raises the warning. Words of letters count as whole words only. */
  readonly words: readonly string[]
  /** Expressions that contain such a word and mean no danger. */
  readonly except?: readonly string[]
}
