import { beforeAll, expect, test } from 'vitest'
import { periodOf } from '../../src/core/assessment/period.ts'
import { MINUTE } from '../../src/core/time.ts'
import { autoDispatch } from '../../src/jobs/reconcile/auto-dispatch.ts'
import { dispatchByRule } from '../../src/actions/dispatch-by-rule.ts'
import { countsFromRecords, countsFromRollups } from '../../src/store/read/scores.ts'
import { changesSince } from '../../src/store/read/changes-since.ts'
import { rebuildFromJournal } from '../../src/store/journal/rebuild.ts'
import { hotline, of, system } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

const dispatcher = hotline('dispatcher')
let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

test('a dispatch taken back is stored as if it had never counted, and the rule leaves it to people', async () => {
  const { app, database } = house
  const number = await house.register({ serviceCode: 'street-litter', areaCode: 'A11' })
  const { dispatchDueAt } = await house.request(number)
  house.wait(5 * MINUTE)
  await house.run(number, dispatcher, 'dispatch', { assists: ['market'] })
  await house.run(number, dispatcher, 'recallDispatch', {})
  expect(await house.request(number)).toMatchObject({ state: 'pending_dispatch', dispatchDueAt, leadUnit: null })
  const stays = await house.register()
  await house.run(stays, dispatcher, 'dispatch', {})

  house.wait(2 * MINUTE)
  expect(await dispatchByRule(app, system, number)).toMatchObject({ refusal: { code: 'person_required' } })
  await autoDispatch(app, 100, 1)
  expect((await house.request(number)).state).toBe('pending_dispatch')

  const scheme = app.rulebook.pack.schemes[0]
  if (!scheme) throw new Error('no scheme')
  const period = periodOf(scheme, app.clock.now(), app.rulebook.pack.timeZone)
  const rolled = await countsFromRollups(database, period)
  expect(rolled).toEqual(await countsFromRecords(database, period))
  expect(rolled.get('east-river')?.dispatched).toBe(1)
  expect(await rebuildFromJournal({ database, timeZone: app.rulebook.pack.timeZone })).toMatchObject({ differences: 0 })
})

test('what happened behind somebody is told from the record: as it was, as it is, and how', async () => {
  const number = await house.register()
  const seen = (await house.request(number)).seq
  await house.run(number, dispatcher, 'dispatch', {})
  await house.run(number, of('east-river'), 'sign', {})
  const since = await changesSince(house.database, number, seen)
  expect(since?.entries.map(({ type }) => type)).toEqual(['dispatched', 'signed'])
  expect([since?.was.state, since?.is.state]).toEqual(['pending_dispatch', 'signed'])
  expect(since?.is).toEqual(await house.request(number))
  expect(await changesSince(house.database, number, 9)).toBeUndefined()
  expect(await changesSince(house.database, '26030200099999', 1)).toBeUndefined()
})
