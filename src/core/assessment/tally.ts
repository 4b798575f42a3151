import { dayOf } from '../calendar/zone.ts'
import type { Instant } from '../time.ts'
import type { RecordedEvent } from '../work-order/events.ts'
import { hasAnswered, liveLead, overlayAt, scoredAnswer, type ServiceRequest } from '../work-order/service-request.ts'
import type { Happening, Metric, Tally } from './metric.ts'
import { answerTallies, assistTallies, clockTallies, holderTallies } from './tally-parts.ts'
import { topicTallies } from './topic.ts'

export type { Tally }

/**
 * What one recorded event adds to the counts of units. A function of the journal alone, so that
 * counters can be rebuilt from it: adding up the tallies of all events in any order gives the counts.
 */
export function talliesOf(
  before: ServiceRequest | null,
  event: RecordedEvent,
  after: ServiceRequest,
  timeZone: string,
): readonly Tally[] {
  const toDay = (instant: Instant) => dayOf(instant, timeZone)
  const happening: Happening = { before, event, after, on: toDay(event.at), dayOf: toDay }
  return [
    ...eventTallies(happening),
    ...clockTallies(happening),
    ...assistTallies(happening),
    ...answerTallies(happening),
    ...holderTallies(happening),
    ...topicTallies(happening),
  ]
}

/** Counts that follow from what the event says. */
function eventTallies(happening: Happening): readonly Tally[] {
  const { before, event, after, on } = happening
  const count = (unitCode: string | null | undefined, metric: Metric, amount = 1, day = on): readonly Tally[] =>
    unitCode == null ? [] : [{ unitCode, on: day, metric, amount }]
  switch (event.type) {
    case 'registered':
    case 'classified':
      return event.facts.areaUnits.flatMap((unit) => count(unit, 'received', 1, happening.dayOf(after.registeredAt)))
    case 'dispatched':
      return count(event.facts.lead.unitCode, 'dispatched')
    case 'dispatch_recalled':
      return takenBack(happening)
    case 'designated_within_area':
      // A rework that is handed on is no new order: it counts nobody's volume, as it counts nobody's answer.
      return after.round === 1 ? count(event.facts.lead.unitCode, 'dispatched') : []
    case 'objected':
      return count(after.leadUnit, 'objected')
    case 'objection_upheld':
      return [...count(leadOf(before), 'objectionUpheld'), ...callbackTakenBack(happening)]
    case 'designated':
      return [
        ...count(leadOf(before), 'objectionUpheld'),
        ...callbackTakenBack(happening),
        ...count(event.facts.lead.unitCode, 'dispatched'),
      ]
    case 'callback_opened':
      return after.round === 1 && after.scope !== 'none' ? count(event.facts.scoringUnit, 'callbackDue') : []
    case 'callback_closed':
      return hasAnswered(after) || after.scope === 'none'
        ? []
        : count(after.scoringUnit, event.facts.disposition, 1, event.facts.on)
    case 'rework_opened':
      return count(event.facts.lead.unitCode, 'rework')
    case 'reopened_as':
      return count(after.scoringUnit ?? after.leadUnit, 'reopened')
    case 'whistle_opened':
      return event.facts.departments.flatMap((unit) => count(unit, 'whistled'))
    case 'whistle_missed':
      return count(event.facts.unitCode, 'whistleMissed')
    case 'whistle_closed':
      return departmentsIn(after, event.facts.ordinal).flatMap(({ unitCode }) => [
        ...count(unitCode, 'markedAsDepartment'),
        ...count(unitCode, 'marksAsDepartment', event.facts.mark),
      ])
    case 'subdistrict_marked': {
      const whistler = overlayAt(after, 'whistle', event.facts.ordinal)?.unitCode ?? after.leadUnit
      return [...count(whistler, 'markedAsSubdistrict'), ...count(whistler, 'marksAsSubdistrict', event.facts.mark)]
    }
    default:
      return []
  }
}

const departmentsIn = (request: ServiceRequest, ordinal: number) =>
  overlayAt(request, 'whistle', ordinal)?.detail.departments ?? []

/** What the dispatch had counted, on the day on which it was counted. */
function takenBack({ before, dayOf: toDay }: Happening): readonly Tally[] {
  const lead = before ? liveLead(before) : undefined
  return lead ? [{ unitCode: lead.unitCode, on: toDay(lead.dispatchedAt), metric: 'dispatched', amount: -1 }] : []
}

const leadOf = (request: ServiceRequest | null): string | undefined =>
  request ? liveLead(request)?.unitCode : undefined

/** An objection upheld after the callback had opened: it was not this unit's after all. */
function callbackTakenBack({ before, dayOf: toDay }: Happening): readonly Tally[] {
  if (!before || before.scoringUnit === null || before.callbackOpenedAt === null) return []
  if (before.scope === 'none' || before.round > 1 || scoredAnswer(before)) return []
  return [{ unitCode: before.scoringUnit, on: toDay(before.callbackOpenedAt), metric: 'callbackDue', amount: -1 }]
}
