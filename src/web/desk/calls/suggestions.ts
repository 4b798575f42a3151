/** What the house thinks of a call while it is written down. Every part may be empty; none of it decides. */
export interface Suggestions {
  readonly services: readonly CallService[]
  /** As the area field takes them. */
  readonly areas: readonly { readonly value: string; readonly name: string; readonly hint: string }[]
  /** Who would get it, by rule, and by when it would be handled. */
  readonly unit: string
  /** The area that the words name, where none was taken: what follows holds for it. */
  readonly assumedArea: string
  readonly dueAt: number | null
  readonly near: readonly NearMatter[]
  readonly articles: readonly ArticleHint[]
  readonly danger: { readonly number: string; readonly name: string; readonly advice: string } | null
}

export interface CallService {
  readonly code: string
  readonly name: string
  /** Class and group that lead to it. */
  readonly path: string
  readonly level: string
}

/** An open matter that sounds the same and lies near; with others in it, an event of the area. */
export interface NearMatter {
  readonly number: string
  readonly matter: string
  readonly place: string
  readonly registeredAt: number
  /** Requests that were merged into it. */
  readonly children: number
}

export interface ArticleHint {
  readonly code: string
  readonly title: string
  readonly answer: readonly string[]
  readonly script: string
  readonly source: string
  readonly isReviewDue: boolean
}

export const noSuggestions: Suggestions = {
  services: [],
  areas: [],
  unit: '',
  assumedArea: '',
  dueAt: null,
  near: [],
  articles: [],
  danger: null,
}
