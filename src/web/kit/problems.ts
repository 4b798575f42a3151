import type { Values, MessageKey } from '../messages/catalogue.ts'

/** What is wrong with an answer: a key of the catalogue, or words that are already in the page's language. */
export interface Problem {
  readonly field: string
  readonly key?: MessageKey
  readonly values?: Values
  readonly words?: string
}

/** The first thing that is wrong with a field. */
export const problemOf = (problems: readonly Problem[], field: string): Problem | undefined =>
  problems.find((problem) => problem.field === field)
