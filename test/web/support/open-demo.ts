import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const root = join(import.meta.dirname, '../../..')

export interface Demo {
  readonly url: string
  readonly close: () => void
}

/** A demo of its own; `DEMO_URL` names one that runs already. */
export async function openDemo(): Promise<Demo> {
  const running = process.env['DEMO_URL']
  if (running !== undefined) return { url: running, close: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'open12345-demo-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['src/main/start.ts'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), CITY: process.env['CITY'] ?? 'beijing' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await ready(child)
  const close = (): void => {
    child.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    child.kill()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

const ready = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.stdout?.on('data', (data: Buffer) => data.toString().includes('ready at') && resolve())
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)))
  })

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Takes on a role by its one-click account. */
export async function signInto(page: Page, url: string, role: string): Promise<void> {
  await page.goto(`${url}/staff/sign-in`)
  await page.click(`button[data-role="${role}"]`)
  await page.waitForURL((address) => !address.pathname.includes('sign-in'))
}
