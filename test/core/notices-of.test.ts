import { describe, expect, test } from 'vitest'
import { noticesOf } from '../../src/core/notice/notices-of.ts'
import type { Notice } from '../../src/core/notice/notice.ts'
import { apply, begin } from '../../src/core/work-order/apply.ts'
import type { RequestNumber, ServiceRequest } from '../../src/core/work-order/service-request.ts'
import { badAnswer, goodAnswer, goodReply, objection, openCallbackWhenDue } from '../support/flow.ts'
import { createWorld, hotline, of, system, type World } from '../support/world.ts'

const river = of('east-river')
const reviewer = hotline('reviewer')

/** Every notice of a stream, folded as a command folds it. */
function told(world: World, number: RequestNumber): readonly Notice[] {
  let request: ServiceRequest | null = null
  const notices: Notice[] = []
  for (const event of world.events(number)) {
    const after: ServiceRequest = request ? apply(request, event) : begin(number, event)
    notices.push(...noticesOf(request, event, after))
    request = after
  }
  return notices
}
const listed = (notices: readonly Notice[]): readonly string[] =>
  notices.map(({ kind, recipient }) => `${kind} ${recipient}`)

const ordinalOf = (world: World, number: RequestNumber, kind: string): number =>
  world.request(number).overlays.findLast((overlay) => overlay.kind === kind)?.ordinal ?? 0

describe('who is told what', () => {
  test('on the long way: extended, on the ledger, answered, sent back, asked, handled again, closed', () => {
    const world = createWorld()
    const number = world.register()
    world.run(number, hotline('dispatcher'), 'dispatch', {}).workOrders.at(0)
    world.run(number, river, 'sign', {})
    world.run(number, river, 'recordContact', { means: 'phone', reached: false })
    world.run(number, river, 'recordContact', { means: 'phone', reached: true })
    world.run(number, river, 'recordContact', { means: 'visit', reached: true })
    const reasons = world.rulebook.pack.reasons
    world.run(number, river, 'requestExtension', {
      reason: reasons.extension[0]?.code ?? '',
      amount: 2,
      requesterInformed: true,
      explanation: '需要材料',
    })
    const before = world.request(number).dueAt ?? 0
    world.run(number, reviewer, 'decideExtension', { extension: ordinalOf(world, number, 'extension'), granted: true })
    world.run(number, river, 'requestLedger', {
      reason: reasons.ledger[0]?.code ?? '',
      plan: '来年改造',
      owner: 'a1',
      reviewAfterDays: 90,
      requesterInformed: true,
    })
    const ledger = ordinalOf(world, number, 'ledger')
    world.run(number, of('east', 'district_centre'), 'approveLedger', { ledger })
    expect(listed(told(world, number))).not.toContain('ledger @requester')
    world.run(number, reviewer, 'approveLedger', { ledger })
    world.run(number, river, 'clearLedger', { ledger, note: '已到货' })
    world.run(number, river, 'reply', goodReply)
    world.run(number, hotline('shift_lead'), 'returnReply', { reason: reasons.returnedReply[0]?.code ?? '' })
    world.run(number, river, 'reply', goodReply)
    openCallbackWhenDue(world, number)
    world.run(number, hotline('callback_agent'), 'recordCallback', badAnswer)
    world.run(number, river, 'recordContact', { means: 'phone', reached: true })
    world.run(number, river, 'reply', goodReply)
    openCallbackWhenDue(world, number)
    world.run(number, hotline('callback_agent'), 'recordCallback', goodAnswer)
    const notices = told(world, number)
    expect(listed(notices)).toEqual([
      'registered @requester',
      'dispatched @requester',
      'order_new east-river',
      'contacted @requester',
      'extended @requester',
      'ledger @requester',
      'replied @requester',
      'reply_returned east-river',
      'replied @requester',
      'callback @requester',
      'order_again east-river',
      'contacted @requester',
      'replied @requester',
      'callback @requester',
      'closed @requester',
    ])
    const extended = notices.find(({ kind }) => kind === 'extended')
    expect(extended).toMatchObject({ unitCode: 'east-river', reason: reasons.extension[0]?.code })
    expect(extended?.dueAt).toBeGreaterThan(before)
    expect(notices.find(({ kind }) => kind === 'ledger')?.dueAt).toBe(
      world.events(number).find(({ type }) => type === 'ledger_requested')?.facts['reviewAt' as never],
    )
    // Codes and instants alone: nothing that a person said or is.
    for (const { kind, recipient, reason } of notices) {
      for (const code of [kind, recipient, reason ?? '']) expect(code).toMatch(/^[@a-z0-9_-]*$/)
    }
  })

  test('an emergency: the hotline at once, then unit and district; a department that leads has no district', () => {
    const world = createWorld()
    const gas = world.register({ serviceCode: 'gas-smell' })
    world.run(gas, hotline('dispatcher'), 'dispatch', {})
    expect(listed(told(world, gas))).toEqual([
      'registered @requester',
      'alarm @hotline',
      'dispatched @requester',
      'order_urgent utilities',
    ])
    const street = world.register({ level: 'L1' })
    world.run(street, hotline('dispatcher'), 'dispatch', {})
    expect(listed(told(world, street))).toEqual([
      'registered @requester',
      'alarm @hotline',
      'dispatched @requester',
      'order_urgent east-river',
      'district_urgent east',
    ])
  })

  test.each([
    ['refuseObjection', { opinion: '应由贵单位办理' }, ['objection_refused east-river']],
    ['upholdObjection', { opinion: '成立' }, ['objection_upheld east-river']],
    [
      'designate',
      { unitCode: 'housing', opinion: '指定' },
      ['dispatched @requester', 'order_new housing', 'objection_upheld east-river'],
    ],
  ] as const)('an objection: %s', (command, input, expected) => {
    const world = createWorld()
    const number = world.register()
    world.run(number, hotline('dispatcher'), 'dispatch', {})
    world.run(number, river, 'object', objection)
    const before = told(world, number).length
    world.run(number, reviewer, command, input)
    expect(listed(told(world, number).slice(before))).toEqual(expected)
  })

  test('supervised by a person always; the product’s own reminder of a limit is the notice of that limit', () => {
    const world = createWorld()
    const number = world.register()
    world.run(number, hotline('dispatcher'), 'dispatch', {})
    const before = told(world, number).length
    const since = () => listed(told(world, number).slice(before))
    world.run(number, system, 'urge', {})
    expect(since()).toEqual(['supervised east-river'])
    world.wait((world.request(number).dueAt ?? 0) - world.now())
    world.run(number, hotline('supervisor'), 'supervise', { reason: 'overdue' })
    expect(since()).toEqual(['supervised east-river', 'supervised east-river'])
    const other = world.register()
    world.run(other, hotline('dispatcher'), 'dispatch', {})
    world.wait((world.request(other).dueAt ?? 0) - world.now())
    const quiet = told(world, other).length
    world.run(other, system, 'urge', {})
    expect(told(world, other).length).toBe(quiet)
  })
})
