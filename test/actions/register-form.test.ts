import { beforeAll, expect, test } from 'vitest'
import { registerForm } from '../../src/actions/register-form.ts'
import type { Intake } from '../../src/core/work-order/intake.ts'
import { hotline, intake } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

const agent = hotline('intake_agent')
let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

const send = async (more: Partial<Intake>) => {
  const registered = await registerForm(house.app, agent, intake({ messageId: 'form', ...more }))
  if (!registered.ok) throw new Error(registered.refusal.code)
  return registered
}
const li = {
  matter: '路灯不亮',
  ownWords: '路灯不亮',
  requester: { name: '李某', phone: '+8613800000301', email: '', door: '' },
}
const wu = { ...li, requester: { ...li.requester, phone: '+8613800000302' } }

test('a form sent again is one request; taken back and filled in anew it is another', async () => {
  const first = await send({})
  expect(await send({})).toMatchObject({ already: true, number: first.number })
  const second = await send(li)
  expect(second).toMatchObject({ already: false })
  expect(second.number).not.toBe(first.number)
  expect(second.accessCode).not.toBe(first.accessCode)
  const third = await send(wu)
  expect(new Set([first.number, second.number, third.number]).size).toBe(3)
  expect(await send(li)).toMatchObject({ already: true, number: second.number })
  expect(await send(wu)).toMatchObject({ already: true, number: third.number })
})

test('a form without a key is filed each time', async () => {
  const [one, two] = [await send({ messageId: null }), await send({ messageId: null })]
  expect(one.number).not.toBe(two.number)
})
