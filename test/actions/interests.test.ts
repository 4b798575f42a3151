import { beforeAll, describe, expect, test } from 'vitest'
import { declareInterest, endInterest, interestRecords, matchNewRequests } from '../../src/actions/interests.ts'
import { issueToken } from '../../src/actions/issue-token.ts'
import { revealIdentity } from '../../src/actions/reveal-identity.ts'
import { createStaffAccess } from '../../src/actions/staff-access.ts'
import { canRead } from '../../src/core/permission/can-read.ts'
import { withoutRecused } from '../../src/core/permission/recusal.ts'
import type { Actor } from '../../src/core/permission/roles.ts'
import { openMoves } from '../../src/core/work-order/open-moves.ts'
import { hotline, of } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

/* Scenario 18: a reported restaurant's cousin works in the unit. */

let house: TinyHouse
let cousin: { readonly id: string; readonly token: string }
let restaurant: string

/** Whoever the token names now; a declaration holds within seconds. */
async function asCousin(): Promise<Actor> {
  house.wait(4_000)
  const actor = await createStaffAccess(house.app).actorOfToken(cousin.token)
  if (!actor) throw new Error('the token opens nothing')
  return actor
}

beforeAll(async () => {
  house = await openTinyHouse()
  const issued = await issueToken(house.app, {
    role: 'unit_head',
    unit: 'east-river',
    label: undefined,
    expiresAt: null,
  })
  if (!issued.ok) throw new Error('no token')
  cousin = issued
  restaurant = await house.register({ matter: '福满楼餐馆夜间油烟扰民', ownWords: '福满楼餐馆夜间油烟扰民' })
  await house.run(restaurant, hotline('dispatcher'), 'dispatch', {})
})

test('before it is declared, the cousin opens the order, signs it and looks who reported', async () => {
  const actor = await asCousin()
  const request = await house.request(restaurant)
  expect(canRead(actor, 'matter', request, house.app.rulebook)).toBe(true)
  await house.run(restaurant, actor, 'sign', {})
  house.wait(1_000)
  expect((await revealIdentity(house.app, actor, restaurant, 'contact')).ok).toBe(true)
})

describe('the interest is declared on the staff record', () => {
  test('and the order is found by its words', async () => {
    const declared = await declareInterest(house.app, hotline('system_admin'), {
      accountId: cousin.id,
      unitCode: null,
      number: null,
      subject: '福满楼',
    })
    expect(declared).toMatchObject({ ok: true, matches: 1 })
  })

  test('then it cannot be opened by them, moved by them, nor stand in their list', async () => {
    const actor = await asCousin()
    const request = await house.request(restaurant)
    expect(canRead(actor, 'matter', request, house.app.rulebook)).toBe(false)
    expect(openMoves(actor, request, house.app.rulebook, house.app.clock.now())).toEqual([])
    const contact = { means: 'phone', reached: true } as const
    expect(await house.refusal(restaurant, actor, 'recordContact', contact)).toBe('interest_declared')
    expect(await revealIdentity(house.app, actor, restaurant, 'contact')).toMatchObject({
      refusal: { code: 'request_not_found' },
    })
    expect(withoutRecused(actor, [{ number: restaurant }, { number: '1' }])).toEqual([{ number: '1' }])
    const colleague = of('east-river')
    expect(canRead(colleague, 'matter', request, house.app.rulebook)).toBe(true)
    expect(await house.refusal(restaurant, colleague, 'recordContact', contact)).toBeUndefined()
  })

  test('what they did with it before is listed for the auditor', async () => {
    const [record] = await interestRecords(house.app, cousin.id)
    expect(record).toMatchObject({ subject: '福满楼', matches: [restaurant] })
    expect(record?.looks.map(({ number, what, detail }) => [number, what, detail])).toEqual([
      [restaurant, 'move', 'signed'],
      [restaurant, 'identity', 'contact'],
      [restaurant, 'identity', 'contact'],
    ])
  })

  test('a report of later is found too; others stay open to them', async () => {
    const later = await house.register({ matter: '福满楼后厨有老鼠' })
    const other = await house.register({ matter: '路灯不亮' })
    expect(await matchNewRequests(house.app)).toBe(1)
    const actor = await asCousin()
    expect(actor.recusal?.numbers).toEqual(new Set([restaurant, later]))
    expect(actor.recusal?.numbers.has(other)).toBe(false)
  })

  test('ended, it no longer holds', async () => {
    const [record] = await interestRecords(house.app, cousin.id)
    expect(await endInterest(house.app, record?.id ?? '')).toEqual({ ok: true })
    expect(await endInterest(house.app, record?.id ?? '')).toMatchObject({ refusal: { code: 'interest_not_found' } })
    expect((await asCousin()).recusal).toBeUndefined()
  })
})

test('a tie to another unit keeps out of whatever that unit handles', async () => {
  await declareInterest(house.app, hotline('system_admin'), {
    accountId: cousin.id,
    unitCode: 'east-river',
    number: null,
    subject: null,
  })
  const actor = await asCousin()
  expect(canRead(actor, 'matter', await house.request(restaurant), house.app.rulebook)).toBe(false)
})

test('one thing is named, and it is there', async () => {
  const none = { accountId: cousin.id, unitCode: null, number: null, subject: null }
  const by = hotline('system_admin')
  expect(await declareInterest(house.app, by, none)).toMatchObject({ refusal: { code: 'required' } })
  expect(await declareInterest(house.app, by, { ...none, subject: ' x ' })).toMatchObject({
    refusal: { code: 'required' },
  })
  expect(await declareInterest(house.app, by, { ...none, unitCode: 'nowhere' })).toMatchObject({
    refusal: { code: 'unit_not_found' },
  })
})
