import { expect } from 'vitest'
import { talliesOf } from '../../src/core/assessment/tally.ts'
import { apply, begin, replay } from '../../src/core/work-order/apply.ts'
import type { RecordedEvent } from '../../src/core/work-order/events.ts'
import { isPending } from '../../src/core/work-order/overlay.ts'
import {
  liveAssists,
  liveLead,
  type RequestNumber,
  type ServiceRequest,
} from '../../src/core/work-order/service-request.ts'
import { isSettled, unitStates, type RequestState } from '../../src/core/work-order/states.ts'
import { isLive } from '../../src/core/work-order/work-order.ts'
import { freeText } from './random-life.ts'
import { tinyCity } from './tiny-city.ts'
import type { World } from './world.ts'

/** What holds of every request at every moment, whoever did what before. */
export function expectSound(request: ServiceRequest): void {
  const leads = request.workOrders.filter((order) => order.role === 'lead' && isLive(order))
  expect(leads.length, `live leads in ${request.state}`).toBe(isHeld(request) ? 1 : 0)
  const lead = leads[0]
  if (lead) {
    expect(lead.deadline.startedAt, 'a clock starts at its own dispatch').toBe(lead.dispatchedAt)
    // While a ledger entry holds the clock, the next thing due is its review; the stamp stays.
    const ledger = request.overlays.find((overlay) => overlay.kind === 'ledger' && overlay.state === 'active')
    expect(lead.dueAt).toBe(ledger ? ledger.dueAt : lead.deadline.dueAt)
    expect(request.dueAt).toBe(lead.dueAt)
    expect(request.leadUnit).toBe(lead.unitCode)
    expect(request.promisedAt).not.toBeNull()
  }
  if (isSettled(request.state)) expectSettled(request)
  else expect([request.settledAt, request.disposition], 'an open request has not ended').toEqual([null, null])
  expectOverlays(request)
  expectAnswers(request)
  expect(request.hops).toBeLessThanOrEqual(tinyCity.rules.objectionMaxHops)
  expect(request.round).toBeLessThanOrEqual(tinyCity.rules.reworkMaxRounds + 1)
  expect(request.childCount).toBeGreaterThanOrEqual(0)
  expect(request.state === 'merged').toBe(request.state === 'merged' && request.parentNumber !== null)
}

const isHeld = ({ state, parentNumber }: ServiceRequest): boolean =>
  (unitStates as readonly RequestState[]).includes(state) || (state === 'callback_pending' && parentNumber === null)

function expectSettled(request: ServiceRequest): void {
  expect(request.workOrders.filter(isLive), 'a settled request has no live order').toEqual([])
  expect([request.callbackDueAt, request.dispatchDueAt, request.nextAttemptAt]).toEqual([null, null, null])
  expect(request.settledAt).not.toBeNull()
  expect(request.disposition).not.toBeNull()
}

function expectOverlays(request: ServiceRequest): void {
  const pending = request.overlays.filter(isPending)
  if (isSettled(request.state)) {
    expect(pending.filter(({ kind }) => kind !== 'exclusion' && kind !== 'whistle')).toEqual([])
  }
  const lead = liveLead(request)
  for (const overlay of pending) {
    if (overlay.kind === 'extension' || overlay.kind === 'ledger') {
      expect('workOrder' in overlay.detail && overlay.detail.workOrder, `${overlay.kind} of the live lead`).toBe(
        lead?.ordinal,
      )
    }
    if (overlay.kind === 'ledger' && overlay.state === 'active') {
      expect(['signed', 'in_handling'], 'a ledger entry can always be returned').toContain(request.state)
      expect(request.callbackDueAt, 'a ledger entry holds the callback').toBeNull()
    }
    if (overlay.kind === 'objection') expect(['objection_review', 'callback_pending']).toContain(request.state)
    if (overlay.kind === 'termination') expect(request.state).toBe('termination_review')
  }
  if (request.state === 'objection_review') expect(pending.some(({ kind }) => kind === 'objection')).toBe(true)
  for (const assist of liveAssists(request)) expect(assist.unitCode).not.toBe(lead?.unitCode)
}

function expectAnswers(request: ServiceRequest): void {
  const valid = request.callbacks.filter((attempt) => attempt.result === 'valid')
  expect(
    valid.slice(1).some((attempt) => attempt.scores),
    'only the first answer scores',
  ).toBe(false)
  expect(request.callbacks.some((attempt) => attempt.excluded && !attempt.scores)).toBe(false)
  if (request.state === 'callback_pending') expect(request.callbackOpenedAt).not.toBeNull()
}

/** What holds of a whole stream: its fold, its promise, its facts, its counts. */
export function expectSoundStream(world: World, number: RequestNumber): void {
  const events = world.events(number)
  const request = world.request(number)
  expect(replay(number, events)).toEqual(request)
  expect(request.seq).toBe(events.length)
  expect(JSON.stringify(events.map(({ facts }) => facts)), 'free text stays out of the journal').not.toContain(freeText)
  let promisedAt: number | null = null
  for (const { after } of folded(number, events)) {
    if (promisedAt !== null) expect(after.promisedAt, 'the first promise never changes').toBe(promisedAt)
    promisedAt = after.promisedAt
  }
}

/** Counters of all streams together say what the requests themselves say. */
export function expectSoundCounts(world: World, numbers: readonly RequestNumber[]): void {
  const sums = new Map<string, number>()
  for (const number of numbers) {
    for (const { before, event, after } of folded(number, world.events(number))) {
      for (const { unitCode, metric, amount } of talliesOf(before, event, after, tinyCity.timeZone)) {
        const key = `${unitCode} ${metric}`
        sums.set(key, (sums.get(key) ?? 0) + amount)
      }
    }
  }
  const requests = numbers.map((number) => world.request(number))
  for (const { code } of tinyCity.units) {
    const sum = (metric: string) => sums.get(`${code} ${metric}`) ?? 0
    const answers = requests.flatMap(({ scope, callbacks }) =>
      callbacks.filter((one) => one.scores && one.unitCode === code).map((one) => ({ ...one, scope })),
    )
    const rated = answers.filter(({ scope }) => scope === 'three_rates')
    expect(sum('open')).toBe(requests.filter((request) => liveLead(request)?.unitCode === code).length)
    const given = requests
      .flatMap(({ workOrders }) => workOrders)
      .filter((order) => order.unitCode === code && order.outcome !== 'recalled')
    expect(sum('dispatched')).toBe(given.filter((order) => order.role === 'lead' && order.round === 1).length)
    expect(sum('assisted')).toBe(given.filter((order) => order.role === 'assist').length)
    expect(sum('valid')).toBe(rated.length)
    expect(sum('contacted')).toBe(rated.filter((one) => one.contacted).length)
    expect(sum('resolved')).toBe(rated.filter((one) => one.resolved).length)
    expect(sum('satisfied') + sum('basicallySatisfied') + sum('dissatisfied')).toBe(rated.length)
    expect(sum('responseOnlyValid')).toBe(answers.length - rated.length)
    expect(sum('excludedValid')).toBe(rated.filter((one) => one.excluded).length)
    const reached = sum('valid') + sum('responseOnlyValid') + sum('unreachable') + sum('declined')
    expect(reached, `answers of ${code} within callbacks due`).toBeLessThanOrEqual(sum('callbackDue'))
  }
  expect([...sums].filter(([, amount]) => amount < 0)).toEqual([])
}

export function* folded(
  number: RequestNumber,
  events: readonly RecordedEvent[],
): Generator<{ before: ServiceRequest | null; event: RecordedEvent; after: ServiceRequest }> {
  let before: ServiceRequest | null = null
  for (const event of events) {
    const after: ServiceRequest = before === null ? begin(number, event) : apply(before, event)
    yield { before, event, after }
    before = after
  }
}
