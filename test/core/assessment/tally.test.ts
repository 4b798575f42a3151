import { describe, expect, test } from 'vitest'
import { serviceOfTopic, topicKey } from '../../../src/core/assessment/topic.ts'
import { talliesOf } from '../../../src/core/assessment/tally.ts'
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts'
import { childAttached, reopenedAs } from '../../../src/core/work-order/second-stream.ts'
import {
  badAnswer,
  callbackPending,
  closed,
  dispatched,
  goodAnswer,
  goodReply,
  inHandling,
  objection,
  openCallbackWhenDue,
  replied,
  signed,
} from '../../support/flow.ts'
import { folded } from '../../support/life-invariants.ts'
import { createWorld, hotline, of, requesterOf, system, type World } from '../../support/world.ts'

const caller = hotline('callback_agent')
const reviewer = hotline('reviewer')

/** What the requests' whole streams count for a unit, without zeros; with `on`, only that day's. */
function counted(world: World, unitCode: string, numbers: readonly string[], on?: string): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const number of numbers) {
    for (const { before, event, after } of folded(number, world.events(number))) {
      for (const tally of talliesOf(before, event, after, 'Asia/Shanghai')) {
        if (tally.unitCode !== unitCode || (on !== undefined && tally.on !== on)) continue
        sums[tally.metric] = (sums[tally.metric] ?? 0) + tally.amount
      }
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

describe('the whole way', () => {
  test('counts each thing once, on its own day', () => {
    const world = createWorld(undefined, '2026-03-02 23:50')
    const number = dispatched(world)
    world.wait(20 * MINUTE).run(number, of('east-river'), 'sign', {})
    world.run(number, of('east-river'), 'recordContact', { means: 'phone', reached: true })
    world.run(number, of('east-river'), 'recordContact', { means: 'visit', reached: true })
    world.wait(DAY).run(number, of('east-river'), 'reply', goodReply)
    openCallbackWhenDue(world, number)
    world.wait(DAY).run(number, caller, 'recordCallback', goodAnswer)
    expect(counted(world, 'east-river', [number], '2026-03-02')).toEqual({ received: 1, dispatched: 1 })
    expect(counted(world, 'east-river', [number], '2026-03-03')).toEqual({ signed: 1, contactedFirst: 1 })
    expect(counted(world, 'east-river', [number], '2026-03-04')).toEqual({
      replied: 1,
      callbackDue: 1,
      callbackAnswered: 1,
    })
    expect(counted(world, 'east-river', [number], '2026-03-05')).toEqual({
      valid: 1,
      contacted: 1,
      resolved: 1,
      satisfied: 1,
    })
    expect(counted(world, 'east', [number])).toEqual({ received: 1 })
  })

  test('the gauge of open requests goes up with the order and down with its end', () => {
    const world = createWorld()
    const number = inHandling(world)
    expect(counted(world, 'east-river', [number], '1970-01-01')).toEqual({ open: 1 })
    world.run(number, requesterOf(number), 'withdraw', { reason: 'mistake' })
    expect(counted(world, 'east-river', [number], '1970-01-01')).toEqual({})
  })

  test('what is late is counted late', () => {
    const world = createWorld()
    const number = dispatched(world)
    world.wait(3 * DAY).run(number, of('east-river'), 'sign', {})
    world.run(number, of('east-river'), 'recordContact', { means: 'phone', reached: true })
    openCallbackWhenDue(world, number)
    world.wait(HOUR).run(number, of('east-river'), 'reply', goodReply)
    expect(counted(world, 'east-river', [number])).toMatchObject({
      signed: 1,
      signedLate: 1,
      contactedFirst: 1,
      firstContactLate: 1,
      replied: 1,
      repliedLate: 1,
    })
  })

  test('a reply that was sent back is none', () => {
    const world = createWorld()
    const number = replied(world)
    world.run(number, hotline('shift_lead'), 'returnReply', { reason: 'template' })
    expect(counted(world, 'east-river', [number])).not.toHaveProperty('replied')
    world.wait(DAY).run(number, of('east-river'), 'reply', goodReply)
    expect(counted(world, 'east-river', [number])).toMatchObject({ replied: 1 })
  })

  test('a place that becomes known by classification counts for its area, on the day of registration', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: null, areaCode: null })
    const classify = { serviceCode: 'street-litter', areaCode: 'A22' }
    world.wait(DAY).run(number, hotline('intake_agent'), 'classify', classify)
    world.run(number, hotline('intake_agent'), 'classify', { ...classify, areaCode: 'A11' })
    expect(counted(world, 'west-gate', [number])).toEqual({ received: 1 })
    expect(counted(world, 'west', [number], '2026-03-02')).toEqual({ received: 1 })
    expect(counted(world, 'east-river', [number])).toEqual({})
  })
})

describe('topics', () => {
  test('a request counts for its service from its first day on, whenever it is classified', () => {
    const world = createWorld(undefined, '2026-03-02 23:50')
    const number = world.register({ serviceCode: null })
    expect(counted(world, topicKey(null), [number])).toEqual({ topic: 1 })
    world.wait(DAY).run(number, hotline('intake_agent'), 'classify', { serviceCode: 'newborn-papers' })
    expect(counted(world, topicKey(null), [number])).toEqual({})
    expect(counted(world, topicKey('newborn-papers'), [number], '2026-03-02')).toEqual({ topic: 1 })
    expect(counted(world, topicKey('newborn-papers'), [number])).toEqual({ topic: 1 })
  })

  test('all topics of a day add up to what the city received, each request once', () => {
    const world = createWorld()
    const numbers = [dispatched(world), world.register({ serviceCode: null }), closed(world)]
    const topics = numbers.flatMap((number) =>
      [...folded(number, world.events(number))].flatMap(({ before, event, after }) =>
        talliesOf(before, event, after, 'Asia/Shanghai').filter(({ metric }) => metric === 'topic'),
      ),
    )
    expect(topics.reduce((sum, { amount }) => sum + amount, 0)).toBe(3)
    expect(new Set(topics.map(({ unitCode }) => serviceOfTopic(unitCode)))).toContain(null)
  })
})

describe('the three rates', () => {
  test('scenario 15: never contacted is a response of 0 out of 1; rework is counted apart', () => {
    const world = createWorld()
    const number = dispatched(world)
    openCallbackWhenDue(world, number)
    world.run(number, caller, 'recordCallback', badAnswer)
    openCallbackWhenDue(world, number)
    world.run(number, caller, 'recordCallback', goodAnswer)
    expect(counted(world, 'east-river', [number])).toEqual({
      received: 1,
      dispatched: 1,
      callbackDue: 1,
      callbackAnswered: 1,
      valid: 1,
      dissatisfied: 1,
      rework: 1,
    })
  })

  test('a rework that a district hands on is nobody’s new order', () => {
    const world = createWorld()
    const district = of('east', 'district_centre')
    const number = dispatched(world, { serviceCode: 'border-noise', areaCode: 'A111' })
    openCallbackWhenDue(world, number)
    world.run(number, caller, 'recordCallback', badAnswer)
    world.run(number, district, 'designateWithinArea', { unitCode: 'east-river' })
    expect(counted(world, 'east', [number])).toMatchObject({ dispatched: 1, valid: 1, rework: 1 })
    expect(counted(world, 'east-river', [number])).not.toHaveProperty('dispatched')
  })

  test('scenario 16: contacted, unsolved, basically satisfied', () => {
    const world = createWorld()
    const number = callbackPending(world)
    world.run(number, caller, 'recordCallback', {
      contacted: true,
      resolved: false,
      satisfaction: 'basically_satisfied',
    })
    expect(counted(world, 'east-river', [number])).toMatchObject({ valid: 1, contacted: 1, basicallySatisfied: 1 })
    expect(counted(world, 'east-river', [number])).not.toHaveProperty('resolved')
  })

  test('orders of which only the response counts never enter the other rates', () => {
    const world = createWorld()
    const number = closed(world, { serviceCode: 'bus-card' })
    const counts = counted(world, 'utilities', [number])
    expect(counts).toMatchObject({ responseOnlyValid: 1, responseOnlyContacted: 1, callbackDue: 1 })
    expect(counts).not.toHaveProperty('valid')
  })

  test('scenario 4 and services outside assessment: nothing for any unit', () => {
    const world = createWorld()
    const number = closed(world, { serviceCode: 'newborn-papers', areaCode: null })
    expect(counted(world, 'housing', [number])).toEqual({ dispatched: 1, signed: 1, contactedFirst: 1, replied: 1 })
    const redirected = world.register({ serviceCode: null, areaCode: null })
    world.run(redirected, hotline('intake_agent'), 'proposeRedirect', { disposition: 'private-matter' })
    const tallies = [...folded(redirected, world.events(redirected))].flatMap(({ before, event, after }) =>
      talliesOf(before, event, after, 'Asia/Shanghai'),
    )
    expect(tallies.filter(({ metric }) => metric !== 'topic')).toEqual([])
  })

  test('unreachable and declined are due and not valid', () => {
    const world = createWorld()
    const declined = callbackPending(world)
    world.run(declined, caller, 'recordAttempt', { result: 'declined' })
    const unreachable = callbackPending(world)
    for (const hour of ['2026-03-04 10:00', '2026-03-04 14:00', '2026-03-05 10:00']) {
      world.at(hour).run(unreachable, caller, 'recordAttempt', { result: 'no_answer' })
    }
    world.run(unreachable, caller, 'closeUnreachable', {})
    const counts = counted(world, 'east-river', [declined, unreachable])
    expect(counts).toMatchObject({ callbackDue: 2, declined: 1, unreachable: 1 })
    expect(counts).not.toHaveProperty('valid')
  })

  test('sixty merged callers count for the volume of the area and sixty answers, but one dispatch (scenario 6)', () => {
    const world = createWorld()
    const cold = { serviceCode: 'heating-cold' }
    const parent = dispatched(world, cold)
    const children = Array.from({ length: 60 }, () => {
      const child = world.register(cold)
      world.run(child, hotline('dispatcher'), 'merge', { parent }, parent)
      world.record(parent, hotline('dispatcher'), 'dispatched', [childAttached(child)])
      return child
    })
    openCallbackWhenDue(world, parent)
    for (const child of children) {
      world.run(child, system, 'openCallback', {}, parent)
      world.run(child, caller, 'recordCallback', goodAnswer)
    }
    expect(counted(world, 'utilities', [parent, ...children])).toMatchObject({
      dispatched: 1,
      callbackDue: 61,
      valid: 60,
      satisfied: 60,
    })
    expect(counted(world, 'east-river', [parent, ...children])).toEqual({ received: 61 })
  })
})

describe('exclusions', () => {
  const river = of('east-river')
  const ask = (world: World, number: string) =>
    world.run(number, river, 'requestExclusion', { reason: 'proven-false', evidence: ['x'], grounds: '' })

  test('granted, they are taken out of every rate, on the day of the answer; both calibres remain', () => {
    const world = createWorld()
    const number = closed(world, {}, { contacted: true, resolved: true, satisfaction: 'basically_satisfied' })
    world.wait(2 * DAY)
    ask(world, number)
    world.run(number, reviewer, 'decideExclusion', { exclusion: 1, granted: true, opinion: '' })
    expect(counted(world, 'east-river', [number], '2026-03-02')).toMatchObject({
      valid: 1,
      resolved: 1,
      excludedValid: 1,
      excludedContacted: 1,
      excludedResolved: 1,
      excludedBasically: 1,
    })
  })

  test('refused nothing changes; won on appeal it is counted once', () => {
    const world = createWorld()
    const number = closed(world, { serviceCode: 'street-litter' }, { ...badAnswer, resolved: true })
    ask(world, number)
    world.run(number, reviewer, 'decideExclusion', { exclusion: 1, granted: false, opinion: '' })
    expect(counted(world, 'east-river', [number])).not.toHaveProperty('excludedValid')
    world.run(number, river, 'appealExclusion', { exclusion: 1, grounds: '' })
    const officer = hotline('assessment_officer')
    world.run(number, officer, 'decideExclusionAppeal', { exclusion: 1, granted: true, opinion: '' })
    expect(counted(world, 'east-river', [number])).toMatchObject({
      excludedValid: 1,
      excludedResolved: 1,
      excludedDissatisfied: 1,
    })
  })

  test('of a response-only order only its response is taken out', () => {
    const world = createWorld()
    const number = closed(world, { serviceCode: 'bus-card' })
    world.run(number, of('utilities'), 'requestExclusion', { reason: 'proven-false', evidence: ['x'], grounds: '' })
    world.run(number, reviewer, 'decideExclusion', { exclusion: 1, granted: true, opinion: '' })
    const counts = counted(world, 'utilities', [number])
    expect(counts).toMatchObject({ excludedResponseOnlyValid: 1, excludedResponseOnlyContacted: 1 })
    expect(counts).not.toHaveProperty('excludedValid')
  })
})

describe('dispatch quality and cooperation', () => {
  test('an upheld objection counts for the unit that was right, and takes its opened callback back', () => {
    const world = createWorld()
    const number = dispatched(world, { serviceCode: 'heating-cold' })
    world.run(number, of('utilities'), 'object', objection)
    openCallbackWhenDue(world, number)
    expect(counted(world, 'utilities', [number])).toMatchObject({ callbackDue: 1, objected: 1 })
    world.run(number, reviewer, 'designate', { unitCode: 'housing', opinion: '' })
    expect(counted(world, 'utilities', [number])).toEqual({ dispatched: 1, signed: 1, objected: 1, objectionUpheld: 1 })
    expect(counted(world, 'housing', [number])).toEqual({ dispatched: 1, open: 1 })
  })

  test('scenario 10: a late assistant on its own account, the lead shares it only if it never urged', () => {
    const world = createWorld()
    const number = inHandling(world)
    const river = of('east-river')
    for (const unitCode of ['market', 'environment', 'housing'])
      world.run(number, river, 'addAssist', { unitCode, task: '' })
    world.run(number, of('housing'), 'reportAssist', { workOrder: 4, result: '' })
    world.run(number, river, 'urgeAssist', { workOrder: 2 })
    world.wait(6 * DAY).run(number, of('market'), 'reportAssist', { workOrder: 2, result: '' })
    expect(counted(world, 'market', [number])).toEqual({ assisted: 1, assistLate: 1 })
    expect(counted(world, 'housing', [number])).toEqual({ assisted: 1 })
    expect(counted(world, 'east-river', [number])).not.toHaveProperty('assistLateNotUrged')
    openCallbackWhenDue(world, number)
    world.run(number, caller, 'recordCallback', goodAnswer)
    expect(counted(world, 'environment', [number])).toEqual({ assisted: 1, assistLate: 1 })
    expect(counted(world, 'east-river', [number])).toMatchObject({ assistLateNotUrged: 1, valid: 1, resolved: 1 })
  })

  test('whistles: called and missed', () => {
    const world = createWorld()
    const number = signed(world)
    world.run(number, of('east-river'), 'whistle', { kind: 'key_work', departments: ['market', 'housing'], issue: '' })
    world.wait(DAY).run(number, system, 'markWhistleMissed', { whistle: 1, unitCode: 'housing' })
    expect(counted(world, 'market', [number])).toEqual({ whistled: 1 })
    expect(counted(world, 'housing', [number])).toEqual({ whistled: 1, whistleMissed: 1 })
  })

  test('a reopened request counts for the unit that had closed it', () => {
    const world = createWorld()
    const number = closed(world)
    world.record(number, system, 'closed', [reopenedAs('x')])
    expect(counted(world, 'east-river', [number])).toMatchObject({ reopened: 1 })
  })
})
