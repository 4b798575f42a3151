import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createJournalDoors, type JournalDoors } from '../../src/actions/journal-doors.ts'
import { shortPromise } from '../../src/core/journal/receipt.ts'
import { createApi } from '../../src/http/create-api.ts'
import { sealJournal } from '../../src/store/journal/seal.ts'
import { openBrowser } from './support/browser.ts'
import { alive } from './support/alive.ts'
import { openSite, type Site } from './support/site.ts'

const { privateKey: signingKey } = generateKeyPairSync('ed25519')
const origin = 'open12345/tiny'
const checkpointDir = mkdtempSync(join(tmpdir(), 'open12345-walk-'))
let site: Site
let journal: JournalDoors
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([
    openSite({ journalOf: (database) => (journal = createJournalDoors({ database, origin, signingKey })) }),
    openBrowser(),
  ])
})
afterAll(() => browser.close())

const seal = () => {
  const { app, database } = site.house
  return sealJournal({ database, signingKey, clock: app.clock, checkpointDir, origin })
}

async function filed(page: Page): Promise<void> {
  await page.goto(`${site.url}/report`)
  await page.fill('[name=matter]', '街道上有垃圾')
  await page.click('.buttons [value=next]')
  await page.selectOption('[name=district]', 'A1')
  await page.fill('[name=phone]', '13800138000')
  await page.click('.buttons [value=next]')
  await page.click('[value=send]')
  await page.waitForSelector('.receipt-proof')
}

const verdict = async (page: Page, address: string): Promise<string> => {
  await page.goto('about:blank')
  await page.goto(`${site.url}${address}`)
  await page.waitForSelector('#verdict:not([hidden])')
  return page.innerText('#verdict')
}

test('a receipt is given at filing, proven once it is sealed, and checked by the browser itself', async () => {
  const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } })).newPage()
  await filed(page)
  const address = (await page.getAttribute('.receipt-proof a[href^="/verify#r="]', 'href')) ?? ''
  expect(await page.innerText('.receipt-proof summary')).not.toBe('')
  const waits = await verdict(page, address)
  expect(waits).toContain('signature is good')
  await seal()
  expect(await verdict(page, address)).toMatch(/entry \d+ of \d+/)
  const found = await new AxeBuilder({ page }).analyze()
  expect(found.violations.map(({ id }) => id)).toEqual([])
  // Another number under the same signature.
  const forged = address.replace(/r=\d{14}/, 'r=26030200000018')
  expect(await verdict(page, forged)).toContain('did not pass')
  expect(await page.innerText('#verdict')).toContain('Your own browser')
  await page.goto(`${site.url}/track/request`)
  await alive(page)
  expect(await page.locator('[data-live=receipt] details').textContent()).toMatch(/entry \d+ of \d+/)
  expect(site.faults).toEqual([])
})

test('without script the server checks, and says that it did', async () => {
  const context = await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false })
  const page = await context.newPage()
  await filed(page)
  await seal()
  const address = (await page.getAttribute('.receipt-proof a[href^="/verify#r="]', 'href')) ?? ''
  const short = address.split('r=')[1] ?? ''
  await page.goto(`${site.url}/verify`)
  await page.fill('[name=receipt]', short)
  await page.click('form#verify button')
  expect(await page.innerText('output')).toMatch(/回执有效.*由热线服务器核验/s)
  await page.fill('[name=receipt]', short.replace('.', '..'))
  await page.click('form#verify button')
  expect(await page.innerText('[role=alert]')).toContain('不是完整的回执')
})

test('the verifier is handed out as a file', async () => {
  const response = await fetch(`${site.url}/verify-journal.mjs`)
  expect(response.headers.get('content-disposition')).toContain('verify-journal.mjs')
  expect(await response.text()).toContain('#!/usr/bin/env node')
})

test('the API gives the receipt to the requester and to staff who may read the matter, and to nobody else', async () => {
  const { house } = site
  const { app, database } = house
  const api = new Hono().route('/api/v1', createApi({ app, database, journal }))
  const number = await house.register()
  const code = app.vault.accessCode(number)
  await seal()
  const ask = (headers: Record<string, string>) => api.request(`/api/v1/requests/${number}/receipt`, { headers })
  expect((await ask({})).status).toBe(401)
  const mine = await ask({ 'access-code': code })
  expect(mine.status).toBe(200)
  const told = (await mine.json()) as { promise: string; proof: object; short: string; keys: readonly string[] }
  expect(journal.check(told as never)).toMatchObject({ ok: true, sealed: true, promised: { number } })
  expect(told.short).toBe(shortPromise(told.promise))
  const dispatcher = await site.token('dispatcher')
  expect((await ask({ authorization: `Bearer ${dispatcher}` })).status).toBe(200)
  const stranger = await site.token('unit_head', 'east-river')
  expect((await ask({ authorization: `Bearer ${stranger}` })).status).toBe(404)
})
