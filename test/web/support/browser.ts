import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packed, { inflate } from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'
import { oneAtATime } from './one-at-a-time.ts'

const flags = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']

/** A Chromium out of an npm package, so that the walks need nothing from the system. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await oneAtATime('browser', () => packed.executablePath())
  const launch = (env: NodeJS.ProcessEnv) => chromium.launch({ executablePath, args: flags, headless: true, env })
  try {
    return await launch(process.env)
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error
    return launch({ ...process.env, LD_LIBRARY_PATH: await ownLibraries() })
  }
}

/** The libraries that a machine without any desktop lacks, from the same package. */
async function ownLibraries(): Promise<string> {
  const folder = join(tmpdir(), 'al2023', 'lib')
  const archive = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin/al2023.tar.br')
  await oneAtATime('browser', async () => {
    if (!existsSync(folder)) await inflate(archive)
  })
  return folder
}
