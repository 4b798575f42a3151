import { describe, expect, test } from 'vitest'
import { talliesOf } from '../../../src/core/assessment/tally.ts'
import { canRead } from '../../../src/core/permission/can-read.ts'
import { recallWithin } from '../../../src/core/work-order/recall-dispatch.ts'
import { MINUTE } from '../../../src/core/time.ts'
import { dispatched, objection } from '../../support/flow.ts'
import { folded } from '../../support/life-invariants.ts'
import { createWorld, hotline, of, system, type World } from '../../support/world.ts'

const dispatcher = hotline('dispatcher')
const head = of('east-river')

function counted(world: World, number: string): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { before, event, after } of folded(number, world.events(number)))
    for (const { unitCode, on, metric, amount } of talliesOf(before, event, after, 'Asia/Shanghai')) {
      const key = `${unitCode} ${on} ${metric}`
      sums[key] = (sums[key] ?? 0) + amount
    }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

describe('a dispatch taken back', () => {
  test('leaves the request as it was before, but for the record and the promise', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: 'street-vendor' })
    const before = world.request(number)
    const counts = counted(world, number)
    world.wait(10 * MINUTE).run(number, dispatcher, 'dispatch', {})
    const promisedAt = world.request(number).promisedAt
    world.wait(recallWithin).run(number, dispatcher, 'recallDispatch', { note: '派错了' })
    const after = world.request(number)
    expect(after.workOrders.map(({ role, outcome }) => [role, outcome])).toEqual([
      ['lead', 'recalled'],
      ['assist', 'recalled'],
    ])
    const same = { workOrders: [], seq: 0, changedAt: 0, promisedAt }
    expect({ ...after, ...same }).toEqual({ ...before, ...same })
    expect(after).toMatchObject({ state: 'pending_dispatch', hops: 0, promisedAt })
    expect(after.dispatchDueAt).not.toBeNull()
    expect(counted(world, number)).toEqual(counts)
  })

  test('counts on the day of the dispatch, also over midnight', () => {
    const world = createWorld(undefined, '2026-03-02 23:59')
    const number = world.register()
    const counts = counted(world, number)
    world.wait(50_000).run(number, dispatcher, 'dispatch', {})
    world.wait(20_000).run(number, dispatcher, 'recallDispatch', {})
    expect(counted(world, number)).toEqual(counts)
  })

  test('is due for dispatch when it was due before, also after an upheld objection', () => {
    const world = createWorld()
    const number = dispatched(world)
    world.run(number, head, 'object', objection)
    world.run(number, hotline('reviewer'), 'upholdObjection', { opinion: '成立' })
    const { dispatchDueAt, hops } = world.request(number)
    world.wait(5 * MINUTE).run(number, dispatcher, 'dispatch', { unitCode: 'housing' })
    world.run(number, dispatcher, 'recallDispatch', {})
    expect(world.request(number)).toMatchObject({ dispatchDueAt, hops })
  })

  test('goes to the right unit, whose clock starts at its own dispatch', () => {
    const world = createWorld()
    const number = dispatched(world)
    world.wait(5_000).run(number, dispatcher, 'recallDispatch', {})
    world.wait(5_000).run(number, dispatcher, 'dispatch', { unitCode: 'housing' })
    expect(world.request(number)).toMatchObject({ leadUnit: 'housing', hops: 0 })
    expect(world.request(number).workOrders.at(-1)?.deadline.startedAt).toBe(world.now())
  })

  test('gives the unit no right to read on', () => {
    const world = createWorld()
    const number = dispatched(world)
    const reads = () =>
      [head, of('east', 'district_centre')].map((one) => canRead(one, 'matter', world.request(number), world.rulebook))
    expect(reads()).toEqual([true, true])
    world.run(number, dispatcher, 'recallDispatch', {})
    expect(reads()).toEqual([false, false])
  })
})

describe('a dispatch is not taken back', () => {
  test('by anybody else', () => {
    const world = createWorld()
    const number = dispatched(world)
    expect(world.refusal(number, { id: 'another', role: 'dispatcher' }, 'recallDispatch', {})).toBe('not_own_dispatch')
    expect(world.refusal(number, hotline('reviewer'), 'recallDispatch', {})).toBe('not_permitted')
    const byRule = world.register()
    world.run(byRule, system, 'dispatch', {})
    expect(world.refusal(byRule, dispatcher, 'recallDispatch', {})).toBe('not_own_dispatch')
  })

  test('after its time', () => {
    const world = createWorld()
    const number = dispatched(world)
    world.wait(recallWithin + 1)
    expect(world.refusal(number, dispatcher, 'recallDispatch', {})).toBe('recall_window_closed')
  })

  test('once the unit works on it', () => {
    const world = createWorld()
    const number = dispatched(world)
    world.run(number, head, 'assignHandler', { handler: 'h-1' })
    expect(world.refusal(number, dispatcher, 'recallDispatch', {})).toBe('dispatch_taken_up')
    world.run(number, head, 'sign', {})
    expect(world.refusal(number, dispatcher, 'recallDispatch', {})).toBe('move_not_allowed')
  })

  test('once an assistant has reported', () => {
    const world = createWorld()
    const number = dispatched(world, { serviceCode: 'street-vendor' })
    world.run(number, of('market'), 'reportAssist', { workOrder: 2, result: '已看' })
    expect(world.refusal(number, dispatcher, 'recallDispatch', {})).toBe('dispatch_taken_up')
  })
})
