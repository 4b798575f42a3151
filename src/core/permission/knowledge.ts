import type { Rulebook } from '../catalogue/rulebook.ts'
import { overseesAll } from './can-read.ts'
import type { ActingRole, Actor } from './roles.ts'

/** Who sees what nobody could answer, and what was said to be wrong. */
const gapReaders: readonly ActingRole[] = ['knowledge_editor', 'shift_lead', 'supervisor', 'analyst']

/** Who is helped while a request is taken in or dispatched: suggestions read all open matters of a place. */
const suggested: readonly ActingRole[] = ['intake_agent', 'shift_lead', 'dispatcher']

/** Any of the hotline's and the units' own people may read articles, say what is wrong in one, and what is missing. */
export const mayReadKnowledge = (actor: Actor): boolean => actor.role !== 'requester'

/** An editor of a unit keeps what the unit owns; one of the city keeps everything. */
export const mayEditArticle = (actor: Actor, unit: string, rulebook: Rulebook): boolean =>
  actor.role === 'system' ||
  (actor.role === 'knowledge_editor' && (overseesAll(actor, rulebook) || actor.unit === unit))

export const mayEditKnowledge = (actor: Actor): boolean => actor.role === 'knowledge_editor'
export const maySeeGaps = (actor: Actor): boolean => gapReaders.includes(actor.role)
export const mayBeSuggested = (actor: Actor): boolean => suggested.includes(actor.role)
