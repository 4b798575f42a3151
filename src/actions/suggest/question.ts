/** What a desk or a form knows while somebody is still typing. */
export interface Question {
  /** The matter as far as it is typed. */
  readonly words: string
  /** The address as far as it is typed. */
  readonly place: string
  /** Null until one was chosen. */
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly language: string
}

/** Less than this tells nothing yet. */
export const wordsLeast = 2

export const textIn = (question: Question): boolean => [...question.words.trim()].length >= wordsLeast
