import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../src/core/time.ts'
import { nextForChildren, childAttached, childDetached } from '../../../src/core/work-order/second-stream.ts'
import {
  badAnswer,
  callbackPending,
  closed,
  dispatched,
  goodAnswer,
  goodReply,
  inHandling,
  leadOf,
  objection,
  openCallbackWhenDue,
  replied,
} from '../../support/flow.ts'
import { createWorld, hotline, of, requesterOf, system, type World } from '../../support/world.ts'

const caller = hotline('callback_agent')
const dispatcher = hotline('dispatcher')

describe('callback', () => {
  test('starts at expiry even without a reply; "not contacted" is the citizen’s answer (scenario 15)', () => {
    const world = createWorld()
    const number = dispatched(world)
    world.wait(7 * DAY - 1)
    expect(world.refusal(number, system, 'openCallback', {})).toBe('callback_not_due')
    world.wait(1).run(number, system, 'openCallback', {})
    world.run(number, caller, 'recordCallback', badAnswer)
    const request = world.request(number)
    expect(request.callbacks[0]).toMatchObject({
      contacted: false,
      scores: true,
      unitCode: 'east-river',
      attemptedOn: '2026-03-09',
    })
    expect(request).toMatchObject({ state: 'in_handling', round: 2, disposition: null })
  })

  test('after a reply it waits the minutes of the pack, and never beyond the deadline', () => {
    const world = createWorld()
    const number = inHandling(world)
    const dueAt = world.request(number).dueAt ?? 0
    world.wait(dueAt - world.now() - 1).run(number, of('east-river'), 'reply', goodReply)
    expect(world.request(number).callbackDueAt).toBe(dueAt)
  })

  test('contacted, unsolved, basically satisfied: recorded as it was said; rework opens (scenario 16)', () => {
    const world = createWorld()
    const number = callbackPending(world)
    world.run(number, caller, 'recordCallback', {
      contacted: true,
      resolved: false,
      satisfaction: 'basically_satisfied',
      unsolvedReason: 'came-back',
    })
    const reworkDueAt = world.now() + 5 * DAY
    expect(world.request(number)).toMatchObject({
      state: 'in_handling',
      round: 2,
      dueAt: reworkDueAt,
      scoringUnit: 'east-river',
    })
    world.run(number, of('east-river'), 'reply', goodReply)
    openCallbackWhenDue(world, number)
    world.run(number, caller, 'recordCallback', goodAnswer)
    const request = world.request(number)
    expect(request).toMatchObject({ state: 'closed', disposition: 'rated' })
    expect(request.callbacks.map(({ round, scores, resolved }) => ({ round, scores, resolved }))).toEqual([
      { round: 1, scores: true, resolved: false },
      { round: 2, scores: false, resolved: true },
    ])
  })

  test('rework ends after the rounds of the pack', () => {
    const world = createWorld()
    const number = callbackPending(world)
    for (const round of [2, 3]) {
      world.run(number, caller, 'recordCallback', badAnswer)
      expect(world.request(number)).toMatchObject({ state: 'in_handling', round })
      openCallbackWhenDue(world, number)
    }
    world.run(number, caller, 'recordCallback', badAnswer)
    expect(world.request(number)).toMatchObject({ state: 'closed', disposition: 'rated', round: 3 })
  })

  test('the rating is final', () => {
    const world = createWorld()
    const number = closed(world)
    expect(world.refusal(number, caller, 'recordCallback', badAnswer)).toBe('rating_final')
  })

  test('a unit never asks about itself; a reason is coded', () => {
    const world = createWorld()
    const number = inHandling(world)
    world.run(number, of('east-river'), 'assignHandler', { handler: 'li' })
    openCallbackWhenDue(world, number)
    expect(world.refusal(number, of('east-river', 'callback_agent'), 'recordCallback', goodAnswer)).toBe('own_unit')
    expect(world.refusal(number, hotline('callback_agent', 'li'), 'recordCallback', goodAnswer)).toBe('own_unit')
    for (const own of [of('east-river', 'callback_agent'), hotline('callback_agent', 'li')]) {
      expect(world.refusal(number, own, 'recordAttempt', { result: 'declined' })).toBe('own_unit')
      expect(world.refusal(number, own, 'closeUnreachable', {})).toBe('own_unit')
    }
    expect(world.refusal(number, of('east-river'), 'recordCallback', goodAnswer)).toBe('not_permitted')
    const answer = { ...badAnswer, unsolvedReason: 'whatever' }
    expect(world.refusal(number, caller, 'recordCallback', answer)).toBe('reason_not_found')
    expect(world.refusal(number, requesterOf(number), 'recordCallback', goodAnswer)).toBeUndefined()
    expect(world.refusal(number, requesterOf('0'), 'recordCallback', goodAnswer)).toBe('not_permitted')
  })

  test('an answer about a service outside assessment, or praise, scores for nobody', () => {
    const world = createWorld()
    const outside = closed(world, { serviceCode: 'newborn-papers' })
    const praise = closed(world, { requestType: 'praise' })
    for (const number of [outside, praise]) {
      expect(world.request(number).callbacks[0]).toMatchObject({ result: 'valid', scores: false })
    }
  })
})

describe('a requester who cannot be reached', () => {
  const attempt = (world: World, number: string) => world.run(number, caller, 'recordAttempt', { result: 'no_answer' })

  test('is tried at other hours and on another day before the close', () => {
    const world = createWorld()
    const number = callbackPending(world)
    attempt(world, number)
    expect(world.request(number).nextAttemptAt).toBe(world.now() + 3 * HOUR)
    attempt(world, number)
    attempt(world, number)
    const impatient = world.decide(number, caller, 'closeUnreachable', {})
    expect(impatient).toMatchObject({ refusal: { code: 'attempts_missing', facts: { attempts: 1, days: 1 } } })
    world.at('2026-03-02 13:00')
    attempt(world, number)
    expect(world.request(number).nextAttemptAt).toBeGreaterThan(world.now() + 10 * HOUR)
    world.at('2026-03-03 15:00')
    attempt(world, number)
    world.run(number, caller, 'closeUnreachable', {})
    expect(world.request(number)).toMatchObject({ state: 'closed', disposition: 'unreachable', nextAttemptAt: null })
    expect(world.request(number).workOrders[0]).toMatchObject({ outcome: 'replied' })
  })

  test('attempts of the first callback do not count for the one after the rework', () => {
    const world = createWorld()
    const number = callbackPending(world)
    for (const hour of ['2026-03-02 10:00', '2026-03-02 14:00', '2026-03-03 10:00']) {
      world.at(hour).run(number, caller, 'recordAttempt', { result: 'busy' })
    }
    expect(world.refusal(number, caller, 'closeUnreachable', {})).toBeUndefined()
    world.run(number, caller, 'recordCallback', badAnswer)
    openCallbackWhenDue(world, number)
    expect(world.refusal(number, caller, 'closeUnreachable', {})).toBe('attempts_missing')
  })

  test('or declines: closed at once', () => {
    const world = createWorld()
    const number = callbackPending(world)
    world.run(number, caller, 'recordAttempt', { result: 'declined' })
    expect(world.request(number)).toMatchObject({ state: 'closed', disposition: 'declined' })
  })

  test('after a rework: who answered once has rated all the same', () => {
    const world = createWorld()
    const number = callbackPending(world)
    world.run(number, caller, 'recordCallback', badAnswer)
    openCallbackWhenDue(world, number)
    expect(world.refusal(number, caller, 'closeUnreachable', {})).toBe('attempts_missing')
    world.run(number, caller, 'recordAttempt', { result: 'declined' })
    expect(world.request(number)).toMatchObject({ state: 'closed', disposition: 'rated' })
  })
})

describe('merging (scenario 6)', () => {
  const heating = { serviceCode: 'heating-cold', matter: '暖气不热' }
  const attach = (world: World, parent: string) => {
    const child = world.register(heating)
    world.run(child, dispatcher, 'merge', { parent }, parent)
    world.record(parent, dispatcher, world.request(parent).state, [childAttached(child)])
    return child
  }

  test('sixty calls: one order, sixty callbacks', () => {
    const world = createWorld()
    const parent = dispatched(world, heating)
    const children = Array.from({ length: 60 }, () => attach(world, parent))
    expect(world.request(parent)).toMatchObject({ childCount: 60, state: 'dispatched' })
    const first = children[0] ?? ''
    expect(world.refusal(first, system, 'openCallback', {}, parent)).toBe('callback_not_due')
    expect(nextForChildren(world.request(parent))).toBeNull()
    openCallbackWhenDue(world, parent)
    expect(nextForChildren(world.request(parent))).toBe('openCallback')
    world.run(parent, caller, 'recordCallback', badAnswer)
    for (const child of children) {
      world.run(child, system, 'openCallback', {}, parent)
      world.run(child, caller, 'recordCallback', badAnswer)
      expect(world.request(child)).toMatchObject({ state: 'closed', workOrders: [], parentNumber: parent })
      expect(world.request(child).callbacks[0]).toMatchObject({ unitCode: 'utilities', scores: true })
    }
  })

  test('a child counts as its parent does, whatever it was classified', () => {
    const world = createWorld()
    const parent = dispatched(world, { serviceCode: 'bus-card' })
    const child = world.register({ serviceCode: null })
    world.run(child, hotline('intake_agent'), 'merge', { parent }, parent)
    openCallbackWhenDue(world, parent)
    world.run(child, system, 'openCallback', {}, parent)
    expect(world.request(child)).toMatchObject({ scope: 'response_only', scoringUnit: 'utilities' })
  })

  test('not with itself, not in a chain, not into what is over', () => {
    const world = createWorld()
    const parent = dispatched(world, heating)
    const child = attach(world, parent)
    const other = world.register(heating)
    const into = (number: string, to: string) => world.refusal(number, dispatcher, 'merge', { parent: to }, to)
    expect(into(other, other)).toBe('merge_loop')
    expect(into(other, child)).toBe('merge_loop')
    expect(world.refusal(other, dispatcher, 'merge', { parent })).toBe('request_not_found')
    const waiting = world.register(heating)
    world.record(waiting, dispatcher, 'pending_dispatch', [childAttached('x')])
    expect(into(waiting, parent)).toBe('merge_loop')
    expect(into(other, closed(world))).toBe('parent_not_open')
    expect(into(other, callbackPending(world))).toBe('parent_not_open')
    expect(world.refusal(child, system, 'openCallback', {}, waiting)).toBe('request_not_found')
  })

  test('taken out before its callback, with a dispatch clock of its own; not after', () => {
    const world = createWorld()
    const parent = dispatched(world, heating)
    const out = attach(world, parent)
    const staying = attach(world, parent)
    world.wait(HOUR).run(out, dispatcher, 'unmerge', { note: '另一小区' })
    world.record(parent, dispatcher, 'dispatched', [childDetached(out)])
    expect(world.request(out)).toMatchObject({
      state: 'pending_dispatch',
      parentNumber: null,
      dispatchDueAt: world.now() + 2 * HOUR,
    })
    expect(world.request(parent).childCount).toBe(1)
    openCallbackWhenDue(world, parent)
    world.run(staying, system, 'openCallback', {}, parent)
    expect(world.refusal(staying, dispatcher, 'unmerge', { note: '' })).toBe('move_not_allowed')
  })

  test('while an objection is under review no child is asked: upheld, its answer counts for the next unit', () => {
    const world = createWorld()
    const review = (): { readonly parent: string; readonly child: string } => {
      const parent = dispatched(world)
      const child = world.register()
      world.run(child, dispatcher, 'merge', { parent }, parent)
      world.record(parent, dispatcher, 'dispatched', [childAttached(child)])
      world.run(parent, of('east-river'), 'object', objection)
      openCallbackWhenDue(world, parent)
      expect(nextForChildren(world.request(parent))).toBeNull()
      expect(world.refusal(child, system, 'openCallback', {}, parent)).toBe('callback_held')
      return { parent, child }
    }
    const kept = review()
    world.run(kept.parent, hotline('reviewer'), 'refuseObjection', { opinion: '属地' })
    expect(nextForChildren(world.request(kept.parent))).toBe('openCallback')
    const moved = review()
    world.run(moved.parent, hotline('reviewer'), 'upholdObjection', { opinion: '不属其职责' })
    expect(nextForChildren(world.request(moved.parent))).toBeNull()
    world.run(moved.parent, dispatcher, 'dispatch', { unitCode: 'market' })
    openCallbackWhenDue(world, moved.parent)
    world.run(moved.child, system, 'openCallback', {}, moved.parent)
    expect(world.request(moved.child).scoringUnit).toBe('market')
  })

  test('where the parent ends without handling, its children are taken out', () => {
    const world = createWorld()
    const parent = dispatched(world, heating)
    const child = attach(world, parent)
    world.run(parent, requesterOf(parent), 'withdraw', { reason: 'mistake' })
    expect(nextForChildren(world.request(parent))).toBe('unmerge')
    world.run(child, system, 'unmerge', { note: '' })
    expect(world.request(child).state).toBe('pending_dispatch')
  })
})

describe('exclusion (scenario 17)', () => {
  const river = of('east-river')
  const reviewer = hotline('reviewer')
  const officer = hotline('assessment_officer')
  const ask = { reason: 'proven-false', evidence: ['report-1'], grounds: '查证不实' }

  test('a bad rating is no reason; proof, time and the right unit are needed', () => {
    const world = createWorld()
    const number = callbackPending(world)
    expect(world.refusal(number, river, 'requestExclusion', ask)).toBe('nothing_to_exclude')
    world.run(number, caller, 'recordCallback', badAnswer)
    const refusal = (more: object, actor = river) =>
      world.refusal(number, actor, 'requestExclusion', { ...ask, ...more })
    expect(refusal({ reason: 'bad_rating' })).toBe('exclusion_because_of_rating')
    expect(refusal({ reason: 'angry' })).toBe('reason_not_found')
    expect(refusal({ evidence: [] })).toBe('evidence_required')
    expect(refusal({}, of('east-hill'))).toBe('not_permitted')
    expect(refusal({})).toBeUndefined()
    // Monday 9:00 plus five working days, to the end of the day, is Monday 18:00.
    world.at('2026-03-09 18:00')
    expect(refusal({})).toBeUndefined()
    world.wait(1)
    expect(refusal({})).toBe('exclusion_window_closed')
  })

  test('granted: assessment changes, the record does not', () => {
    const world = createWorld()
    const number = closed(world, {}, { ...badAnswer, resolved: true })
    const { callbacks, state } = world.request(number)
    world.run(number, river, 'requestExclusion', ask)
    expect(world.refusal(number, river, 'requestExclusion', ask)).toBe('already_pending')
    expect(
      world.refusal(number, of('east-river', 'reviewer'), 'decideExclusion', {
        exclusion: 1,
        granted: true,
        opinion: '',
      }),
    ).toBe('own_decision')
    world.run(number, reviewer, 'decideExclusion', { exclusion: 1, granted: true, opinion: '' })
    expect(world.request(number).callbacks).toEqual(callbacks.map((one) => ({ ...one, excluded: true })))
    expect(world.request(number).state).toBe(state)
    expect(world.refusal(number, river, 'appealExclusion', { exclusion: 1, grounds: '' })).toBe('already_done')
  })

  test('refused: one appeal, decided by somebody else', () => {
    const world = createWorld()
    const number = closed(world, {}, { ...badAnswer, resolved: true })
    world.run(number, river, 'requestExclusion', ask)
    expect(world.refusal(number, river, 'appealExclusion', { exclusion: 1, grounds: '' })).toBe('already_pending')
    world.run(number, reviewer, 'decideExclusion', { exclusion: 1, granted: false, opinion: '' })
    expect(world.refusal(number, river, 'requestExclusion', ask)).toBe('already_done')
    expect(world.refusal(number, officer, 'decideExclusionAppeal', { exclusion: 1, granted: true, opinion: '' })).toBe(
      'already_done',
    )
    world.run(number, river, 'appealExclusion', { exclusion: 1, grounds: '有新证据' })
    const sameMan = hotline('assessment_officer', reviewer.id)
    expect(world.refusal(number, reviewer, 'decideExclusion', { exclusion: 1, granted: true, opinion: '' })).toBe(
      'wrong_step',
    )
    expect(world.refusal(number, sameMan, 'decideExclusionAppeal', { exclusion: 1, granted: true, opinion: '' })).toBe(
      'own_decision',
    )
    world.run(number, officer, 'decideExclusionAppeal', { exclusion: 1, granted: false, opinion: '' })
    expect(world.refusal(number, river, 'appealExclusion', { exclusion: 1, grounds: '' })).toBe('appeal_spent')
    expect(world.request(number).callbacks[0]).toMatchObject({ excluded: false })
  })

  test('can be asked while the rework runs, and outlives its end', () => {
    const world = createWorld()
    const number = callbackPending(world)
    world.run(number, caller, 'recordCallback', badAnswer)
    world.run(number, river, 'requestExclusion', ask)
    world.run(number, requesterOf(number), 'withdraw', { reason: 'solved-itself' })
    world.run(number, reviewer, 'decideExclusion', { exclusion: 1, granted: true, opinion: '' })
    expect(world.request(number).callbacks[0]).toMatchObject({ scores: true, excluded: true })
  })
})

test('before the reply is called back, quality may still send it back', () => {
  const world = createWorld()
  const number = replied(world)
  expect(leadOf(world, number).unit).toBe('east-river')
  openCallbackWhenDue(world, number)
  expect(world.refusal(number, hotline('shift_lead'), 'returnReply', { reason: 'template' })).toBe('move_not_allowed')
})
