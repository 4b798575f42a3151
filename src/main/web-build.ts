import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildOnce } from './build-once.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const target = join(root, 'build/web')

/** What the pages are made of. Anything else may change without a new build. */
const inputs = ['src/web', 'src/core', 'vite.config.ts', 'react-router.config.ts', 'package-lock.json']

/** Builds the pages where they are missing or older than what they are made of, once however many ask; returns the folder. */
export async function ensureWebBuild(onBuild: () => void): Promise<string> {
  const build = (): Promise<void> => run(join(root, 'node_modules/@react-router/dev/bin.cjs'), ['build'])
  await buildOnce({ folder: target, wanted: hashOfInputs, build, onBuild })
  return target
}

function hashOfInputs(): string {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const file of filesUnder(join(root, input)))
      hash.update(relative(root, file)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesUnder(path: string): readonly string[] {
  if (!existsSync(path)) return []
  if (path !== dirname(path) && !isFolder(path)) return [path]
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]))
    .sort()
}

const isFolder = (path: string): boolean => {
  try {
    readdirSync(path)
    return true
  } catch {
    return false
  }
}

function run(script: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    child.stdout.on('data', (data: Buffer) => said.push(data))
    child.stderr.on('data', (data: Buffer) => said.push(data))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`the pages could not be built:\n${Buffer.concat(said).toString('utf8')}`))
    })
  })
}
