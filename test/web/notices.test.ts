import { beforeAll, describe, expect, test } from 'vitest'
import { isOptedOut } from '../../src/store/read/notices.ts'
import { openSite, type Site } from './support/site.ts'

let site: Site
let number: string

beforeAll(async () => {
  site = await openSite()
  number = await site.house.register()
})

const isOff = (): Promise<boolean> => isOptedOut(site.house.database, number)
const link = (token = site.house.app.vault.noticeToken(number)): string =>
  `${site.url}/notices/stop?number=${number}&token=${token}`
const post = (url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  })

describe('the link at the end of an e-mail', () => {
  test('changes nothing when it is only looked at', async () => {
    const page = await fetch(link(), { headers: { 'accept-language': 'en' } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<button')
    expect(await isOff()).toBe(false)
  })

  test('turns notices off by the mail program’s own button, without cookie or field of ours, and on again', async () => {
    expect((await post(link(), 'List-Unsubscribe=One-Click')).status).toBe(200)
    expect(await isOff()).toBe(true)
    const again = await post(link(), 'send=all', { 'accept-language': 'en' })
    expect(await again.text()).toContain('Messages are sent again')
    expect(await isOff()).toBe(false)
  })

  test.each(['', 'x', 'A'.repeat(22)])('a token of somebody’s own making (%s) does nothing', async (token) => {
    expect((await fetch(link(token))).status).toBe(404)
    expect((await post(link(token), 'send=none')).status).toBe(404)
    expect(await isOff()).toBe(false)
  })

  test('one request’s link is not another’s', async () => {
    const other = await site.house.register()
    expect((await post(link(site.house.app.vault.noticeToken(other)), 'send=none')).status).toBe(404)
    expect(await isOff()).toBe(false)
  })
})

describe('on the page of the request', () => {
  test('its requester turns notices off and on; nobody else does', async () => {
    const code = site.house.app.vault.accessCode(number)
    const opened = await post(`${site.url}/track`, `number=${number}&code=${code}`)
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const own = { cookie, origin: site.url }
    const off = await post(`${site.url}/track/notices`, 'send=none', own)
    expect([off.status, off.headers.get('location')]).toEqual([302, '/track/request?done=notices#notices'])
    expect(await isOff()).toBe(true)
    expect(
      (await post(`${site.url}/track/notices`, 'send=all', { ...own, origin: 'https://elsewhere.example' })).status,
    ).toBe(403)
    expect((await post(`${site.url}/track/notices`, 'send=all')).headers.get('location')).toBe('/track')
    expect(await isOff()).toBe(true)
    await post(`${site.url}/track/notices`, 'send=all', own)
    expect(await isOff()).toBe(false)
    const page = await fetch(`${site.url}/track/request`, { headers: { cookie } })
    expect(await page.text()).toContain('id="notices"')
  })
})

test('no page had to apologise', () => expect(site.faults).toEqual([]))
