import { expect, test } from 'vitest'
import { atRiskFor, floorFor } from '../../src/actions/floor.ts'
import type { Actor } from '../../src/core/permission/roles.ts'
import { DAY, HOUR } from '../../src/core/time.ts'
import { hotline, of } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

const supervisor = hotline('supervisor')
const riskPage = async (house: TinyHouse, actor: Actor, filter: Parameters<typeof atRiskFor>[2], limit = 50) => {
  const page = await atRiskFor(house.app, actor, filter, limit)
  if (!page) throw new Error('may not watch')
  return page
}

async function dispatched(house: TinyHouse, unitCode = 'east-river'): Promise<string> {
  const number = await house.register()
  await house.run(number, hotline('dispatcher'), 'dispatch', { unitCode })
  await house.run(number, of(unitCode), 'sign', {})
  return number
}

test('the floor says what waits, since when, and what is late; nobody else has a floor', async () => {
  const house = await openTinyHouse()
  await house.register({ serviceCode: null })
  house.wait(HOUR)
  await house.register({ serviceCode: null })
  const first = await house.register()
  house.wait(3 * DAY)
  const floor = await floorFor(house.app, supervisor)
  const waiting = Object.fromEntries(floor?.waiting.map(({ task, ...rest }) => [task, rest]) ?? [])
  const request = await house.request(first)
  expect(waiting['intake']).toMatchObject({ count: 2, late: 2 })
  expect(waiting['dispatch']).toEqual({ count: 1, late: 1, oldestSince: request.registeredAt })
  expect(waiting['objection']).toEqual({ count: 0, late: 0, oldestSince: null })
  expect(await floorFor(house.app, hotline('intake_agent'))).toBeUndefined()
  expect(await floorFor(house.app, hotline('system_admin'))).toBeUndefined()
})

test('the wait for dispatch is told for busy hours apart from the others', async () => {
  const house = await openTinyHouse('2026-03-02 08:00')
  const quick = await house.register()
  await house.run(quick, hotline('dispatcher'), 'dispatch', { unitCode: 'east-river' })
  house.at('2026-03-02 09:00')
  const busy = [await house.register(), await house.register(), await house.register()]
  house.at('2026-03-02 09:30')
  for (const number of busy) await house.run(number, hotline('dispatcher'), 'dispatch', { unitCode: 'east-river' })
  house.at('2026-03-02 10:00')
  expect(await floorFor(house.app, supervisor)).toMatchObject({ peak: 30, offPeak: 0 })
})

test('an order is at risk with a fifth of its time left, then overdue; the measures taken stand beside it', async () => {
  const house = await openTinyHouse()
  const number = await dispatched(house)
  const { dueAt } = await house.request(number)
  const begun = house.app.clock.now()
  const span = (dueAt ?? 0) - begun
  expect((await riskPage(house, supervisor, { view: 'risk' })).rows).toEqual([])
  house.wait(span * 0.81)
  const [row] = (await riskPage(house, supervisor, { view: 'risk' })).rows
  expect(row).toMatchObject({ number, unit: 'east-river', clock: 'handling', urged: 0, supervised: 0, dueAt })
  await house.run(number, supervisor, 'urge', { note: 'the limit is near' })
  await house.run(number, supervisor, 'supervise', { reason: 'the limit is near' })
  const page = await riskPage(house, supervisor, { view: 'risk' })
  expect(page.rows[0]).toMatchObject({ urged: 1, supervised: 1, lastMeasureAt: house.app.clock.now() })
  expect(page.groups).toEqual([{ unit: 'east-river', level: row?.level, count: 1 }])
  expect((await riskPage(house, supervisor, { view: 'overdue' })).rows).toEqual([])
  house.wait(span)
  expect((await riskPage(house, supervisor, { view: 'risk' })).rows).toEqual([])
  expect((await riskPage(house, supervisor, { view: 'overdue' })).rows).toHaveLength(1)
})

test('pages go on by key and a filter narrows them; a district sees its own', async () => {
  const house = await openTinyHouse()
  const numbers = [await dispatched(house), await dispatched(house), await dispatched(house)]
  house.wait(60 * DAY)
  const first = await riskPage(house, supervisor, { view: 'overdue' }, 2)
  const second = await riskPage(house, supervisor, { view: 'overdue', after: first.next }, 2)
  expect([...first.rows, ...second.rows].map(({ number }) => number)).toEqual(numbers)
  expect(second.next).toBeNull()
  expect((await riskPage(house, supervisor, { view: 'overdue', unit: 'water' })).rows).toEqual([])
  expect((await riskPage(house, of('east', 'supervisor'), { view: 'overdue' })).rows).toHaveLength(3)
  expect((await riskPage(house, of('north', 'supervisor'), { view: 'overdue' })).rows).toEqual([])
})
