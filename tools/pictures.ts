/**
 * Takes a picture of every page in both languages and three sizes, of a demo of its own, into docs/pictures/.
 *   npm run pictures [-- PAGE ...]
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { openBrowser } from '../test/web/support/browser.ts'
import { openDemo, signInto } from '../test/web/support/open-demo.ts'
import { everyPage, settled, type ListedPage } from '../test/web/support/every-page.ts'

const root = join(import.meta.dirname, '..')
const target = join(root, 'docs/pictures')
const languages = ['zh-CN', 'en'] as const
const sizes = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'desk', width: 1440, height: 900 },
  { name: 'wide', width: 1920, height: 1080 },
] as const

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Chinese letters out of a package, so that pictures are the same on every machine. */
async function withFonts(context: BrowserContext): Promise<void> {
  const folder = join(root, 'node_modules/@fontsource/noto-sans-sc')
  await context.route('**/picture-fonts/**', (route) => {
    const file = join(
      folder,
      decodeURIComponent(new URL(route.request().url()).pathname.replace('/picture-fonts/', '')),
    )
    return existsSync(file) ? route.fulfill({ body: readFileSync(file) }) : route.abort()
  })
  const css = ['400.css', '700.css']
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('./files/', '/picture-fonts/files/'))
    .join('\n')
  await context.addInitScript((text: string) => {
    document.addEventListener('DOMContentLoaded', () => {
      const style = document.createElement('style')
      style.textContent = text
      document.head.append(style)
    })
  }, css)
}

interface Shot {
  readonly browser: Browser
  readonly url: string
  readonly listed: ListedPage
  readonly language: (typeof languages)[number]
  readonly size: (typeof sizes)[number]
}

async function take({ browser, url, listed, language, size }: Shot): Promise<void> {
  const { width, height } = size
  const context = await browser.newContext({
    locale: language,
    viewport: { width, height },
    bypassCSP: true,
    reducedMotion: 'reduce',
    hasTouch: size.name === 'phone',
  })
  await withFonts(context)
  const page = await context.newPage()
  page.on('pageerror', (error) => say(`${listed.name}: ${error.message}`))
  if (listed.as !== undefined) await signInto(page, url, listed.as)
  await page.goto(url + listed.path)
  await settled(page)
  await listed.before?.(page)
  await settled(page)
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(target, `${listed.name}-${language}-${size.name}.png`), fullPage: true })
  await context.close()
}

const wanted = new Set(process.argv.slice(2))
const listed = everyPage.filter(({ name }) => wanted.size === 0 || wanted.has(name))
mkdirSync(target, { recursive: true })
const [demo, browser] = await Promise.all([openDemo(), openBrowser()])
let failed = 0
for (const [index, page] of listed.entries()) {
  for (const language of languages) {
    for (const size of sizes) {
      await take({ browser, url: demo.url, listed: page, language, size }).catch((error: unknown) => {
        failed += 1
        say(
          `${page.name} ${language} ${size.name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
        )
      })
    }
  }
  say(`${index + 1}/${listed.length} ${page.name}`)
}
await browser.close()
demo.close()
process.exitCode = failed === 0 ? 0 : 1
