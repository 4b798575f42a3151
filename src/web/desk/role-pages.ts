import type { ActingRole } from '../../core/permission/roles.ts'
import type { MessageKey } from '../messages/catalogue.ts'

export interface DeskPageLink {
  readonly to: string
  readonly words: Extract<MessageKey, `desk.page.${string}`>
  /** `g` and a letter go there. */
  readonly keys: string
}

const page = (to: string, name: string, letter: string): DeskPageLink => ({
  to,
  words: `desk.page.${name}` as DeskPageLink['words'],
  keys: `g ${letter}`,
})

const calls = page('/staff/calls', 'calls', 'c')
const queue = page('/staff/queue', 'queue', 'q')
const dispatch = page('/staff/dispatch', 'dispatch', 'd')
const hard = page('/staff/dispatch/hard', 'hard', 'h')
const events = page('/staff/dispatch/events', 'events', 'e')
const review = page('/staff/review', 'review', 'r')
const shift = page('/staff/shift', 'shift', 's')
const district = page('/staff/district', 'district', 'd')
const today = page('/staff/today', 'today', 't')
const team = page('/staff/team', 'team', 'm')
const inbox = page('/staff/inbox', 'inbox', 'i')
const callbacks = page('/staff/callbacks', 'callbacks', 'b')
const assessment = page('/staff/assessment', 'assessment', 'a')
const floor = page('/staff/floor', 'floor', 'f')
const atRisk = page('/staff/at-risk', 'atRisk', 'r')
const knowledge = page('/staff/knowledge', 'knowledge', 'k')
const admin = page('/staff/admin', 'admin', 'a')
const scores = page('/staff/scores', 'scores', 'o')

/** The pages of a role; the first is where its day begins. */
const pages: Partial<Readonly<Record<ActingRole, readonly DeskPageLink[]>>> = {
  intake_agent: [calls, queue, knowledge],
  shift_lead: [shift, queue, calls, floor, inbox, knowledge],
  dispatcher: [dispatch, hard, events, knowledge],
  reviewer: [review, queue],
  district_centre: [district, queue, inbox, scores],
  unit_head: [today, queue, team, inbox, scores],
  unit_handler: [today, queue, inbox],
  community_worker: [today, inbox],
  callback_agent: [callbacks, queue],
  supervisor: [floor, atRisk, queue, inbox, scores],
  analyst: [scores, queue],
  assessment_officer: [assessment, queue, scores],
  knowledge_editor: [knowledge],
  auditor: [queue, scores],
  system_admin: [admin],
}

export const pagesOf = (role: ActingRole): readonly DeskPageLink[] => pages[role] ?? [queue]
export const startOf = (role: ActingRole): string => pagesOf(role)[0]?.to ?? '/staff/queue'
