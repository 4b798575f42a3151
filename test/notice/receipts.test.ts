import { beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../../src/http/create-api.ts'
import { signatureHeader, signatureOf, timestampHeader } from '../../src/channels/notice/signature.ts'
import { openNoticeHouse, secret, type NoticeHouse } from './support/notice-house.ts'

let notice: NoticeHouse
let api: ReturnType<typeof createApi>

beforeAll(async () => {
  notice = await openNoticeHouse()
  api = createApi({ app: notice.app, database: notice.app.store.database, receiptSecrets: ['another', secret] })
})

const post = async (
  body: object,
  more: { readonly late?: number; readonly key?: string; readonly tamper?: string } = {},
) => {
  const text = JSON.stringify(body)
  const seconds = String(Math.floor(notice.app.clock.now() / 1000) - (more.late ?? 0))
  const response = await api.request('http://hotline.test/notices/receipts', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [timestampHeader]: seconds,
      [signatureHeader]: signatureOf(more.key ?? secret, seconds, text),
    },
    body: more.tamper ?? text,
  })
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

const sent = async (): Promise<{ readonly number: string; readonly id: string }> => {
  const number = await notice.register()
  await notice.send()
  return { number, id: notice.gateway.posted.at(-1)?.body.id ?? '' }
}
const state = async (number: string) => {
  const row = (await notice.deliveries(number)).find(({ channel }) => channel === 'sms')
  return [row?.['state'], row?.['reason']]
}

describe('what a gateway reports', () => {
  test('is kept, once or twice, and delivered is the last word', async () => {
    const { number, id } = await sent()
    expect(await post({ id, state: 'failed', reason: 'busy' })).toMatchObject({ status: 200, json: { known: true } })
    expect(await state(number)).toEqual(['failed', 'undelivered:busy'])
    for (const _ of [1, 2]) expect((await post({ id, state: 'delivered' })).json).toEqual({ known: true })
    expect(await state(number)).toEqual(['delivered', null])
    await post({ id, state: 'failed' })
    expect(await state(number)).toEqual(['delivered', null])
  })

  test('a reason that could be a number is not kept', async () => {
    const { number, id } = await sent()
    await post({ id, state: 'failed', reason: '13900012345' })
    expect(await state(number)).toEqual(['failed', 'undelivered'])
  })

  test.each([
    ['too old', { late: 301 }],
    ['from the future', { late: -301 }],
    ['signed by somebody else', { key: 'x'.repeat(40) }],
    ['changed on its way', { tamper: '{"id":"00000000-0000-8000-a000-000000000000","state":"delivered"}' }],
  ])('%s is refused', async (_, more) => {
    const { number, id } = await sent()
    expect(await post({ id, state: 'failed' }, more)).toMatchObject({ status: 401, json: { code: 'signature_wrong' } })
    expect(await state(number)).toEqual(['sent', null])
  })

  test('nearly five minutes late is in time; an id that is none of ours is told so', async () => {
    const { id } = await sent()
    expect((await post({ id, state: 'delivered' }, { late: 295 })).status).toBe(200)
    expect((await post({ id: '00000000-0000-8000-a000-000000000000', state: 'delivered' })).json).toEqual({
      known: false,
    })
    expect((await post({ id: 'x', state: 'delivered' })).json).toEqual({ known: false })
    expect((await post({ id, state: 'lost' })).status).toBe(422)
  })

  test('without a secret nobody is believed', async () => {
    const deaf = createApi({ app: notice.app, database: notice.app.store.database })
    const response = await deaf.request('http://hotline.test/notices/receipts', { method: 'POST' })
    expect(response.status).toBe(401)
  })
})

describe('opting out by the interface', () => {
  const optOut = async (number: string, code: string, body: object = {}) => {
    const response = await api.request(`http://hotline.test/requests/${number}/notices/opt-out`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'access-code': code },
      body: JSON.stringify(body),
    })
    return { status: response.status, json: (await response.json()) as unknown }
  }

  test('the requester may, for their own request alone', async () => {
    const number = await notice.register({ requester: null, confidentiality: 'anonymous' })
    const code = notice.app.vault.accessCode(number)
    expect(await optOut(number, code)).toEqual({ status: 200, json: { send: 'none' } })
    expect(await optOut(number, code, { send: 'all' })).toEqual({ status: 200, json: { send: 'all' } })
    expect((await optOut(number, 'WRONGONE')).status).toBe(403)
  })
})
