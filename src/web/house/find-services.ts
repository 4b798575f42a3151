import type { App } from '../../actions/app.ts'
import { suggestServices, type SuggestedService } from '../../actions/suggest/services.ts'

export type FoundService = SuggestedService

const most = 8

/** Services that words may mean, for a desk without life in the browser: the same answer as while one types. */
export const findServices = (app: App, words: string, language: string): readonly FoundService[] =>
  suggestServices(app, { words, language, most })
