import type { EventType, RecordedEvent } from '../core/work-order/events.ts'
import { nextForChildren } from '../core/work-order/second-stream.ts'
import type { ServiceRequest } from '../core/work-order/service-request.ts'
import { isSettled } from '../core/work-order/states.ts'
import type { Task } from '../store/commit.ts'

/** Events after which the catalogue's rule may dispatch. After an upheld objection a person does. */
const arriving: readonly EventType[] = ['registered', 'classified', 'unmerged']

/** What is to be done after the commit. Each task can be done twice, and a reconciler finds it if it is lost. */
export function tasksOf(
  before: ServiceRequest | null,
  events: readonly RecordedEvent[],
  after: ServiceRequest,
): readonly Task[] {
  const tasks: Task[] = []
  const { number, level } = after
  const has = (types: readonly EventType[]): boolean => events.some((event) => types.includes(event.type))
  if (after.state === 'pending_dispatch' && level !== 'L1' && has(arriving)) {
    tasks.push({ task: 'dispatch_by_rule', payload: { number, level }, jobKey: `dispatch:${number}` })
  }
  const ended = isSettled(after.state) && !(before && isSettled(before.state))
  if (
    after.childCount > 0 &&
    nextForChildren(after) !== null &&
    (ended || has(['callback_opened', 'objection_refused']))
  ) {
    tasks.push({ task: 'tend_children', payload: { number, level }, jobKey: `children:${number}` })
  }
  return tasks
}
