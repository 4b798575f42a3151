import type { Browser, CDPSession, Page } from 'playwright-core'
import { openBrowser } from '../test/web/support/browser.ts'
import { everyPage, settled, type ListedPage } from '../test/web/support/every-page.ts'
import { openDemo, signInto } from '../test/web/support/open-demo.ts'

/**
 * What a desk costs a browser: bytes on the wire until its first screen is alive, with an empty cache, and
 * scrolling through ten thousand rows. A demo of its own; `DEMO_URL` names one that runs already.
 */
const [demo, browser] = await Promise.all([openDemo(), openBrowser()])
const desks = everyPage.filter(({ as, before, path }) => before === undefined && (as !== undefined || path === '/city'))

interface Weight {
  readonly page: string
  readonly kilobytes: number
  readonly files: number
}

async function weigh(listed: ListedPage, of: Browser): Promise<Weight> {
  const context = await of.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  if (listed.as !== undefined) await signInto(page, demo.url, listed.as)
  // A page of its own without what signing in has fetched already.
  const fresh = await of.newContext({
    viewport: { width: 1440, height: 900 },
    storageState: await context.storageState(),
  })
  await context.close()
  const looked = await fresh.newPage()
  const wire = await fresh.newCDPSession(looked)
  const bytes = await countBytes(wire)
  await looked.goto(demo.url + listed.path)
  await settled(looked)
  const weight = { page: listed.name, kilobytes: Math.round(bytes.total() / 102.4) / 10, files: bytes.files() }
  await fresh.close()
  return weight
}

async function countBytes(wire: CDPSession) {
  let total = 0
  let files = 0
  await wire.send('Network.enable')
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    total += encodedDataLength
    files += 1
  })
  return { total: () => total, files: () => files }
}

interface Scrolling {
  readonly rows: number
  readonly mostRowsInPage: number
  readonly longestTaskMs: number
  readonly tasksOver50Ms: number
}

/** Scrolls through all rows in big steps, as somebody does who searches. */
async function scroll(page: Page): Promise<Scrolling> {
  await page.goto(`${demo.url}/kit`)
  await settled(page)
  await page.waitForTimeout(1_000)
  return page.evaluate(async () => {
    const box = document.querySelector('.rows-box')
    if (!box) throw new Error('no list')
    const tasks: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration)
    })
    observer.observe({ entryTypes: ['longtask'] })
    let most = 0
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let at = 0; at < box.scrollHeight; at += 1_700) {
      box.scrollTop = at
      await frame()
      await frame()
      most = Math.max(most, box.querySelectorAll('[role=row]').length)
    }
    observer.disconnect()
    return {
      rows: Number(document.querySelector('.rows')?.getAttribute('aria-rowcount')) - 1,
      mostRowsInPage: most,
      longestTaskMs: Math.round(Math.max(0, ...tasks)),
      tasksOver50Ms: tasks.length,
    }
  })
}

const weights: Weight[] = []
for (const listed of desks) weights.push(await weigh(listed, browser))
const scrolling = await scroll(await browser.newPage({ viewport: { width: 1440, height: 900 } }))
const heaviest = Math.max(...weights.map(({ kilobytes }) => kilobytes))
console.log(JSON.stringify({ bench: 'desks', heaviestKilobytes: heaviest, most: 350, weights, scrolling }))
await browser.close()
demo.close()
