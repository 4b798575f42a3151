import { dayOf } from '../../../core/calendar/zone.ts'
import type { ActingRole, Actor } from '../../../core/permission/roles.ts'
import type { Instant } from '../../../core/time.ts'
import type { EventType } from '../../../core/work-order/events.ts'
import { scoredAnswer, type ServiceRequest } from '../../../core/work-order/service-request.ts'
import type { Satisfaction } from '../../../core/work-order/states.ts'
import type { RequestView } from '../../../store/read/request-view.ts'
import type { TimelineEntry } from '../../../store/read/timeline.ts'
import type { PageContext } from '../../page-context.ts'
import { notFound } from '../staff.server.ts'
import { caseOf, historyOf, type CaseData, type HistoryData } from '../case/case-data.server.ts'
import type { DecisionOption, DecisionTask } from './decision.ts'
import { optionsOf, waitingOverlay, type Deciding, type MadeOption } from './options.server.ts'

/** What somebody said in the matter, with who and when. */
export interface StatementData {
  readonly seq: number
  readonly at: Instant
  readonly type: EventType
  readonly role: ActingRole
  readonly unit: string
  readonly toUnit: string
  readonly facts: readonly string[]
  readonly texts: readonly { readonly name: string; readonly words: string }[]
}

/** The clause of the duty list that the service stands under. */
export interface ClauseData {
  readonly path: string
  readonly rule: 'unit' | 'area_subdistrict' | 'area_district' | 'table'
  readonly unit: string
  readonly basis: string
}

export interface DecideData {
  readonly task: DecisionTask
  readonly view: CaseData
  readonly options: readonly DecisionOption[]
  readonly statements: readonly StatementData[]
  readonly clause: ClauseData | null
  /** The place from the nearest area up, and who answers for each. */
  readonly boundary: readonly { readonly area: string; readonly unit: string }[]
  readonly hops: number
  readonly hopsMost: number
  readonly history: readonly HistoryData[]
  readonly evidence: readonly string[]
  readonly answer: {
    readonly contacted: boolean
    readonly resolved: boolean
    readonly satisfaction: Satisfaction
  } | null
  readonly waitsSince: Instant | null
  readonly decideBy: Instant | null
}

export async function readDeciding(
  page: PageContext,
  actor: Actor,
  typedNumber: string,
  task: DecisionTask,
): Promise<{ readonly view: RequestView; readonly deciding: Deciding; readonly options: readonly MadeOption[] }> {
  const { house, visit } = page
  const number = house.parseNumber(typedNumber)
  const view = number === undefined ? undefined : await house.requestView(number)
  if (!view || !house.canRead(actor, 'matter', view.request)) throw notFound('request')
  const entries = house.canRead(actor, 'journal', view.request) ? await house.timeline(view.request.number) : []
  const { request } = view
  const deciding: Deciding = {
    task,
    actor,
    request,
    entries,
    rulebook: house.rulebook,
    now: house.now(),
    unitName: (code) => house.unitName(code, visit.language),
    offered: new Set(house.openForms(actor, request, visit.language).map(({ command }) => command)),
  }
  return { view, deciding, options: optionsOf(deciding) }
}

export async function decideDataOf(
  page: PageContext,
  actor: Actor,
  typedNumber: string,
  task: DecisionTask,
): Promise<DecideData> {
  const { view, deciding, options } = await readDeciding(page, actor, typedNumber, task)
  const { house, visit } = page
  const { request, entries } = deciding
  const overlay = waitingOverlay(deciding)
  const answer = house.canRead(actor, 'callback', request) ? scoredAnswer(request) : undefined
  return {
    task,
    view: caseOf(view, entries, actor, page),
    options: options.map(({ preset: _, ...option }) => option),
    statements: entries
      .filter(({ type }) => isStatement(task, type))
      .map((entry) => statementOf(entry, page))
      .toReversed(),
    clause: clauseOf(request, page),
    boundary: (request.areaCode === null ? [] : house.rulebook.areaPath(request.areaCode)).map((area) => ({
      area: visit.text(area.name),
      unit: house.unitName(area.unit ?? null, visit.language),
    })),
    hops: request.hops,
    hopsMost: house.rulebook.pack.rules.objectionMaxHops,
    history: actor.role === 'reviewer' ? await historyOf(request, page) : [],
    evidence: overlay && 'evidence' in overlay.detail ? overlay.detail.evidence : [],
    answer: answer
      ? {
          contacted: answer.contacted === true,
          resolved: answer.resolved === true,
          satisfaction: answer.satisfaction ?? 'dissatisfied',
        }
      : null,
    waitsSince: overlay?.openedAt ?? null,
    decideBy: overlay?.dueAt ?? null,
  }
}

const about: Readonly<Record<DecisionTask, readonly EventType[]>> = {
  objection: [
    'dispatched',
    'objected',
    'objection_upheld',
    'objection_refused',
    'designated',
    'consultation_opened',
    'consultation_concluded',
  ],
  extension: ['extension_requested', 'extension_decided', 'contact_recorded'],
  ledger: ['ledger_requested', 'ledger_approved', 'ledger_refused', 'contact_recorded'],
  termination: ['termination_requested', 'termination_refused', 'contact_recorded', 'replied'],
  exclusion: ['exclusion_requested', 'replied', 'contact_recorded'],
  appeal: ['exclusion_requested', 'exclusion_decided', 'exclusion_appealed', 'replied'],
  unclear: ['dispatched', 'objected', 'designated_within_area'],
  asked: ['escalated', 'escalation_answered', 'contact_recorded'],
  risk: ['supervised', 'supervision_answered', 'contact_recorded'],
}
const isStatement = (task: DecisionTask, type: EventType): boolean => about[task].includes(type)

function statementOf(entry: TimelineEntry, { house, visit }: PageContext): StatementData {
  const { seq, at, type, actorRole, actorUnit, facts, texts } = entry
  const unitName = (code: unknown): string => (typeof code === 'string' ? house.unitName(code, visit.language) : '')
  const reason = facts['ground'] ?? facts['reason']
  return {
    seq,
    at,
    type,
    role: actorRole,
    unit: unitName(actorUnit),
    toUnit: unitName(
      (facts['lead'] as { unitCode?: string } | undefined)?.unitCode ?? facts['suggestedUnit'] ?? facts['to'],
    ),
    facts: [typeof reason === 'string' ? house.reasonName(reason, visit.language) : ''].filter((part) => part !== ''),
    texts: Object.entries(texts).map(([name, words]) => ({ name, words })),
  }
}

function clauseOf({ serviceCode }: ServiceRequest, { house, visit }: PageContext): ClauseData | null {
  const { rulebook } = house
  const entry =
    serviceCode === null ? undefined : rulebook.service(serviceCode, dayOf(house.now(), rulebook.pack.timeZone))
  if (!entry) return null
  const { unitRule, basis, name } = entry.service
  return {
    path: [entry.serviceClass.name, entry.group.name, name].map(visit.text).join(' › '),
    rule: unitRule.by === 'area' ? `area_${unitRule.level}` : unitRule.by,
    unit: unitRule.by === 'unit' ? house.unitName(unitRule.unit, visit.language) : '',
    basis: basis ? visit.text(basis) : '',
  }
}
