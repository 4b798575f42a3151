import { beforeAll, expect, test } from 'vitest'
import { hotline, requesterOf } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

const words = '又坏了，电话13800138000，我住3号楼2单元501'
const kept = (number: string, name: string) =>
  house.value<string>('select body from event_text where number = $1 and name = $2 order by seq desc limit 1', [
    number,
    name,
  ])

test('what a requester adds later is masked as the matter was, whoever writes it down', async () => {
  for (const actor of [hotline('intake_agent'), undefined]) {
    const number = await house.register()
    await house.run(number, actor ?? requesterOf(number), 'addFact', { fact: words })
    expect(await kept(number, 'fact')).toBe('又坏了，电话***，我住***')
    await house.run(number, actor ?? requesterOf(number), 'withdraw', { reason: 'solved-itself', words })
    expect(await kept(number, 'words')).toBe('又坏了，电话***，我住***')
  }
})

test('the city’s own numbers in its own words stay', async () => {
  const number = await house.register({ requestType: 'inquiry', serviceCode: null })
  const answer = '请拨打 010-65123456'
  await house.run(number, hotline('intake_agent'), 'answerDirectly', { article: 'a1', answer })
  expect(await kept(number, 'answer')).toBe(answer)
})
