import { beforeAll, describe, expect, test } from 'vitest'
import { wishNotices } from '../../src/actions/notice-wishes.ts'
import { changeUnitContact } from '../../src/actions/unit-contact.ts'
import { deliveryId } from '../../src/store/write/notice.ts'
import { toRequester } from '../../src/core/notice/notice.ts'
import { printedNumber } from '../../src/core/work-order/number.ts'
import { HOUR, MINUTE } from '../../src/core/time.ts'
import { sendNotices } from '../../src/jobs/notices/send.ts'
import { hotline, of, requesterOf } from '../support/world.ts'
import { citizen, openNoticeHouse, secret, type NoticeHouse } from './support/notice-house.ts'
import { signatureOf } from '../../src/channels/notice/signature.ts'

let notice: NoticeHouse

beforeAll(async () => {
  notice = await openNoticeHouse()
  // A desk that is told by e-mail of everything.
  const contact = { email: 'desk@river.example', phone: '', muted: [] }
  await changeUnitContact(notice.app, of('east-river'), 'east-river', contact)
})

const dispatch = { name: 'dispatch', input: {} } as const

describe('a request and its notices', () => {
  test('registered and dispatched: by e-mail and SMS to whom it concerns, once', async () => {
    const { house, office, gateway } = notice
    const number = await notice.register()
    await notice.send()
    const [mail] = office.letters.slice(-1)
    expect(mail?.to).toEqual([citizen.email])
    expect(mail?.subject).toBe(`诉求 ${printedNumber(number)} 已登记`)
    expect(mail?.body).toContain(notice.app.vault.accessCode(number))
    expect(mail?.body).toContain('看：https://city.example/track')
    expect(mail?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(mail?.messageId).toBe(
      `<${deliveryId({ number, seq: 1, kind: 'registered', recipient: toRequester }, 'email')}@city.example>`,
    )
    const [sms] = gateway.posted.slice(-1)
    expect(sms?.body.to).toBe(citizen.phone)
    expect(sms?.body.text).toContain(printedNumber(number))
    expect(sms?.headers['idempotency-key']).toBe(sms?.body.id)
    const seconds = String(sms?.headers['notice-timestamp'])
    expect(sms?.headers['notice-signature']).toBe(signatureOf(secret, seconds, sms?.raw ?? ''))

    await notice.run(number, hotline('dispatcher'), dispatch)
    await notice.send()
    // It could still be taken back: nobody has been told.
    expect(office.letters.filter(({ body }) => body.includes('临河街道'))).toEqual([])
    house.wait(2 * MINUTE)
    await notice.send()
    const told = office.letters.filter(({ subject }) => subject.includes(printedNumber(number))).map(({ to }) => to[0])
    expect(told.toSorted((one, other) => (one ?? '').localeCompare(other ?? ''))).toEqual([
      'desk@river.example',
      citizen.email,
      citizen.email,
    ])
    const rows = await notice.deliveries(number)
    expect(rows.map(({ kind, channel, state, attempts }) => [kind, channel, state, attempts])).toEqual([
      ['registered', 'email', 'sent', 1],
      ['registered', 'sms', 'sent', 1],
      ['dispatched', 'email', 'sent', 1],
      ['dispatched', 'sms', 'sent', 1],
      ['order_new', 'email', 'sent', 1],
    ])
    expect(rows[1]?.['receipt']).toMatch(/^r\d+$/)
  })

  test('every look at an address is written down with its purpose', async () => {
    const number = await notice.register()
    await notice.send()
    const looks = await notice.house.asOwner(
      'select purpose, fields, actor_role from identity.access_record where number = $1',
      [number],
    )
    expect(looks).toEqual([{ purpose: 'notice', fields: 'email phone', actor_role: 'system' }])
  })

  test('nothing personal is kept, and no subject holds more than the number', async () => {
    const { house, office } = notice
    const secrets = [citizen.name, citizen.phone, citizen.phone.slice(3), citizen.email, citizen.door]
    for (const table of ['notice', 'notice_delivery', 'notice_opt_out', 'unit_contact']) {
      const text = JSON.stringify(await house.asOwner(`select t.*::text as row from hotline.${table} t`))
      for (const one of secrets) expect(text, table).not.toContain(one)
    }
    expect(office.letters.length).toBeGreaterThan(3)
    for (const { subject } of office.letters) {
      for (const one of secrets) expect(subject).not.toContain(one)
      expect(subject.replace(/\d{6}-\d{7}-\d/, '')).toMatch(/^[^\d]*$/)
    }
  })

  test('a dispatch that is taken back within the minute is announced to nobody', async () => {
    const { house } = notice
    const number = await notice.register()
    await notice.run(number, hotline('dispatcher'), dispatch)
    house.wait(10_000)
    await notice.run(number, hotline('dispatcher'), { name: 'recallDispatch', input: {} })
    house.wait(2 * MINUTE)
    await notice.send()
    expect((await notice.deliveries(number)).map(({ kind }) => kind)).toEqual(['registered', 'registered'])
  })
})

describe('whom it does not reach', () => {
  test('an anonymous requester has the page alone', async () => {
    const number = await notice.register({ confidentiality: 'anonymous', requester: null })
    await notice.send()
    expect(await notice.deliveries(number)).toEqual([])
    expect(await notice.house.value('select count(*)::int from notice where number = $1', [number])).toBe(1)
  })

  test('of a secret request messages say nothing but that there is news', async () => {
    const { office, gateway, house } = notice
    const number = await notice.register({ confidentiality: 'secret' })
    await notice.run(number, hotline('dispatcher'), dispatch)
    house.wait(2 * MINUTE)
    await notice.send()
    const printed = printedNumber(number)
    const texts = [
      ...office.letters
        .filter(({ to, subject }) => to[0] === citizen.email && subject.includes(printed))
        .flatMap(({ subject, body }) => [subject, body]),
      ...gateway.posted.filter(({ body }) => body.text.includes(printed)).map(({ body }) => body.text),
    ]
    expect(texts.length).toBe(6)
    for (const text of texts) {
      expect(text).not.toContain('临河')
      expect(text).not.toContain(notice.app.vault.accessCode(number))
      expect(text).not.toMatch(/诉求|派单|承办|登记/)
    }
  })

  test('who wants nothing sent gets nothing, for any request of that phone, until asked again', async () => {
    const { app } = notice
    const phone = '+8613900054321'
    const requester = { ...citizen, phone }
    const first = await notice.register({ requester })
    expect((await wishNotices(app, requesterOf(first), first, false)).ok).toBe(true)
    const later = await notice.register({ requester })
    await notice.send()
    for (const number of [first, later]) {
      const rows = await notice.deliveries(number)
      expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
        ['suppressed', 'opted_out'],
        ['suppressed', 'opted_out'],
      ])
    }
    expect(await wishNotices(app, requesterOf(later), first, false)).toMatchObject({ ok: false })
    await wishNotices(app, requesterOf(later), later, true)
    const again = await notice.register({ requester })
    await notice.send()
    expect((await notice.deliveries(again)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('a wish that comes between planning and sending counts', async () => {
    const { app, ways } = notice
    const number = await notice.register()
    const { planNotices } = await import('../../src/jobs/notices/plan.ts')
    await planNotices(app, ['email', 'sms'], 10)
    await wishNotices(app, hotline('intake_agent'), number, false)
    await sendNotices(app, ways, 100)
    expect((await notice.deliveries(number)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['suppressed', 1],
      ['suppressed', 1],
    ])
    await wishNotices(app, hotline('intake_agent'), number, true)
  })

  test('no SMS at night: it comes in the morning; e-mail and emergencies do not wait', async () => {
    const { house } = notice
    house.at('2026-03-03 23:30')
    const quiet = await notice.register()
    const urgent = await notice.register({ serviceCode: 'gas-smell' })
    await notice.send()
    expect((await notice.deliveries(quiet)).map(({ channel, state }) => [channel, state])).toEqual([
      ['email', 'sent'],
      ['sms', 'pending'],
    ])
    expect((await notice.deliveries(urgent)).map(({ channel, state }) => [channel, state])).toEqual([
      ['email', 'sent'],
      ['sms', 'sent'],
    ])
    house.at('2026-03-04 10:00')
    await notice.send()
    expect((await notice.deliveries(quiet)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('a landline gets no SMS, and nobody gets old news', async () => {
    const { house } = notice
    const landline = await notice.register({ requester: { ...citizen, email: '', phone: '+861065000000' } })
    await notice.send()
    expect((await notice.deliveries(landline)).map(({ channel, state, reason }) => [channel, state, reason])).toEqual([
      ['email', 'suppressed', 'no_address'],
      ['sms', 'suppressed', 'not_mobile'],
    ])
    const old = await notice.register()
    house.wait(25 * HOUR)
    await notice.send()
    expect(await notice.deliveries(old)).toEqual([])
  })

  test('a unit may leave kinds out, and never the urgent ones', async () => {
    const { app, house } = notice
    const muted = { email: 'desk@river.example', phone: '', muted: ['order_new'] }
    expect(
      await changeUnitContact(app, of('east-river'), 'east-river', { ...muted, muted: ['order_urgent'] }),
    ).toMatchObject({ refusal: { code: 'not_a_choice' } })
    expect(await changeUnitContact(app, of('west-lake'), 'east-river', muted)).toMatchObject({
      refusal: { code: 'not_permitted' },
    })
    expect(await changeUnitContact(app, of('east-river'), 'east-river', muted)).toMatchObject({ ok: true })
    const number = await notice.register()
    await notice.run(number, hotline('dispatcher'), dispatch)
    house.wait(2 * MINUTE)
    await notice.send()
    expect((await notice.deliveries(number)).find(({ kind }) => kind === 'order_new')).toMatchObject({
      state: 'suppressed',
      reason: 'opted_out',
    })
  })
})
