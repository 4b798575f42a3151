import { beforeAll, expect, test } from 'vitest'
import { previewUrges, urgedMost, urgeMany } from '../../src/actions/urge-many.ts'
import { hotline, of } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

const supervisor = hotline('supervisor')

async function dispatched(): Promise<string> {
  const number = await house.register()
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  return number
}

test('urges whom it can, tells of the others why not, and shows before how often each was urged', async () => {
  const [one, two, waiting] = [await dispatched(), await dispatched(), await house.register()]
  await house.run(one, supervisor, 'urge', {})
  const numbers = [one, two, waiting, '26030200099999', one]
  const before = await previewUrges(house.app, supervisor, numbers)
  expect(
    before.map(({ number, unitCode, urged, refusal }) => [number, unitCode, urged, refusal?.code ?? null]),
  ).toEqual([
    [one, 'east-river', 1, null],
    [two, 'east-river', 0, null],
    [waiting, null, 0, 'move_not_allowed'],
    ['26030200099999', null, 0, 'request_not_found'],
  ])
  const urged = await urgeMany(house.app, supervisor, numbers, ' 请今天回复 ')
  expect(urged.map(({ number, refusal }) => [number, refusal?.code ?? null])).toEqual([
    [one, null],
    [two, null],
    [waiting, 'move_not_allowed'],
    ['26030200099999', 'request_not_found'],
  ])
  expect(await house.value(`select body from event_text where number = $1 and name = 'note'`, [two])).toBe('请今天回复')
  expect((await previewUrges(house.app, supervisor, [one]))[0]).toMatchObject({
    urged: 2,
    lastUrgedAt: house.app.clock.now(),
  })
})

test('is refused for who may not, and shows nothing of what they may not read', async () => {
  const number = await dispatched()
  expect(await previewUrges(house.app, hotline('dispatcher'), [number])).toMatchObject([
    { unitCode: 'east-river', refusal: { code: 'not_permitted' } },
  ])
  expect(await previewUrges(house.app, of('west', 'district_centre'), [number])).toMatchObject([
    { unitCode: null, refusal: { code: 'request_not_found' } },
  ])
  expect(await urgeMany(house.app, of('west', 'district_centre'), [number], '')).toMatchObject([
    { refusal: { code: 'not_permitted' } },
  ])
  expect(await house.types(number)).not.toContain('supervised')
})

test('takes no more than fifty', async () => {
  const numbers = Array.from({ length: 60 }, (_, index) => String(26030200000000 + index))
  expect(await urgeMany(house.app, supervisor, numbers, '')).toHaveLength(urgedMost)
})
