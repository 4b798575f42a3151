import { beforeAll, expect, it } from 'vitest'
import { scoresOf } from '../../src/actions/scores.ts'
import { unitMonth } from '../../src/actions/unit-month.ts'
import { HOUR } from '../../src/core/time.ts'
import { handlerLoads, unitHandlers } from '../../src/store/read/unit/handlers.ts'
import { frequentServices } from '../../src/store/read/unit/month.ts'
import { unitOrders } from '../../src/store/read/unit/orders.ts'
import { placeHistory } from '../../src/store/read/review/place-history.ts'
import { issueToken } from '../../src/actions/issue-token.ts'
import { badAnswer, goodAnswer, goodReply } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

const head = of('east-river')

async function dispatched(more: Parameters<TinyHouse['register']>[0] = {}): Promise<string> {
  const number = await house.register(more)
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  return number
}

async function answered(answer: typeof goodAnswer): Promise<string> {
  const number = await dispatched()
  await house.run(number, head, 'sign', {})
  await house.run(number, head, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, head, 'reply', goodReply)
  house.wait(HOUR)
  await house.run(number, system, 'openCallback', {})
  await house.run(number, hotline('callback_agent'), 'recordCallback', answer)
  return number
}

it('estimates the month of one unit as the scores of all of them say, and tells what would help', async () => {
  for (const answer of [goodAnswer, goodAnswer, badAnswer]) await answered(answer)
  const waits = await dispatched()
  const month = await unitMonth(house.app, 'east-river')
  const all = await scoresOf(house.app, month?.period.code ?? '')
  const own = all.objects.flatMap(({ units }) => units).find(({ unit }) => unit === 'east-river')
  expect(month?.score).toEqual(own?.score)
  expect(month?.score.assessed.valid).toBe(3)
  // Nobody was contacted, helped or satisfied once in three: each rate costs its weight's third.
  expect(month?.losses.every(({ numerator, denominator }) => numerator === 2 && denominator === 3)).toBe(true)
  const losses = month?.losses.map(({ pointsLost }) => pointsLost) ?? []
  expect(losses).toEqual(losses.toSorted((one, other) => other - one))
  expect(losses.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100 / 3, 1)
  // The order in hand will be asked about before the period ends; nobody has spoken with its requester.
  expect(month).toMatchObject({ stillAsked: 1, uncontacted: 1 })
  expect(month?.best ?? 0).toBeGreaterThan(month?.score.assessed.score ?? 0)
  await house.run(waits, head, 'sign', {})
  await house.run(waits, head, 'recordContact', { means: 'phone', reached: true })
  expect(await unitMonth(house.app, 'east-river')).toMatchObject({ stillAsked: 1, uncontacted: 0 })
  expect(await unitMonth(house.app, 'river-bank')).toBeNull()
})

it('lists what a unit leads with what it waits for, and who handles how much', async () => {
  const { database } = house
  const number = await dispatched({ matter: '等待延期', serviceCode: 'street-vendor' })
  await house.run(number, head, 'sign', {})
  await house.run(number, head, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, head, 'requestExtension', {
    reason: 'weather',
    amount: 1,
    requesterInformed: true,
    explanation: '下雨',
  })
  await house.run(number, hotline('supervisor'), 'urge', {})
  const issued = await issueToken(house.app, { role: 'unit_handler', unit: 'east-river' })
  if (!issued.ok) throw new Error('no token')
  const now = house.app.clock.now()
  const [handler] = await unitHandlers(database, 'east-river', now)
  expect(handler?.role).toBe('unit_handler')
  await house.run(number, head, 'assignHandler', { handler: handler?.id ?? '' })
  const order = (await unitOrders(database, 'east-river', 50)).find((each) => each.number === number)
  expect(order).toMatchObject({
    matter: '等待延期',
    waits: ['extension'],
    isOnLedger: false,
    supervisions: 1,
    assists: 1,
    isReturned: false,
    handler: handler?.id,
  })
  expect((await unitOrders(database, 'west-lake', 50)).map((each) => each.number)).not.toContain(number)
  const loads = await handlerLoads(database, 'east-river', now)
  expect(loads.find((load) => load.handler === handler?.id)).toMatchObject({ open: 1, overdue: 0 })
  const frequent = await frequentServices(database, 'east-river', '0', 5)
  expect(frequent[0]).toMatchObject({ serviceCode: 'street-litter' })
})

it('tells a returned reply from one that was never sent', async () => {
  const number = await dispatched({ matter: '答复不完整' })
  await house.run(number, head, 'sign', {})
  await house.run(number, head, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, head, 'reply', goodReply)
  await house.run(number, hotline('shift_lead'), 'returnReply', { reason: 'incomplete' })
  const order = (await unitOrders(house.database, 'east-river', 50)).find((each) => each.number === number)
  expect(order).toMatchObject({ state: 'in_handling', isReturned: true })
})

it('remembers what was done about the same matter at the same place', async () => {
  const number = await answered(goodAnswer)
  const place = { areaCode: 'A11', serviceCode: 'street-litter', except: '0' }
  const history = await placeHistory(house.database, place, 3)
  expect(history[0]).toMatchObject({ number, unit: 'east-river', resolved: true, upheld: 0 })
  expect((await placeHistory(house.database, { ...place, except: number }, 3)).map((one) => one.number)).not.toContain(
    number,
  )
  expect(await placeHistory(house.database, { ...place, unit: 'west-lake' }, 3)).toEqual([])
  expect(await placeHistory(house.database, { ...place, areaCode: 'A21' }, 3)).toEqual([])
})
