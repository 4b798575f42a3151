import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts'
import { liveLead } from '../../../src/core/work-order/service-request.ts'
import {
  dispatched,
  extensionRequest,
  goodReply,
  inHandling,
  ledgerRequest,
  objection,
  openCallbackWhenDue,
  replied,
  signed,
} from '../../support/flow.ts'
import { createWorld, hotline, of, system } from '../../support/world.ts'

const river = of('east-river')
const reviewer = hotline('reviewer')
const shiftLead = hotline('shift_lead')

describe('extension (scenario 13)', () => {
  test('asked after the deadline: refused', () => {
    const world = createWorld()
    const number = inHandling(world)
    world.wait(7 * DAY)
    expect(world.refusal(number, river, 'requestExtension', extensionRequest(1))).toBeUndefined()
    world.wait(1)
    expect(world.refusal(number, river, 'requestExtension', extensionRequest(1))).toBe('deadline_passed')
  })

  test('asked before, with the requester told: granted, counted from where it was due, and shown', () => {
    const world = createWorld()
    const number = inHandling(world)
    const { dueAt, promisedAt } = world.request(number)
    world.wait(DAY).run(number, river, 'requestExtension', extensionRequest(3))
    world.wait(DAY).run(number, reviewer, 'decideExtension', { extension: 1, granted: true })
    const request = world.request(number)
    expect(request.dueAt).toBe((dueAt ?? 0) + 3 * DAY)
    expect(request).toMatchObject({ promisedAt, callbackDueAt: request.dueAt })
    expect(liveLead(request)?.deadline.derivation.some((step) => step.step === 'extended')).toBe(true)
  })

  test('granted too late: refused, and overtaken by the callback', () => {
    const world = createWorld()
    const number = inHandling(world)
    world.run(number, river, 'requestExtension', extensionRequest(3))
    world.wait(7 * DAY + 1)
    expect(world.refusal(number, reviewer, 'decideExtension', { extension: 1, granted: true })).toBe('deadline_passed')
    world.run(number, system, 'openCallback', {})
    expect(world.request(number).overlays[0]).toMatchObject({ state: 'lapsed' })
  })

  test.each([
    [{ ...extensionRequest(1), requesterInformed: false }, 'requester_not_informed'],
    [{ ...extensionRequest(1), reason: 'busy' }, 'reason_not_found'],
    [extensionRequest(8), 'extension_too_long'],
  ])('%j is refused as %s', (input, code) => {
    const world = createWorld()
    expect(world.refusal(inHandling(world), river, 'requestExtension', input)).toBe(code)
  })

  test('one at a time, and not more often than the pack says; a refused one does not count', () => {
    const world = createWorld()
    const number = inHandling(world)
    const ask = () => world.run(number, river, 'requestExtension', extensionRequest(1)).overlays.length
    const decide = (extension: number, granted: boolean) =>
      world.run(number, reviewer, 'decideExtension', { extension, granted })
    ask()
    expect(world.refusal(number, river, 'requestExtension', extensionRequest(1))).toBe('already_pending')
    decide(1, false)
    decide(ask(), true)
    decide(ask(), true)
    expect(world.refusal(number, river, 'requestExtension', extensionRequest(1))).toBe('extension_limit')
    expect(world.refusal(number, reviewer, 'decideExtension', { extension: 9, granted: true })).toBe(
      'overlay_not_found',
    )
  })
})

describe('ledger (scenario 14)', () => {
  const housing = of('housing')
  const lift = { serviceCode: 'lift-retrofit' } as const

  test('a lift needs the consent of neighbours: held, returned later, and called back then', () => {
    const world = createWorld()
    const number = inHandling(world, lift)
    const { dueAt } = world.request(number)
    world.wait(5 * DAY).run(number, housing, 'requestLedger', ledgerRequest)
    world.wait(DAY).run(number, reviewer, 'approveLedger', { ledger: 1 })
    // The clock stands still: what falls due next is the review.
    const reviewAt = world.now() + 59 * DAY
    expect(world.request(number)).toMatchObject({ callbackDueAt: null, dueAt: reviewAt })
    world.wait(30 * DAY)
    expect(world.refusal(number, system, 'openCallback', {})).toBe('callback_held')
    expect(world.refusal(number, housing, 'reply', goodReply)).toBe('ledger_active')
    expect(world.refusal(number, system, 'returnLedger', { ledger: 1 })).toBe('not_yet_due')
    world.wait(29 * DAY).run(number, system, 'returnLedger', { ledger: 1 })
    expect(world.request(number).dueAt).toBe((dueAt ?? 0) + 59 * DAY)
    openCallbackWhenDue(world, number)
    expect(world.request(number)).toMatchObject({ state: 'callback_pending', scoringUnit: 'housing' })
  })

  test('a subdistrict’s entry passes its district first', () => {
    const world = createWorld()
    const number = inHandling(world)
    world.run(number, river, 'requestLedger', ledgerRequest)
    const east = of('east', 'district_centre')
    expect(world.refusal(number, reviewer, 'approveLedger', { ledger: 1 })).toBe('wrong_step')
    expect(world.refusal(number, of('west', 'district_centre'), 'approveLedger', { ledger: 1 })).toBe('not_permitted')
    world.run(number, east, 'approveLedger', { ledger: 1 })
    expect(world.request(number).callbackDueAt).not.toBeNull()
    expect(world.refusal(number, east, 'approveLedger', { ledger: 1 })).toBe('wrong_step')
    world.run(number, reviewer, 'approveLedger', { ledger: 1 })
    expect(world.request(number).overlays[0]).toMatchObject({ state: 'active', dueAt: world.now() + 60 * DAY })
  })

  test('a district does not approve for itself', () => {
    const world = createWorld()
    const number = inHandling(world, { serviceCode: 'border-noise' })
    world.run(number, of('east'), 'requestLedger', ledgerRequest)
    expect(world.refusal(number, of('east', 'district_centre'), 'approveLedger', { ledger: 1 })).toBe('not_permitted')
    expect(world.refusal(number, reviewer, 'approveLedger', { ledger: 1 })).toBeUndefined()
  })

  test('cleared by the unit: the clock goes on by the time that was held', () => {
    const world = createWorld()
    const number = inHandling(world, lift)
    const { dueAt } = world.request(number)
    world.run(number, housing, 'requestLedger', ledgerRequest)
    world.run(number, reviewer, 'approveLedger', { ledger: 1 })
    world.wait(10 * DAY).run(number, housing, 'clearLedger', { ledger: 1, note: '已同意' })
    expect(world.request(number).dueAt).toBe((dueAt ?? 0) + 10 * DAY)
    expect(world.refusal(number, housing, 'clearLedger', { ledger: 1, note: '' })).toBe('already_done')
    world.run(number, housing, 'reply', goodReply)
    expect(world.request(number)).toMatchObject({ state: 'replied' })
  })

  test('never for safety and livelihood', () => {
    const world = createWorld()
    const number = inHandling(world, { serviceCode: 'heating-cold' })
    expect(world.refusal(number, of('utilities'), 'requestLedger', ledgerRequest)).toBe('ledger_forbidden')
  })

  test.each([
    [{ ...ledgerRequest, reviewAfterDays: 181 }, 'ledger_too_long'],
    [{ ...ledgerRequest, requesterInformed: false }, 'requester_not_informed'],
    [{ ...ledgerRequest, reason: 'difficult' }, 'reason_not_found'],
  ])('%j is refused as %s', (input, code) => {
    const world = createWorld()
    expect(world.refusal(inHandling(world, lift), housing, 'requestLedger', input)).toBe(code)
  })

  test('what is not approved in time lapses: no way around the callback', () => {
    const world = createWorld()
    const number = inHandling(world, lift)
    world.run(number, housing, 'requestLedger', ledgerRequest)
    world.wait(15 * DAY + 1)
    expect(world.refusal(number, reviewer, 'approveLedger', { ledger: 1 })).toBe('deadline_passed')
    world.run(number, system, 'openCallback', {})
    expect(world.request(number).overlays[0]).toMatchObject({ kind: 'ledger', state: 'lapsed' })
  })

  test('while it is in force nothing else moves the clock', () => {
    const world = createWorld()
    const number = inHandling(world, lift)
    world.run(number, housing, 'requestExtension', extensionRequest(2))
    world.run(number, housing, 'requestLedger', ledgerRequest)
    world.run(number, reviewer, 'approveLedger', { ledger: 2 })
    expect(world.refusal(number, reviewer, 'decideExtension', { extension: 1, granted: true })).toBe('ledger_active')
    const termination = { reason: 'no-cooperation', grounds: '', evidence: ['x'] }
    expect(world.refusal(number, housing, 'requestTermination', termination)).toBe('ledger_active')
    expect(world.refusal(number, housing, 'requestLedger', ledgerRequest)).toBe('already_pending')
  })

  test('who holds a request by the ledger no longer disputes that it is his', () => {
    const world = createWorld()
    const number = signed(world, lift)
    world.run(number, housing, 'requestLedger', ledgerRequest)
    expect(world.refusal(number, housing, 'object', objection)).toBeUndefined()
    world.run(number, reviewer, 'approveLedger', { ledger: 1 })
    expect(world.refusal(number, housing, 'object', objection)).toBe('ledger_active')
  })
})

describe('assistants (scenario 10)', () => {
  test('lead two; one is late on its own account', () => {
    const world = createWorld()
    const number = inHandling(world)
    world.run(number, river, 'addAssist', { unitCode: 'market', task: '执法' })
    world.run(number, river, 'addAssist', { unitCode: 'environment', task: '检测' })
    expect(world.refusal(number, river, 'addAssist', { unitCode: 'market', task: '' })).toBe('unit_already_involved')
    expect(world.refusal(number, river, 'addAssist', { unitCode: 'east-river', task: '' })).toBe(
      'unit_already_involved',
    )
    expect(world.refusal(number, river, 'addAssist', { unitCode: 'nobody', task: '' })).toBe('unit_not_found')
    expect(world.refusal(number, of('market'), 'reportAssist', { workOrder: 3, result: '' })).toBe(
      'work_order_not_found',
    )
    world.wait(DAY).run(number, of('market'), 'reportAssist', { workOrder: 2, result: '已查' })
    world.wait(4 * DAY).run(number, river, 'urgeAssist', { workOrder: 3 })
    world.run(number, of('environment'), 'reportAssist', { workOrder: 3, result: '已测' })
    const [lead, market, environment] = world.request(number).workOrders
    expect(market).toMatchObject({ outcome: 'replied', repliedLate: false })
    expect(environment).toMatchObject({ outcome: 'replied', repliedLate: true })
    expect(lead).toMatchObject({ endedAt: null })
  })

  test('not called when the lead’s own time is over', () => {
    const world = createWorld()
    const number = inHandling(world)
    world.wait(7 * DAY)
    expect(world.refusal(number, river, 'addAssist', { unitCode: 'market', task: '' })).toBe('deadline_passed')
  })
})

describe('reply', () => {
  test.each([
    [{ ...goodReply, evidence: [] }, 'evidence_required'],
    [{ ...goodReply, solved: 'no' } as const, 'required'],
    [{ ...goodReply, solved: 'no', unsolvedReason: 'fate' } as const, 'reason_not_found'],
    [{ ...goodReply, requesterInformed: false }, 'requester_not_informed'],
  ])('%j is refused as %s', (input, code) => {
    const world = createWorld()
    expect(world.refusal(inHandling(world), river, 'reply', input)).toBe(code)
  })

  test('an anonymous requester cannot be told', () => {
    const world = createWorld()
    const number = inHandling(world, { confidentiality: 'anonymous' })
    expect(world.refusal(number, river, 'reply', { ...goodReply, requesterInformed: false })).toBeUndefined()
  })

  test('sent back for a coded reason: no reply, and the deadline of before', () => {
    const world = createWorld()
    const number = replied(world)
    const { dueAt } = world.request(number)
    expect(world.refusal(number, shiftLead, 'returnReply', { reason: 'ugly' })).toBe('reason_not_found')
    world.run(number, shiftLead, 'returnReply', { reason: 'template' })
    expect(world.request(number)).toMatchObject({ state: 'in_handling', callbackDueAt: dueAt, dueAt })
    expect(liveLead(world.request(number))).toMatchObject({ repliedAt: null })
    world.wait(HOUR).run(number, river, 'reply', goodReply)
    expect(world.request(number).callbackDueAt).toBe(world.now() + 30 * MINUTE)
  })

  test('kept and flagged late while the callback is pending, once', () => {
    const world = createWorld()
    const number = inHandling(world)
    openCallbackWhenDue(world, number)
    world.wait(1).run(number, river, 'reply', goodReply)
    expect(world.request(number).state).toBe('callback_pending')
    expect(liveLead(world.request(number))).toMatchObject({ repliedLate: true, repliedAt: world.now() })
    expect(world.refusal(number, river, 'reply', goodReply)).toBe('already_done')
  })
})

describe('termination', () => {
  const request = { reason: 'no-cooperation', grounds: '三次上门均拒绝', evidence: ['visit-1'] }

  test('is asked with proof and decided by the hotline', () => {
    const world = createWorld()
    const number = inHandling(world)
    expect(world.refusal(number, river, 'requestTermination', { ...request, evidence: [] })).toBe('evidence_required')
    expect(world.refusal(number, river, 'requestTermination', { ...request, reason: 'x' })).toBe('reason_not_found')
    world.run(number, river, 'requestTermination', request)
    world.run(number, shiftLead, 'refuseTermination', { opinion: '' })
    world.run(number, river, 'requestTermination', request)
    world.run(number, shiftLead, 'approveTermination', {})
    expect(world.request(number)).toMatchObject({ state: 'closed', disposition: 'terminated', scoringUnit: null })
    expect(world.request(number).workOrders.map((order) => order.outcome)).toEqual(['terminated'])
  })

  test('does not stop the clock: the callback comes even so', () => {
    const world = createWorld()
    const number = inHandling(world)
    world.run(number, river, 'requestTermination', request)
    openCallbackWhenDue(world, number)
    expect(world.request(number)).toMatchObject({ state: 'callback_pending', scoringUnit: 'east-river' })
    expect(world.request(number).overlays[0]).toMatchObject({ state: 'lapsed' })
  })
})

describe('supervision and escalation', () => {
  test('the district above and supervisors may press, others not; the product reminds once', () => {
    const world = createWorld()
    const number = signed(world)
    const reminded = () => world.refusal(number, system, 'urge', {})
    expect(world.refusal(number, of('west', 'district_centre'), 'urge', {})).toBe('not_permitted')
    expect(world.refusal(number, of('west', 'supervisor'), 'supervise', { reason: '' })).toBe('not_permitted')
    expect(world.refusal(number, of('east', 'supervisor'), 'supervise', { reason: '' })).toBeUndefined()
    world.run(number, of('east', 'district_centre'), 'urge', {})
    expect(reminded()).toBe('already_pending')
    expect(world.refusal(number, hotline('supervisor'), 'urge', {})).toBeUndefined()
    world.run(number, river, 'answerSupervision', { supervision: 1, answer: '今日办结' })
    expect(reminded()).toBeUndefined()
  })

  test('a unit asks its own district, the city or a department, never another district, and stays lead', () => {
    const world = createWorld()
    const number = signed(world)
    const escalate = (to: string) => world.refusal(number, river, 'escalate', { to, problem: '权限不足' })
    expect(['west', 'east-hill', 'utilities', 'east-river', 'river-bank'].map(escalate)).toEqual(
      Array.from({ length: 5 }, () => 'escalation_target'),
    )
    expect(escalate('nobody')).toBe('unit_not_found')
    expect([escalate('city'), escalate('market')]).toEqual([undefined, undefined])
    world.run(number, river, 'escalate', { to: 'east', problem: '权限不足' })
    expect(escalate('east')).toBe('already_pending')
    expect(world.refusal(number, of('housing'), 'answerEscalation', { escalation: 1, opinion: '' })).toBe(
      'not_permitted',
    )
    world.run(number, river, 'escalate', { to: 'housing', problem: '' })
    expect(world.refusal(number, of('housing'), 'answerEscalation', { escalation: 1, opinion: '' })).toBe(
      'not_permitted',
    )
    expect(world.refusal(number, of('housing'), 'answerEscalation', { escalation: 2, opinion: '' })).toBeUndefined()
    world.run(number, of('east', 'district_centre'), 'answerEscalation', { escalation: 1, opinion: '区里协调' })
    expect(world.request(number)).toMatchObject({
      leadUnit: 'east-river',
      overlays: [{ state: 'closed' }, { state: 'open' }],
    })
  })
})

describe('whistle (scenario 11)', () => {
  const call = { kind: 'comprehensive', departments: ['market', 'housing', 'environment'], issue: '违建' } as const

  test('departments report in, one does not; both sides are marked', () => {
    const world = createWorld()
    const number = signed(world)
    world.run(number, river, 'whistle', call)
    expect(world.request(number).overlays[0]?.dueAt).toBe(world.now() + 120 * MINUTE)
    expect(world.refusal(number, river, 'whistle', call)).toBe('already_pending')
    expect(world.refusal(number, of('utilities'), 'acknowledgeWhistle', { whistle: 1 })).toBe('not_permitted')
    for (const unit of ['market', 'housing']) world.run(number, of(unit), 'acknowledgeWhistle', { whistle: 1 })
    world.run(number, of('market'), 'reportIn', { whistle: 1 })
    expect(world.refusal(number, of('market'), 'reportIn', { whistle: 1 })).toBe('already_done')
    const miss = (unitCode: string, actor = system) =>
      world.refusal(number, actor, 'markWhistleMissed', { whistle: 1, unitCode })
    expect(miss('environment')).toBe('not_yet_due')
    world.wait(120 * MINUTE + 1)
    expect([miss('market'), miss('housing'), miss('utilities')]).toEqual([
      'already_done',
      'already_done',
      'not_whistled',
    ])
    expect(miss('housing', river)).toBeUndefined()
    world.run(number, system, 'markWhistleMissed', { whistle: 1, unitCode: 'environment' })
    expect(miss('environment')).toBe('already_done')
    world.run(number, river, 'closeWhistle', { whistle: 1, mark: 4, result: '已联合整治' })
    world.run(number, of('market'), 'markSubdistrict', { whistle: 1, mark: 5 })
    expect(world.refusal(number, of('market'), 'markSubdistrict', { whistle: 1, mark: 1 })).toBe('already_done')
    expect(world.request(number).overlays[0]).toMatchObject({
      state: 'closed',
      detail: {
        departments: [
          { unitCode: 'market', missed: false, markBySubdistrict: 4, markByDepartment: 5 },
          { unitCode: 'housing', missed: false, markByDepartment: null },
          { unitCode: 'environment', missed: true, markBySubdistrict: 4 },
        ],
      },
    })
  })

  test('an emergency leaves less time; a whistle outlives the close of the request and is marked then', () => {
    const world = createWorld()
    const number = signed(world)
    world.run(number, river, 'whistle', { ...call, kind: 'emergency' })
    expect(world.request(number).overlays[0]?.dueAt).toBe(world.now() + 30 * MINUTE)
    openCallbackWhenDue(world, number)
    world.run(number, hotline('callback_agent'), 'recordCallback', {
      contacted: true,
      resolved: true,
      satisfaction: 'satisfied',
    })
    world.run(number, river, 'closeWhistle', { whistle: 1, mark: 3, result: '' })
    expect(world.request(number)).toMatchObject({ state: 'closed', overlays: [{ state: 'closed' }] })
  })

  test('ends with a request that is terminated or withdrawn: nobody is left to mark it', () => {
    const world = createWorld()
    const number = inHandling(world)
    world.run(number, river, 'whistle', call)
    const asked = { reason: 'no-cooperation', grounds: '', evidence: ['visit'] }
    world.run(number, river, 'requestTermination', asked)
    world.run(number, shiftLead, 'approveTermination', {})
    expect(world.request(number).overlays.map(({ kind, state }) => [kind, state])).toEqual([
      ['whistle', 'lapsed'],
      ['termination', 'granted'],
    ])
  })

  test.each([
    [[], 'required'],
    [['nobody'], 'unit_not_found'],
    [['west-lake'], 'whistle_kind'],
    [['river-bank'], 'whistle_kind'],
  ])('%j cannot be called: %s', (departments, code) => {
    const world = createWorld()
    expect(world.refusal(signed(world), river, 'whistle', { ...call, departments })).toBe(code)
  })

  test('a department does not whistle', () => {
    const world = createWorld()
    const number = signed(world, { serviceCode: 'lift-retrofit' })
    expect(world.refusal(number, of('housing'), 'whistle', { ...call, departments: ['market'] })).toBe('whistle_kind')
  })
})

test('only who holds the request may act on it', () => {
  const world = createWorld()
  const number = dispatched(world)
  expect(world.refusal(number, of('east-hill'), 'sign', {})).toBe('not_permitted')
  expect(world.refusal(number, { id: 'nobody', role: 'unit_head' }, 'sign', {})).toBe('not_permitted')
  expect(world.refusal(number, hotline('intake_agent'), 'sign', {})).toBe('not_permitted')
})
