import { describe, expect, test } from 'vitest'
import { HOUR } from '../../../src/core/time.ts'
import { liveLead } from '../../../src/core/work-order/service-request.ts'
import { badAnswer, callbackPending, dispatched, inHandling, objection } from '../../support/flow.ts'
import { createWorld, hotline, of, system } from '../../support/world.ts'

const dispatcher = hotline('dispatcher')
const east = of('east', 'district_centre')

describe('dispatch', () => {
  test('goes to the unit of the catalogue, with a copy to its district, and stamps the promise', () => {
    const world = createWorld()
    const number = world.register()
    world.run(number, system, 'dispatch', {})
    const request = world.request(number)
    expect(request).toMatchObject({ state: 'dispatched', leadUnit: 'east-river', districtUnit: 'east' })
    expect(request.dueAt).toBe(world.now() + 7 * 24 * HOUR)
    expect(request.promisedAt).toBe(request.dueAt)
    expect(request.callbackDueAt).toBe(request.dueAt)
    expect(request.dispatchDueAt).toBeNull()
    expect(liveLead(request)?.deadline).toMatchObject({ clock: 'handling', level: 'L3', termsVersion: 'tiny-terms-1' })
  })

  test('assistants of the catalogue are due before the lead', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: 'street-vendor' })
    world.run(number, dispatcher, 'dispatch', {})
    const [lead, assist] = world.request(number).workOrders
    expect(assist).toMatchObject({ role: 'assist', unitCode: 'market' })
    expect(assist?.dueAt).toBeLessThan(lead?.dueAt ?? 0)
  })

  test('the community is never made lead, but may assist (art. 17, scenario 12)', () => {
    const world = createWorld()
    const number = world.register()
    expect(world.refusal(number, dispatcher, 'dispatch', { unitCode: 'river-bank' })).toBe('community_cannot_lead')
    const onBorder = dispatched(world, { serviceCode: 'border-noise', areaCode: 'A111' })
    expect(world.refusal(onBorder, east, 'designateWithinArea', { unitCode: 'river-bank' })).toBe(
      'community_cannot_lead',
    )
    const handled = inHandling(world)
    world.run(handled, of('east-river'), 'addAssist', { unitCode: 'river-bank', task: '看现场' })
    const worker = of('river-bank', 'community_worker')
    world.run(handled, worker, 'reportAssist', { workOrder: 2, result: '已看' })
    expect(world.request(handled).workOrders[1]).toMatchObject({ outcome: 'replied', repliedLate: false })
  })

  test("a department's work is not given to the grassroots", () => {
    const world = createWorld()
    const number = world.register({ serviceCode: 'lift-retrofit' })
    const refusal = world.refusal(number, dispatcher, 'dispatch', { unitCode: 'east-river' })
    expect(refusal).toBe('department_work_to_grassroots')
  })

  test.each([
    [{ unitCode: 'nobody' }, 'unit_not_found'],
    [{ assists: ['nobody'] }, 'unit_not_found'],
  ])('%j is refused as %s', (input, code) => {
    const world = createWorld()
    expect(world.refusal(world.register(), dispatcher, 'dispatch', input)).toBe(code)
  })

  test('without class or without any unit it waits', () => {
    const world = createWorld()
    const unclassified = world.register({ serviceCode: null })
    expect(world.refusal(unclassified, dispatcher, 'dispatch', {})).toBe('move_not_allowed')
    const placeless = world.register({ areaCode: null })
    expect(world.refusal(placeless, dispatcher, 'dispatch', {})).toBe('unit_unclear')
  })

  test('a hard case is consulted first (会商)', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: 'lift-retrofit' })
    expect(world.refusal(number, dispatcher, 'openConsultation', { units: [], note: '' })).toBe('required')
    world.run(number, dispatcher, 'openConsultation', { units: ['housing', 'east-river'], note: '产权不清' })
    expect(world.refusal(number, dispatcher, 'dispatch', {})).toBe('move_not_allowed')
    world.run(number, dispatcher, 'concludeConsultation', { conclusion: '住建局牵头' })
    world.run(number, dispatcher, 'dispatch', {})
    expect(world.request(number).leadUnit).toBe('housing')
  })
})

describe('noise on a district border (scenario 7)', () => {
  const borderNoise = { serviceCode: 'border-noise', areaCode: 'A11' }

  test('goes to the district, which may not object', () => {
    const world = createWorld()
    const number = dispatched(world, borderNoise)
    expect(world.request(number)).toMatchObject({ leadUnit: 'east', districtUnit: null })
    expect(world.refusal(number, of('east'), 'object', objection)).toBe('district_may_not_object')
    expect(world.refusal(number, east, 'object', objection)).toBe('not_permitted')
  })

  test('it designates within its area: a clock of its own, and no return', () => {
    const world = createWorld()
    const number = dispatched(world, borderNoise)
    const promised = world.request(number).promisedAt
    world.wait(5 * HOUR)
    expect(world.refusal(number, east, 'designateWithinArea', { unitCode: 'west-lake' })).toBe('not_in_area')
    expect(world.refusal(number, east, 'designateWithinArea', { unitCode: 'market' })).toBe('not_in_area')
    expect(world.refusal(number, east, 'designateWithinArea', { unitCode: 'east' })).toBe('not_in_area')
    expect(world.refusal(number, of('west', 'district_centre'), 'designateWithinArea', { unitCode: 'west-lake' })).toBe(
      'not_permitted',
    )
    world.run(number, east, 'designateWithinArea', { unitCode: 'east-hill' })
    const request = world.request(number)
    expect(request).toMatchObject({
      state: 'dispatched',
      leadUnit: 'east-hill',
      districtUnit: 'east',
      promisedAt: promised,
    })
    expect(request.workOrders.map((order) => order.outcome)).toEqual(['coordinated', null])
    expect(request.dueAt).toBe(world.now() + 7 * 24 * HOUR)
    expect(world.refusal(number, of('east-hill'), 'object', objection)).toBe('designated_final')
  })

  test('not when its own time is over: no fresh clock for a late district', () => {
    const world = createWorld()
    const number = dispatched(world, borderNoise)
    world.wait(7 * 24 * HOUR)
    expect(world.refusal(number, east, 'designateWithinArea', { unitCode: 'east-hill' })).toBeUndefined()
    world.wait(1)
    expect(world.refusal(number, east, 'designateWithinArea', { unitCode: 'east-hill' })).toBe('deadline_passed')
  })
})

describe('reclassifying after dispatch', () => {
  test('takes a second person, and moves neither unit nor clock', () => {
    const world = createWorld()
    const number = inHandling(world)
    const { dueAt, leadUnit } = world.request(number)
    expect(world.refusal(number, dispatcher, 'reclassify', { serviceCode: 'street-litter', note: '' })).toBe(
      'already_done',
    )
    world.run(number, dispatcher, 'reclassify', { serviceCode: 'bus-card', note: '分类有误' })
    expect(world.refusal(number, dispatcher, 'reclassify', { serviceCode: 'border-noise', note: '' })).toBe(
      'already_pending',
    )
    const ordinal = world.request(number).overlays[0]?.ordinal ?? 0
    const sameMan = hotline('shift_lead', dispatcher.id)
    expect(world.refusal(number, sameMan, 'confirmReclassification', { reclassification: ordinal })).toBe(
      'second_person_required',
    )
    world.run(number, hotline('shift_lead'), 'confirmReclassification', { reclassification: ordinal })
    expect(world.request(number)).toMatchObject({ serviceCode: 'bus-card', scope: 'response_only', dueAt, leadUnit })
    expect(
      world.refusal(number, hotline('shift_lead'), 'refuseReclassification', {
        reclassification: ordinal,
        opinion: '',
      }),
    ).toBe('already_done')
  })

  test('not once the requester has answered: the answer counts under the class that it was given under', () => {
    const world = createWorld()
    const number = callbackPending(world)
    world.run(number, hotline('callback_agent'), 'recordCallback', badAnswer)
    expect(world.refusal(number, dispatcher, 'reclassify', { serviceCode: 'bus-card', note: '' })).toBe('rating_final')
  })

  test('an assistant that is made lead is no longer its own assistant', () => {
    const world = createWorld()
    const number = dispatched(world, { serviceCode: 'border-noise' })
    world.run(number, east, 'sign', {})
    world.run(number, east, 'addAssist', { unitCode: 'east-hill', task: '' })
    world.run(number, east, 'designateWithinArea', { unitCode: 'east-hill' })
    const live = world.request(number).workOrders.filter((order) => order.endedAt === null)
    expect(live.map(({ role, unitCode }) => [role, unitCode])).toEqual([['lead', 'east-hill']])
  })
})
