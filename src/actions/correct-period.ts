import { countNames, type UnitCounts } from '../core/assessment/counts.ts'
import type { Tally } from '../core/assessment/metric.ts'
import { dayOf } from '../core/calendar/zone.ts'
import type { EventType, RecordedEvent } from '../core/work-order/events.ts'
import type { Task } from '../store/commit.ts'
import { writeCorrections, type LateDecision } from '../store/write/assessment-correction.ts'
import type { App } from './app.ts'

/** Decisions that change what was counted on earlier days, and with it, perhaps, a period that is closed. */
const decisions: readonly EventType[] = [
  'exclusion_decided',
  'exclusion_appeal_decided',
  'objection_upheld',
  'designated',
]

const isCount = (metric: string): metric is keyof UnitCounts => (countNames as readonly string[]).includes(metric)

/** What a late decision leaves to be done after its commit: nothing for nearly all events. */
export function correctionTasks(
  event: RecordedEvent,
  seq: number,
  number: string,
  tallies: readonly Tally[],
  timeZone: string,
): readonly Task[] {
  if (!decisions.includes(event.type)) return []
  const today = dayOf(event.at, timeZone)
  const changes = tallies.filter(({ on, metric }) => on < today && isCount(metric))
  if (changes.length === 0) return []
  const { type, at } = event
  const actor = {
    id: event.actorId,
    role: event.actorRole,
    ...(event.actorUnit === null ? {} : { unit: event.actorUnit }),
  }
  return [{ task: 'correct_period', payload: { number, seq, type, at, actor, changes } }]
}

/** Records the corrections that a decision brings to closed periods; none where no period is closed. */
export async function correctPeriod(app: App, decision: LateDecision): Promise<number> {
  return writeCorrections(app.store.database, decision)
}
