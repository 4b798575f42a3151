import { beforeAll, describe, expect, test } from 'vitest'
import { createGateway } from '../../src/channels/notice/gateway.ts'
import { createSmtp } from '../../src/channels/notice/smtp.ts'
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts'
import { sendNotices, type NoticeWays } from '../../src/jobs/notices/send.ts'
import { noticeHealth } from '../../src/store/read/notices.ts'
import { citizen, openNoticeHouse, secret, type NoticeHouse } from './support/notice-house.ts'

let notice: NoticeHouse

beforeAll(async () => {
  notice = await openNoticeHouse()
})

const byMail = { requester: { ...citizen, phone: '' } }
const bySms = { requester: { ...citizen, email: '' } }

const row = async (number: string, channel: string) =>
  (await notice.deliveries(number)).find((one) => one['channel'] === channel) ?? {}
const minutesToGo = async (number: string, channel: string): Promise<number> =>
  (Number((await row(number, channel))['nextAttemptAt']) - notice.app.clock.now()) / MINUTE

describe('a mail server in trouble', () => {
  test('what it will not take now is tried again after a minute, and taken then', async () => {
    const { office, house } = notice
    office.behave('not_now')
    const number = await notice.register(byMail)
    await notice.send()
    expect(await row(number, 'email')).toMatchObject({ state: 'pending', reason: 'smtp_451', attempts: 1 })
    expect(await minutesToGo(number, 'email')).toBe(1)
    house.wait(MINUTE)
    await notice.send()
    expect(await row(number, 'email')).toMatchObject({ state: 'sent', reason: null, attempts: 2 })
  })

  test('what it refuses for good is not tried again, and an administrator sees it', async () => {
    const { office, house, app } = notice
    office.behave('never')
    const number = await notice.register(byMail)
    await notice.send()
    expect(await row(number, 'email')).toMatchObject({ state: 'failed', reason: 'smtp_550', attempts: 1 })
    house.wait(DAY)
    await notice.send()
    expect(await row(number, 'email')).toMatchObject({ state: 'failed', attempts: 1 })
    const health = await noticeHealth(app.store.database, app.clock.now(), app.clock.now() - 7 * DAY)
    expect(health.failed).toMatchObject([{ channel: 'email', reason: 'smtp_550', count: 1 }])
  })

  test('a connection that is cut after the mail was taken brings it again, under the same name', async () => {
    const { office, house } = notice
    office.behave('cut')
    const number = await notice.register(byMail)
    const before = office.letters.length
    await notice.send()
    expect(await row(number, 'email')).toMatchObject({ state: 'pending', attempts: 1 })
    house.wait(MINUTE)
    await notice.send()
    expect(await row(number, 'email')).toMatchObject({ state: 'sent', attempts: 2 })
    const names = office.letters.slice(before).map(({ messageId }) => messageId)
    expect(names.length).toBe(2)
    expect(new Set(names).size).toBe(1)
    expect(await notice.house.value('select count(*)::int from notice_delivery where number = $1', [number])).toBe(1)
  })

  test('a server that is away for a day: five pauses, then it has failed', async () => {
    const { app, house, ways } = notice
    const gone = createSmtp({ url: 'smtp://127.0.0.1:1', from: 'notice@city.example', name: 'x' })
    const away: NoticeWays = { ...ways, adapters: [gone] }
    const number = await notice.register(byMail)
    const pauses: number[] = []
    for (let tries = 0; tries < 6; tries += 1) {
      while ((await sendNotices(app, away, 100)) > 0);
      const { state } = await row(number, 'email')
      if (state !== 'pending') break
      pauses.push(await minutesToGo(number, 'email'))
      house.wait((pauses.at(-1) ?? 0) * MINUTE)
    }
    expect(pauses).toEqual([1, 5, 30, 120, 720])
    expect(await row(number, 'email')).toMatchObject({ state: 'failed', reason: 'smtp_esocket', attempts: 6 })
    gone.close()
  })
})

describe('a gateway in trouble', () => {
  test.each([
    ['broken', { state: 'pending', reason: 'gateway_500' }],
    ['slow', { state: 'pending', reason: 'gateway_slow' }],
    ['refuse', { state: 'failed', reason: 'gateway_422' }],
    ['redirect', { state: 'failed', reason: 'gateway_307' }],
  ] as const)('%s: %o, and its words are not kept', async (manner, expected) => {
    const { gateway, house } = notice
    house.at('2026-03-10 10:00')
    const before = gateway.posted.length
    gateway.behave(manner)
    const number = await notice.register(bySms)
    await notice.send()
    expect(await row(number, 'sms')).toMatchObject({ ...expected, attempts: 1 })
    house.wait(MINUTE)
    await notice.send()
    const tries = gateway.posted.slice(before)
    if (expected.state === 'failed') expect(tries.length).toBe(1)
    else {
      expect(await row(number, 'sms')).toMatchObject({ state: 'sent', reason: null, attempts: 2 })
      expect(tries.map(({ headers }) => headers['idempotency-key'])).toEqual([tries[0]?.body.id, tries[0]?.body.id])
    }
    const kept = JSON.stringify(await house.asOwner('select d::text as row from hotline.notice_delivery d'))
    expect(kept).not.toContain('13800000000')
  })

  test('away', async () => {
    const adapter = createGateway({ channel: 'sms', url: 'http://127.0.0.1:1/', secret, now: () => 0 })
    const message = { id: 'x', to: '+8613900012345', subject: '', text: 'x', language: 'en', stopUrl: null }
    expect(await adapter.send(message)).toEqual({ ok: false, reason: 'gateway_away', again: true })
  })
})

describe('several workers', () => {
  test('forty requests, three at once: every message goes out once', async () => {
    const { office, gateway, ways, house } = notice
    house.at('2026-03-11 10:00')
    const [letters, posts] = [office.letters.length, gateway.posted.length]
    await Promise.all(Array.from({ length: 40 }, () => notice.register()))
    const workers = [notice.app, notice.another(), notice.another()]
    for (let round = 0; round < 4; round += 1) await Promise.all(workers.map((app) => sendNotices(app, ways, 25)))
    await notice.send()
    const names = office.letters.slice(letters).map(({ messageId }) => messageId)
    const ids = gateway.posted.slice(posts).map(({ body }) => body.id)
    expect([names.length, ids.length]).toEqual([40, 40])
    expect([new Set(names).size, new Set(ids).size]).toEqual([40, 40])
  })

  test('one that dies between sending and writing it down leaves it to be sent again under its name', async () => {
    const { app, ways, office, house } = notice
    const number = await notice.register(byMail)
    const before = office.letters.length
    const dying: NoticeWays = {
      ...ways,
      adapters: ways.adapters.map((adapter) => ({
        ...adapter,
        send: async (message) => {
          await adapter.send(message)
          throw new Error('killed')
        },
      })),
    }
    await expect(sendNotices(app, dying, 100)).rejects.toThrow('killed')
    await notice.send()
    // Nobody else takes it as long as it may still be under way.
    expect(office.letters.length - before).toBe(1)
    house.wait(2 * MINUTE)
    await notice.send()
    const names = office.letters.slice(before).map(({ messageId }) => messageId)
    expect([names.length, new Set(names).size]).toEqual([2, 1])
    expect(await row(number, 'email')).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('what does not get out for an hour is counted as late', async () => {
    const { app, house } = notice
    await notice.register(byMail)
    house.wait(2 * HOUR)
    const { late } = await noticeHealth(app.store.database, app.clock.now(), 0)
    expect(late).toBe(1)
  })
})
