import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../test/web/support/browser.ts'
import { openDemo } from '../test/web/support/open-demo.ts'

/**
 * What a page for citizens costs an old phone: bytes by kind, packed as the server packs them, and the time
 * until it can be read and until it is alive, with an empty cache on a slow line (150 ms round trip,
 * 1.6 Mbit/s) and a processor four times slower. A demo of its own; `DEMO_URL` names one that runs already.
 */
const line = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 }
const slower = 4
const runs = 3

interface Listed {
  readonly name: string
  readonly path: string
  /** Brings the page from there to where it is weighed. */
  readonly before?: (page: Page) => Promise<void>
}

const toPlace = async (page: Page): Promise<void> => {
  await page.fill('[name=matter]', '楼下路灯三天不亮，老人晚上出门看不清。')
  await page.click('.buttons [value=next]')
  await page.waitForSelector('[name=district]')
}
const toCheck = async (page: Page): Promise<void> => {
  await toPlace(page)
  await page.selectOption('[name=district]', { index: 1 })
  await page.fill('[name=phone]', '13800138000')
  await page.click('.buttons [value=next]')
  await page.waitForSelector('[value=send]')
}
const toDone = async (page: Page): Promise<void> => {
  await toCheck(page)
  await page.click('[value=send]')
  await page.waitForSelector('.receipt')
}
const toTracked = async (page: Page): Promise<void> => {
  await toDone(page)
  await page.click('a[href="/track/request"]')
  await page.waitForSelector('.steps')
}

const pages: readonly Listed[] = [
  { name: 'home', path: '/?tour=0' },
  { name: 'report: what', path: '/report' },
  { name: 'report: where and who', path: '/report', before: toPlace },
  { name: 'report: check', path: '/report', before: toCheck },
  { name: 'report: done', path: '/report', before: toDone },
  { name: 'report without a network', path: '/report/offline' },
  { name: 'track', path: '/track' },
  { name: 'tracked request', path: '/report', before: toTracked },
  { name: 'answers', path: '/answers' },
]

const kinds = ['document', 'stylesheet', 'script', 'image'] as const
type Kind = (typeof kinds)[number]
interface Bytes {
  readonly gz: number
  readonly br: number
}

const sum = (all: readonly Bytes[]): Bytes => ({
  gz: all.reduce((total, { gz }) => total + gz, 0),
  br: all.reduce((total, { br }) => total + br, 0),
})

/** Bytes of the page's own document and of every file that it names, as if none had been seen before. */
async function weigh({ path, before }: Listed, browser: Browser, url: string) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(url + path)
  await before?.(page)
  const own = page.url()
  const html = await page.content()
  const named = [...new Set(html.match(/\/assets\/[\w.-]+/g))]
  const parts: { kind: Kind; bytes: Bytes }[] = [{ kind: 'document', bytes: packed(Buffer.from(html)) }]
  for (const file of named) {
    const body = Buffer.from(await (await context.request.get(new URL(file, own).href)).body())
    const kind: Kind = file.endsWith('.css') ? 'stylesheet' : file.endsWith('.js') ? 'script' : 'image'
    parts.push({ kind, bytes: packed(body) })
  }
  await context.close()
  const byKind = Object.fromEntries(
    kinds.map((kind) => [kind, sum(parts.filter((part) => part.kind === kind).map(({ bytes }) => bytes))]),
  )
  const firstText = sum(
    parts.filter(({ kind }) => kind === 'document' || kind === 'stylesheet').map(({ bytes }) => bytes),
  )
  return { byKind, firstText, all: sum(parts.map(({ bytes }) => bytes)) }
}

const packed = (body: Buffer): Bytes => ({ gz: gzipSync(body).length, br: brotliCompressSync(body).length })

/** Milliseconds until the first words stand there and until the page is alive. */
async function time(path: string, browser: Browser, url: string) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.emulateNetworkConditions', line)
  await wire.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await page.goto(url + path, { waitUntil: 'load' })
  await page.waitForSelector('html[data-alive=yes]', { timeout: 10_000 }).catch(() => undefined)
  const found = await page.evaluate(() => ({
    firstWords: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    alive: performance.getEntriesByName('alive')[0]?.startTime ?? Number.NaN,
  }))
  await context.close()
  return found
}

const middle = (figures: readonly number[]): number | null => {
  const sorted = figures.filter((figure) => !Number.isNaN(figure)).toSorted((one, other) => one - other)
  const found = sorted[Math.floor(sorted.length / 2)]
  return found === undefined ? null : Math.round(found)
}

const [demo, browser] = await Promise.all([openDemo(), openBrowser()])
const results: unknown[] = []
for (const listed of pages) {
  const bytes = await weigh(listed, browser, demo.url)
  const times = []
  if (!listed.before) for (let run = 0; run < runs; run += 1) times.push(await time(listed.path, browser, demo.url))
  results.push({
    page: listed.name,
    ...bytes,
    firstWordsMs: middle(times.map(({ firstWords }) => firstWords)),
    aliveMs: middle(times.map(({ alive }) => alive)),
  })
}
console.log(JSON.stringify({ line, processor: `${slower}x slower`, runs, pages: results }, null, 2))
await browser.close()
demo.close()
