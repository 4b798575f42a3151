import { beforeAll, expect, test } from 'vitest'
import { trackedRequest } from '../../src/actions/tracked.ts'
import { goodReply } from '../support/flow.ts'
import { hotline, of } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

const dispatcher = hotline('dispatcher')
const head = of('east-river')

test('who was merged reads what the unit answered to the public, masked, and only what still stands', async () => {
  const [parent, child] = [await house.register(), await house.register()]
  await house.run(child, dispatcher, 'merge', { parent })
  expect(await trackedRequest(house.app, child)).toMatchObject({ merged: true, reply: '' })
  await house.run(parent, dispatcher, 'dispatch', {})
  await house.run(parent, head, 'sign', {})
  await house.run(parent, head, 'recordContact', { means: 'phone', reached: true })
  const publicReply = '垃圾今早已清运，三天内加装垃圾箱。有事请打13900001111。'
  await house.run(parent, head, 'reply', { ...goodReply, result: '内部说明', publicReply })
  const told = await trackedRequest(house.app, child)
  expect(told?.reply).toBe('垃圾今早已清运，三天内加装垃圾箱。有事请打***。')
  expect(JSON.stringify(told)).not.toContain('内部说明')
  // The requester to whom it was written reads it as it was written.
  expect((await trackedRequest(house.app, parent))?.reply).toBe(publicReply)
  await house.run(parent, hotline('shift_lead'), 'returnReply', { reason: 'incomplete' })
  expect((await trackedRequest(house.app, child))?.reply).toBe('')
})
