import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../src/core/time.ts'
import { liveLead, type RequestNumber } from '../../../src/core/work-order/service-request.ts'
import { badAnswer, dispatched, goodAnswer, inHandling, leadOf, objection } from '../../support/flow.ts'
import { createWorld, hotline, of, system, type World } from '../../support/world.ts'

const reviewer = hotline('reviewer')
const card = { serviceCode: 'prepaid-card' } as const

/** Dispatched to the unit, objected to and upheld: one hop. */
function hop(world: World, number: RequestNumber, unitCode: string): void {
  world.run(number, hotline('dispatcher'), 'dispatch', { unitCode })
  world.run(number, of(unitCode), 'object', objection)
  world.run(number, reviewer, 'upholdObjection', { opinion: '确非职责' })
}

describe('objection', () => {
  test('refused on day 2: the original deadline still stands, and the unit must handle (scenario 8)', () => {
    const world = createWorld()
    const number = dispatched(world, card)
    const { dueAt, promisedAt } = world.request(number)
    world.wait(DAY).run(number, of('market'), 'object', objection)
    world.wait(DAY).run(number, reviewer, 'refuseObjection', { opinion: '属本单位职责' })
    expect(world.request(number)).toMatchObject({
      state: 'in_handling',
      leadUnit: 'market',
      dueAt,
      promisedAt,
      hops: 0,
    })
    expect(world.refusal(number, of('market'), 'object', objection)).toBe('move_not_allowed')
  })

  test('its window is that of the level, from the dispatch of this unit, in working days to the end of the day', () => {
    const world = createWorld(undefined, '2026-03-06 16:00')
    const number = dispatched(world, card)
    world.at('2026-03-10 18:00')
    expect(world.refusal(number, of('market'), 'object', objection)).toBeUndefined()
    world.wait(1)
    expect(world.refusal(number, of('market'), 'object', objection)).toBe('objection_window_closed')
  })

  test.each([
    [{ ...objection, ground: 'too-much-work' }, 'reason_not_found'],
    [{ ...objection, suggestedUnit: 'nobody' }, 'unit_not_found'],
  ])('%j is refused as %s', (input, code) => {
    const world = createWorld()
    expect(world.refusal(dispatched(world, card), of('market'), 'object', input)).toBe(code)
  })

  test('upheld: the next clock starts at its own dispatch, the first promise is kept beside it', () => {
    const world = createWorld()
    const number = dispatched(world, card)
    const { promisedAt } = world.request(number)
    world.wait(DAY).run(number, of('market'), 'object', objection)
    world.wait(DAY).run(number, reviewer, 'upholdObjection', { opinion: '' })
    expect(world.request(number)).toMatchObject({
      state: 'pending_dispatch',
      hops: 1,
      leadUnit: null,
      dueAt: null,
      callbackDueAt: null,
      promisedAt,
      dispatchDueAt: world.now() + DAY,
    })
    world.wait(HOUR).run(number, hotline('dispatcher'), 'dispatch', { unitCode: 'housing' })
    const lead = liveLead(world.request(number))
    expect(lead).toMatchObject({ unitCode: 'housing', dispatchedAt: world.now() })
    expect(lead?.deadline.startedAt).toBe(world.now())
    expect(world.request(number)).toMatchObject({ dueAt: world.now() + 7 * DAY, promisedAt })
  })

  test('after it the catalogue is unclear: to the district, and never straight back', () => {
    const world = createWorld()
    const number = world.register(card)
    hop(world, number, 'market')
    const back = world.refusal(number, hotline('dispatcher'), 'dispatch', { unitCode: 'market' })
    expect(back).toBe('objection_was_upheld')
    world.run(number, system, 'dispatch', {})
    expect(world.request(number)).toMatchObject({ leadUnit: 'east' })
  })

  test('nobody decides on his own dispatch', () => {
    const world = createWorld()
    const number = world.register(card)
    world.run(number, hotline('dispatcher', 'both-hats'), 'dispatch', {})
    world.run(number, of('market'), 'object', objection)
    const decider = hotline('reviewer', 'both-hats')
    expect(world.refusal(number, decider, 'upholdObjection', { opinion: '' })).toBe('own_decision')
    expect(world.refusal(number, decider, 'refuseObjection', { opinion: '' })).toBe('own_decision')
    expect(world.refusal(number, decider, 'designate', { unitCode: 'housing', opinion: '' })).toBe('own_decision')
  })
})

describe('designation', () => {
  test('at the third hop the authority designates, and the unit cannot return it (scenario 9)', () => {
    const world = createWorld()
    const number = world.register(card)
    hop(world, number, 'market')
    hop(world, number, 'housing')
    world.run(number, hotline('dispatcher'), 'dispatch', { unitCode: 'environment' })
    world.run(number, of('environment'), 'object', objection)
    expect(world.refusal(number, reviewer, 'upholdObjection', { opinion: '' })).toBe('designation_due')
    world.wait(HOUR).run(number, reviewer, 'designate', { unitCode: 'market', opinion: '指定承办' })
    expect(world.request(number)).toMatchObject({
      state: 'dispatched',
      leadUnit: 'market',
      hops: 3,
      designatedFinal: true,
    })
    expect(world.request(number).dueAt).toBe(world.now() + 7 * DAY)
    expect(world.refusal(number, of('market'), 'object', objection)).toBe('designated_final')
  })

  test('is allowed before, to another unit that may lead', () => {
    const world = createWorld()
    const number = dispatched(world, card)
    world.run(number, of('market'), 'object', objection)
    const designate = (unitCode: string) => world.refusal(number, reviewer, 'designate', { unitCode, opinion: '' })
    expect(designate('market')).toBe('unit_already_involved')
    expect(designate('river-bank')).toBe('community_cannot_lead')
    expect(designate('nobody')).toBe('unit_not_found')
    expect(designate('housing')).toBeUndefined()
  })
})

describe('an objection that is open when the limit expires', () => {
  function openBoth(world: World): RequestNumber {
    const number = dispatched(world, { serviceCode: 'heating-cold' })
    world.wait(HOUR).run(number, of('utilities'), 'object', objection)
    world.wait(24 * HOUR).run(number, system, 'openCallback', {})
    return number
  }

  test('does not hold the callback, and stays open', () => {
    const world = createWorld()
    const number = openBoth(world)
    expect(world.request(number)).toMatchObject({ state: 'callback_pending', scoringUnit: 'utilities' })
    expect(world.request(number).overlays[0]).toMatchObject({ kind: 'objection', state: 'open' })
  })

  test('refused: the callback goes on', () => {
    const world = createWorld()
    const number = openBoth(world)
    world.run(number, reviewer, 'refuseObjection', { opinion: '' })
    expect(world.request(number)).toMatchObject({ state: 'callback_pending', scoringUnit: 'utilities' })
    expect(world.refusal(number, reviewer, 'upholdObjection', { opinion: '' })).toBe('objection_not_open')
  })

  test('upheld before an answer: back to dispatch, and the callback was not this unit’s', () => {
    const world = createWorld()
    const number = openBoth(world)
    world.run(number, reviewer, 'upholdObjection', { opinion: '' })
    expect(world.request(number)).toMatchObject({
      state: 'pending_dispatch',
      scoringUnit: null,
      callbackOpenedAt: null,
      nextAttemptAt: null,
    })
  })

  test('after an answer it is overtaken: the rating is final', () => {
    const world = createWorld()
    const closedOne = openBoth(world)
    world.run(closedOne, hotline('callback_agent'), 'recordCallback', goodAnswer)
    expect(world.refusal(closedOne, reviewer, 'upholdObjection', { opinion: '' })).toBe('move_not_allowed')
    const reworked = openBoth(world)
    world.run(reworked, hotline('callback_agent'), 'recordCallback', badAnswer)
    expect(world.request(reworked)).toMatchObject({ state: 'in_handling', scoringUnit: 'utilities' })
    for (const number of [closedOne, reworked]) {
      expect(world.request(number).overlays[0]).toMatchObject({ kind: 'objection', state: 'lapsed' })
    }
  })
})

test('what the unit had asked for ends with its order', () => {
  const world = createWorld()
  const number = dispatched(world, card)
  world.run(number, of('market'), 'requestExtension', {
    reason: 'inspection',
    amount: 2,
    requesterInformed: true,
    explanation: '',
  })
  world.run(number, of('market'), 'object', objection)
  world.run(number, reviewer, 'upholdObjection', { opinion: '' })
  world.run(number, hotline('dispatcher'), 'dispatch', { unitCode: 'housing' })
  expect(world.request(number).overlays[0]).toMatchObject({ kind: 'extension', state: 'lapsed' })
  expect(world.refusal(number, reviewer, 'decideExtension', { extension: 1, granted: true })).toBe('already_done')
})

test('rework comes back to the unit, which has lost its time to object', () => {
  const world = createWorld()
  const number = inHandling(world)
  world.wait(8 * DAY).run(number, system, 'openCallback', {})
  world.run(number, hotline('callback_agent'), 'recordCallback', badAnswer)
  expect(liveLead(world.request(number))).toMatchObject({ designated: true, round: 2, signingDueAt: null })
  expect(world.refusal(number, leadOf(world, number), 'object', objection)).toBe('move_not_allowed')
})
