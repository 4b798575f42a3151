import type { RecordedEvent } from '../work-order/events.ts'
import type { ServiceRequest } from '../work-order/service-request.ts'
import type { Notice } from './notice.ts'
import { told, type Happened, type Told } from './rules.ts'

/** The notices that follow an event, as the table has them. */
export function noticesOf(
  before: ServiceRequest | null,
  event: RecordedEvent,
  after: ServiceRequest,
): readonly Notice[] {
  const tell = told[event.type] as ((happened: Happened) => readonly Told[]) | undefined
  if (!tell) return []
  const notices: Notice[] = []
  for (const [kind, recipient, says] of tell({ before, event, after })) {
    if (recipient === null || recipient === undefined) continue
    notices.push({
      seq: after.seq,
      kind,
      recipient,
      unitCode: says?.unitCode ?? null,
      dueAt: says?.dueAt ?? null,
      reason: says?.reason ?? null,
      at: event.at,
    })
  }
  return notices
}
