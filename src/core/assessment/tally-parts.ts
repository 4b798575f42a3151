import type { AssessmentScope } from '../catalogue/catalogue.ts'
import type { Instant } from '../time.ts'
import { liveLead, wasUrged, type CallbackAttempt, type ServiceRequest } from '../work-order/service-request.ts'
import type { WorkOrder } from '../work-order/work-order.ts'
import { gaugeDay, type Happening, type Metric, type Tally } from './metric.ts'

/** Orders as they were and as they are, side by side; `was` is undefined for a new one. */
function ordersOf({ before, after }: Happening, role: WorkOrder['role']) {
  return after.workOrders
    .filter((order) => order.role === role)
    .map((is) => ({ is, was: before?.workOrders.find((order) => order.ordinal === is.ordinal) }))
}

/** Signing, first contact and reply of leads: counted when the time is set, taken back when it is unset. */
export function clockTallies(happening: Happening): readonly Tally[] {
  return ordersOf(happening, 'lead').flatMap(({ is, was }) => {
    if (!was) return []
    return [
      ...changed(happening, is.unitCode, was.signedAt, is.signedAt, 'signed', late(is.signingDueAt, 'signedLate')),
      ...changed(
        happening,
        is.unitCode,
        was.firstContactAt,
        is.firstContactAt,
        'contactedFirst',
        late(is.firstContactDueAt, 'firstContactLate'),
      ),
      ...changed(happening, is.unitCode, was.repliedAt, is.repliedAt, 'replied', (at) =>
        at > is.dueAt ? 'repliedLate' : null,
      ),
    ]
  })
}

const late = (dueAt: Instant | null, metric: Metric) => (at: Instant) => (dueAt !== null && at > dueAt ? metric : null)

function changed(
  { dayOf }: Happening,
  unitCode: string,
  was: Instant | null,
  is: Instant | null,
  metric: Metric,
  lateMetric: (at: Instant) => Metric | null,
): readonly Tally[] {
  const at = was ?? is
  if (was === is || at === null) return []
  const amount = is === null ? -1 : 1
  const isLate = lateMetric(at)
  const tallies: Tally[] = [{ unitCode, on: dayOf(at), metric, amount }]
  if (isLate !== null) tallies.push({ unitCode, on: dayOf(at), metric: isLate, amount })
  return tallies
}

/**
 * Assistants: called, and late where they reported late or not at all. The lateness is the assistant's
 * own; the lead shares it only where it never urged.
 */
export function assistTallies(happening: Happening): readonly Tally[] {
  const { event, on, after, dayOf } = happening
  return ordersOf(happening, 'assist').flatMap(({ is, was }) => {
    if (!was) return [{ unitCode: is.unitCode, on, metric: 'assisted', amount: 1 } as const]
    const ended = was.endedAt === null && is.endedAt !== null
    if (ended && is.outcome === 'recalled')
      return [{ unitCode: is.unitCode, on: dayOf(is.dispatchedAt), metric: 'assisted', amount: -1 } as const]
    const counts = is.outcome === 'replied' || is.outcome === 'expired' || is.outcome === 'returned'
    if (!ended || !counts || event.at <= is.dueAt) return []
    const tallies: Tally[] = [{ unitCode: is.unitCode, on, metric: 'assistLate', amount: 1 }]
    const lead = after.leadUnit
    if (lead !== null && !wasUrged(after, is))
      tallies.push({ unitCode: lead, on, metric: 'assistLateNotUrged', amount: 1 })
    return tallies
  })
}

/** The scored answer, dated when it was given, and what exclusions take out of it or put back. */
export function answerTallies({ before, after, dayOf }: Happening): readonly Tally[] {
  return after.callbacks.flatMap((is) => {
    const unitCode = is.unitCode
    if (!is.scores || unitCode === null) return []
    const was = before?.callbacks.find((attempt) => attempt.ordinal === is.ordinal)
    const toTally = (metric: Metric, amount: number): Tally => ({ unitCode, on: is.attemptedOn, metric, amount })
    // Assessment keeps the scope under which the answer was given: it is not reclassified after.
    const scope = scopeOfAnswer(after)
    if (!was)
      return [...answerMetrics[scope](is).map((metric) => toTally(metric, 1)), ...covered(after, unitCode, dayOf)]
    if (was.excluded === is.excluded) return []
    return exclusionMetrics[scope](is).map((metric) => toTally(metric, is.excluded ? 1 : -1))
  })
}

/** The answer covers the callback that fell due, on the day on which that was counted. */
const covered = (
  { callbackOpenedAt }: ServiceRequest,
  unitCode: string,
  dayOf: Happening['dayOf'],
): readonly Tally[] =>
  callbackOpenedAt === null ? [] : [{ unitCode, on: dayOf(callbackOpenedAt), metric: 'callbackAnswered', amount: 1 }]

type Counted = Exclude<AssessmentScope, 'none'>

const scopeOfAnswer = ({ scope }: ServiceRequest): Counted => (scope === 'response_only' ? scope : 'three_rates')

const when = (holds: boolean | null, metric: Metric): readonly Metric[] => (holds === true ? [metric] : [])

const answerMetrics: Readonly<Record<Counted, (answer: CallbackAttempt) => readonly Metric[]>> = {
  three_rates: ({ contacted, resolved, satisfaction }) => [
    'valid',
    ...when(contacted, 'contacted'),
    ...when(resolved, 'resolved'),
    ...when(satisfaction === 'satisfied', 'satisfied'),
    ...when(satisfaction === 'basically_satisfied', 'basicallySatisfied'),
    ...when(satisfaction === 'dissatisfied', 'dissatisfied'),
  ],
  response_only: ({ contacted }) => ['responseOnlyValid', ...when(contacted, 'responseOnlyContacted')],
}

const exclusionMetrics: Readonly<Record<Counted, (answer: CallbackAttempt) => readonly Metric[]>> = {
  three_rates: ({ contacted, resolved, satisfaction }) => [
    'excludedValid',
    ...when(contacted, 'excludedContacted'),
    ...when(resolved, 'excludedResolved'),
    ...when(satisfaction === 'satisfied', 'excludedSatisfied'),
    ...when(satisfaction === 'basically_satisfied', 'excludedBasically'),
    ...when(satisfaction === 'dissatisfied', 'excludedDissatisfied'),
  ],
  response_only: ({ contacted }) => ['excludedResponseOnlyValid', ...when(contacted, 'excludedResponseOnlyContacted')],
}

/** The gauge of open requests moves with the live lead. */
export function holderTallies({ before, after }: Happening): readonly Tally[] {
  const was = before ? (liveLead(before)?.unitCode ?? null) : null
  const is = liveLead(after)?.unitCode ?? null
  if (was === is) return []
  const gauge = (unitCode: string | null, amount: number): readonly Tally[] =>
    unitCode === null ? [] : [{ unitCode, on: gaugeDay, metric: 'open', amount }]
  return [...gauge(was, -1), ...gauge(is, 1)]
}
