import type { App } from '../../actions/app.ts'
import { createAllowance } from '../../actions/allowance.ts'
import {
  suggestForCitizen,
  suggestForStaff,
  type PublicSuggestions,
  type StaffSuggestions,
} from '../../actions/suggest.ts'
import type { Question } from '../../actions/suggest/question.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Refused } from '../../core/refusal.ts'

/** What helps while somebody is still typing. These are questions: they write nothing. */
export interface SuggestDoors {
  readonly suggest: (actor: Actor, question: Question) => Promise<StaffSuggestions | Refused>
  /** The restricted answer for anybody; null where too many ask at once. */
  readonly suggestToPublic: (question: Question) => Promise<PublicSuggestions | null>
}

/** Of all visitors together, so that help never keeps a report from being filed. */
const publicQuestions = { burst: 120, perSecond: 40 } as const

export function createSuggestDoors(app: App): SuggestDoors {
  const allowance = createAllowance(app.clock, publicQuestions)
  return {
    suggest: (actor, question) => suggestForStaff(app, actor, question),
    suggestToPublic: async (question) => (allowance.take() ? suggestForCitizen(app, question) : null),
  }
}
