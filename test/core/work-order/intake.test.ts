import { describe, expect, test } from 'vitest'
import { importPast } from '../../../src/core/work-order/import-past.ts'
import { reopen } from '../../../src/core/work-order/reopen.ts'
import { reopenedAs } from '../../../src/core/work-order/second-stream.ts'
import { DAY } from '../../../src/core/time.ts'
import { closed, dispatched, inHandling } from '../../support/flow.ts'
import { createWorld, hotline, intake, requesterOf, system } from '../../support/world.ts'

const intakeAgent = hotline('intake_agent')

describe('consultation', () => {
  test('is answered from an article, without dispatch, and can still be rated (scenario 2)', () => {
    const world = createWorld()
    const number = world.register({ requestType: 'inquiry', serviceCode: null, areaCode: null })
    world.run(number, intakeAgent, 'answerDirectly', { article: 'newborn-7', answer: '到派出所办理' })
    expect(world.request(number)).toMatchObject({ state: 'answered_directly', disposition: 'answered', workOrders: [] })
    world.run(number, requesterOf(number), 'rateAnswer', { satisfaction: 'satisfied' })
    expect(world.request(number)).toMatchObject({ state: 'closed', disposition: 'answered', callbacks: [] })
    expect(world.refusal(number, requesterOf(number), 'rateAnswer', { satisfaction: 'dissatisfied' })).toBe(
      'rating_final',
    )
  })

  test('a complaint is not answered away', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: null })
    expect(world.refusal(number, intakeAgent, 'answerDirectly', { article: 'x', answer: 'y' })).toBe('not_an_inquiry')
  })
})

test('a smell of gas is transferred at once, kept, and raises the alarm (scenario 3)', () => {
  const world = createWorld()
  const number = world.register({ serviceCode: null, areaCode: null })
  expect(world.refusal(number, intakeAgent, 'transferEmergency', { to: '999' })).toBe('not_a_choice')
  world.run(number, intakeAgent, 'transferEmergency', { to: '119' })
  expect(world.request(number)).toMatchObject({ state: 'transferred_emergency', disposition: 'emergency', alarm: true })
  const second = world.register({ serviceCode: 'gas-smell' })
  expect(world.request(second)).toMatchObject({ level: 'L1', alarm: true, state: 'pending_dispatch' })
  expect(world.refusal(second, system, 'dispatch', {})).toBe('person_required')
  expect(world.types(second)).toEqual(['registered', 'alarm_raised'])
})

describe('redirect', () => {
  test('labour arbitration: a legal route, confirmed by another person, no unit (scenario 4)', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: null })
    world.run(number, intakeAgent, 'proposeRedirect', { disposition: 'legal-route' })
    expect(world.request(number).state).toBe('redirect_review')
    const sameMan = hotline('shift_lead', intakeAgent.id)
    expect(world.refusal(number, sameMan, 'confirmRedirect', {})).toBe('second_person_required')
    world.run(number, hotline('shift_lead'), 'confirmRedirect', {})
    expect(world.request(number)).toMatchObject({ state: 'redirected', disposition: 'redirected', workOrders: [] })
  })

  test('a disposition that needs no confirmation takes effect at once; the requester may object once', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: null })
    world.run(number, intakeAgent, 'proposeRedirect', { disposition: 'private-matter' })
    expect(world.request(number)).toMatchObject({ state: 'redirected', dispatchDueAt: null })
    world.run(number, requesterOf(number), 'objectToRedirect', { words: '这是公共设施' })
    expect(world.request(number)).toMatchObject({ state: 'registered', disposition: null, settledAt: null })
    expect(world.request(number).dispatchDueAt).toBe(world.now() + DAY)
    world.run(number, intakeAgent, 'proposeRedirect', { disposition: 'private-matter' })
    expect(world.refusal(number, requesterOf(number), 'objectToRedirect', { words: '还是' })).toBe('already_objected')
  })

  test.each(['to-emergency', 'same-matter', 'nonsense'])('%s is no redirect', (disposition) => {
    const world = createWorld()
    const number = world.register({ serviceCode: null })
    expect(world.refusal(number, intakeAgent, 'proposeRedirect', { disposition })).toBe('disposition_not_found')
  })

  test('declined, it is at intake again', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: null })
    world.run(number, intakeAgent, 'proposeRedirect', { disposition: 'unlawful' })
    world.run(number, hotline('shift_lead'), 'declineRedirect', { note: '可以受理' })
    expect(world.request(number).state).toBe('registered')
    expect(world.request(number).overlays[0]).toMatchObject({ kind: 'redirect', state: 'refused' })
  })
})

describe('the same caller and the same matter on day 3 (scenario 5)', () => {
  test('without a new fact: told how it stands', () => {
    const world = createWorld()
    const earlier = inHandling(world)
    const repeat = world.wait(2 * DAY).register({ serviceCode: null })
    world.run(repeat, intakeAgent, 'informRepeat', { earlier, message: '正在办理' }, earlier)
    expect(world.request(repeat)).toMatchObject({
      state: 'repeat_informed',
      disposition: 'repeat',
      earlierNumber: earlier,
    })
  })

  test('with a new photo: a new linked order, which may not be informed away', () => {
    const world = createWorld()
    const earlier = inHandling(world)
    const linked = world.wait(2 * DAY).register({ serviceCode: null, earlierNumber: earlier })
    expect(world.refusal(linked, intakeAgent, 'informRepeat', { earlier, message: '' }, earlier)).toBe('new_fact_given')
    expect(world.refusal(linked, intakeAgent, 'informRepeat', { earlier, message: '' })).toBe('request_not_found')
  })
})

describe('reopening', () => {
  test('within the days of the pack, later only with a new fact, never while it is open', () => {
    const world = createWorld()
    const number = closed(world)
    const open = dispatched(world)
    const context = () => ({ rulebook: world.rulebook, now: world.now() })
    expect(reopen(world.request(open), true, context())).toMatchObject({ refusal: { code: 'move_not_allowed' } })
    world.wait(15 * DAY)
    expect(reopen(world.request(number), false, context())).toEqual({ ok: true })
    world.wait(1)
    expect(reopen(world.request(number), false, context())).toMatchObject({ refusal: { code: 'reopen_window_closed' } })
    expect(reopen(world.request(number), true, context())).toEqual({ ok: true })
  })

  test('the old stream names the new number and changes in nothing else', () => {
    const world = createWorld()
    const number = closed(world)
    const before = world.request(number)
    const after = world.record(number, system, 'closed', [reopenedAs('26030200099990')])
    expect({ ...after, seq: before.seq, changedAt: before.changedAt }).toEqual(before)
  })
})

describe('a request of the past', () => {
  test('is closed as imported with the unit of the catalogue, and without clock, alarm or callback', () => {
    const world = createWorld()
    const context = { rulebook: world.rulebook, actor: system, now: world.now() }
    const registration = importPast(intake({ serviceCode: 'gas-smell' }), context)
    if (!registration.ok) throw new Error(registration.refusal.code)
    const request = world.record('1', system, registration.to, registration.events)
    expect(world.types('1')).toEqual(['registered', 'imported'])
    expect(world.events('1')[0]?.facts, 'the journal promises nothing').toMatchObject({ dispatchDueAt: null })
    expect(request).toMatchObject({
      state: 'closed',
      disposition: 'imported',
      leadUnit: 'utilities',
      dispatchDueAt: null,
      dueAt: null,
      callbackDueAt: null,
      promisedAt: null,
      alarm: false,
      settledAt: world.now(),
      workOrders: [],
    })
  })

  test('a subdistrict keeps its district; an unknown service has no unit', () => {
    const world = createWorld()
    const context = { rulebook: world.rulebook, actor: system, now: world.now() }
    const known = importPast(intake(), context)
    const unknown = importPast(intake({ serviceCode: null }), context)
    expect(known).toMatchObject({ events: [{}, { facts: { leadUnit: 'east-river', districtUnit: 'east' } }] })
    expect(unknown).toMatchObject({ events: [{}, { facts: { leadUnit: null, reasons: ['service_unknown'] } }] })
    expect(importPast(intake({ serviceCode: 'nothing' }), context)).toMatchObject({
      refusal: { code: 'service_not_found' },
    })
  })
})

describe('withdrawal', () => {
  test('ends every open order and keeps the record', () => {
    const world = createWorld()
    const number = inHandling(world)
    expect(world.refusal(number, requesterOf('0'), 'withdraw', { reason: 'mistake' })).toBe('not_permitted')
    expect(world.refusal(number, requesterOf(number), 'withdraw', { reason: 'because' })).toBe('reason_not_found')
    world.run(number, requesterOf(number), 'withdraw', { reason: 'mistake' })
    expect(world.request(number)).toMatchObject({ state: 'withdrawn', disposition: 'withdrawn', callbackDueAt: null })
    expect(world.request(number).workOrders.map((order) => order.outcome)).toEqual(['withdrawn'])
    expect(world.refusal(number, intakeAgent, 'addFact', { fact: '还有' })).toBe('move_not_allowed')
  })
})
