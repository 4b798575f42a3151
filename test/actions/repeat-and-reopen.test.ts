import { beforeAll, describe, expect, test } from 'vitest'
import { correctContact } from '../../src/actions/correct-contact.ts'
import { openIdentity } from '../../src/actions/open-identity.ts'
import { reopenRequest } from '../../src/actions/reopen.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { DAY } from '../../src/core/time.ts'
import { tinyCatalogue } from '../support/tiny-catalogue.ts'
import { tinyCity } from '../support/tiny-city.ts'
import { hotline, requesterOf } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

const agent = hotline('intake_agent')
const looking = { purpose: 'test', fields: ['name', 'phone', 'door'] } as const

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

const person = (phone: string) => ({ name: '赵某', phone, email: '', door: '3号楼2单元501' })
const ended = async (more = {}) => {
  const number = await house.register(more)
  await house.run(number, requesterOf(number), 'withdraw', { reason: 'solved-itself' })
  return number
}

describe('informing of a repeat', () => {
  test('only the same requester is told how the earlier request stands', async () => {
    const earlier = await house.register({ requester: person('+8613800000101') })
    const again = await house.register({ serviceCode: null, requester: person('+8613800000101') })
    const stranger = await house.register({ serviceCode: null, requester: person('+8613800000102') })
    const nameless = await house.register({ serviceCode: null, requester: null })
    const told = { earlier, message: '正在办理' }
    expect(await house.refusal(stranger, agent, 'informRepeat', told)).toBe('other_requester')
    expect(await house.refusal(nameless, agent, 'informRepeat', told)).toBe('other_requester')
    expect(await house.refusal(again, agent, 'informRepeat', { ...told, earlier: '26030200000000' })).toBe(
      'request_not_found',
    )
    expect(await house.run(again, agent, 'informRepeat', told)).toMatchObject({
      state: 'repeat_informed',
      earlierNumber: earlier,
    })
  })
})

describe('reopening', () => {
  test('a new number with the same matter, place and requester; both streams tell it', async () => {
    const earlier = await ended({
      requester: person('+8613800000201'),
      place: { text: '临河路', latitude: 39.9, longitude: 116.4 },
    })
    const outcome = await reopenRequest(house.app, agent, earlier, {
      channel: 'phone',
      messageId: null,
      fact: '又有垃圾了，我住3号楼2单元501',
    })
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    expect(await house.request(outcome.number)).toMatchObject({
      state: 'pending_dispatch',
      earlierNumber: earlier,
      serviceCode: 'street-litter',
      areaCode: 'A11',
    })
    expect((await house.types(earlier)).at(-1)).toBe('reopened_as')
    expect((await house.request(earlier)).state).toBe('withdrawn')
    const matter = await house.value<string>(`select body from event_text where number = $1 and name = 'matter'`, [
      outcome.number,
    ])
    expect(matter).toContain('街道上有垃圾')
    expect(matter).toContain('又有垃圾了')
    expect(matter).not.toContain('501')
    const identity = await openIdentity(house.app, agent, outcome.number, looking)
    expect(identity).toEqual({ ...person('+8613800000201'), ownWords: '又有垃圾了，我住3号楼2单元501' })
    expect(
      await house.value(`select count(*) from identity.access_record where number = $1 and purpose = 'reopen'`, [
        earlier,
      ]),
    ).toBe('1')
  })

  test('within the days of the city without a new fact, later only with one', async () => {
    const earlier = await ended()
    const plain = { channel: 'web', messageId: null, fact: '' }
    expect((await reopenRequest(house.app, requesterOf(earlier), earlier, plain)).ok).toBe(true)
    house.wait(15 * DAY + 1)
    expect(await reopenRequest(house.app, agent, earlier, plain)).toMatchObject({
      refusal: { code: 'reopen_window_closed' },
    })
    expect((await reopenRequest(house.app, agent, earlier, { ...plain, fact: '有新照片' })).ok).toBe(true)
  })

  test('nobody reopens what is open, or another person’s', async () => {
    const open = await house.register()
    const other = await ended()
    const reopening = { channel: 'web', messageId: null, fact: '' }
    expect(await reopenRequest(house.app, agent, open, reopening)).toMatchObject({
      refusal: { code: 'move_not_allowed' },
    })
    expect(await reopenRequest(house.app, requesterOf(open), other, reopening)).toMatchObject({
      refusal: { code: 'not_permitted' },
    })
  })

  test('a service that has left the catalogue since is classified anew', async () => {
    const earlier = await ended()
    const catalogues = [{ ...tinyCatalogue, version: 'later', classes: [] }]
    const app = { ...house.app, rulebook: createRulebook({ ...tinyCity, catalogues }) }
    const reopening = { channel: 'web', messageId: null, fact: '' }
    const outcome = await reopenRequest(app, requesterOf(earlier), earlier, reopening)
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    expect(await house.request(outcome.number)).toMatchObject({ state: 'registered', serviceCode: null })
  })

  test('a channel that sends its message twice reopens once', async () => {
    const earlier = await ended()
    const reopening = { channel: 'web', messageId: 'again-1', fact: '' }
    const first = await reopenRequest(house.app, requesterOf(earlier), earlier, reopening)
    const second = await reopenRequest(house.app, requesterOf(earlier), earlier, reopening)
    if (!first.ok || !second.ok) throw new Error('refused')
    expect(second).toMatchObject({ number: first.number, already: true })
    expect((await house.types(earlier)).filter((type) => type === 'reopened_as')).toHaveLength(1)
  })
})

describe('correcting a contact', () => {
  test('the identity is put right, the journal says only that it was', async () => {
    const number = await house.register({ requester: person('+8613800000301'), ownWords: '垃圾没人管' })
    const outcome = await correctContact(house.app, agent, number, { phone: '+8613900000302' })
    expect(outcome.ok).toBe(true)
    expect(await openIdentity(house.app, agent, number, looking)).toEqual({
      ...person('+8613900000302'),
      ownWords: '垃圾没人管',
    })
    const body = await house.value<string>(
      `select body from journal_entry where number = $1 and type = 'contact_corrected'`,
      [number],
    )
    expect(JSON.parse(body)).toMatchObject({ facts: {}, texts: {} })
    const again = await house.register({ serviceCode: null, requester: person('+8613900000302') })
    expect(await house.refusal(again, agent, 'informRepeat', { earlier: number, message: '正在办理' })).toBeUndefined()
  })

  test('an anonymous requester may leave a contact later', async () => {
    const number = await house.register({ requester: null, ownWords: '' })
    expect(await openIdentity(house.app, agent, number, looking)).toBeNull()
    expect((await correctContact(house.app, agent, number, person('+8613800000303'))).ok).toBe(true)
    expect(await openIdentity(house.app, agent, number, looking)).toMatchObject({ name: '赵某' })
  })

  test('not by others, not after the end, not on an old page', async () => {
    const number = await house.register()
    const phone = { phone: '+8613800000304' }
    expect(await correctContact(house.app, hotline('dispatcher'), number, phone)).toMatchObject({
      refusal: { code: 'not_permitted' },
    })
    expect(await correctContact(house.app, agent, number, phone, { ifSeq: 9 })).toMatchObject({
      refusal: { code: 'conflict' },
    })
    const over = await ended()
    expect(await correctContact(house.app, agent, over, phone)).toMatchObject({ refusal: { code: 'move_not_allowed' } })
  })
})
