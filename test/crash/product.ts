import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findPostmaster } from '../../src/main/postgres/postmaster.ts'
import { locate, openControl, REACHABLE_FOLDER } from '../../src/main/postgres/place.ts'

const root = join(import.meta.dirname, '../..')

/** The product as `npm start` runs it, on a data directory and a port of its own, brought back whenever it dies. */
export interface Product {
  readonly url: string
  readonly environment: Readonly<Record<string, string>>
  /** kill -9 of the server's process. */
  killApp(): void
  /** kill -9 of the database's first process. False where none was running. */
  killDatabase(): boolean
  /** Every line that was written to standard error. */
  readonly said: string[]
  starts(): number
  stop(): Promise<void>
}

export async function startProduct(dataDir: string): Promise<Product> {
  const port = await freePort()
  const environment = { DATA_DIR: dataDir, CITY: 'beijing', DEMO: 'off', PORT: String(port), HOST: '127.0.0.1' }
  const said: string[] = []
  let child: ChildProcess | undefined
  let stopping = false
  let starts = 0
  const launch = (): ChildProcess => {
    starts += 1
    const started = spawn(process.execPath, [join(root, 'src/main/start.ts')], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    started.stderr?.on('data', (data: Buffer) => said.push(data.toString()))
    // As a service manager does: whatever ends is started again.
    started.on('exit', () => {
      if (!stopping) child = launch()
    })
    return started
  }
  child = launch()
  const url = `http://127.0.0.1:${port}`
  await untilReady(url, said)
  return {
    url,
    environment,
    said,
    starts: () => starts,
    killApp: () => void child?.kill('SIGKILL'),
    killDatabase: () => {
      const { data } = locate(openControl(dataDir), REACHABLE_FOLDER, () => undefined)
      const postmaster = findPostmaster(data)
      if (!postmaster) return false
      process.kill(postmaster.pid, 'SIGKILL')
      return true
    },
    stop: () =>
      new Promise((resolve) => {
        stopping = true
        if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
        child.on('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

async function untilReady(url: string, said: readonly string[]): Promise<void> {
  const until = performance.now() + 120_000
  while (performance.now() < until) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await pause(100)
  }
  throw new Error(`the server was not ready in time: ${said.join('')}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** One command of the command line beside the running server; its standard output as JSON lines. */
export function command(
  environment: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'src/main/cli.ts'), ...args, '--json'], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let error = ''
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (error += data.toString()))
    child.on('error', reject)
    child.on('close', () => {
      const last = out.trim().split('\n').at(-1) ?? ''
      if (last === '') reject(new Error(`${args.join(' ')} said nothing: ${error}`))
      else resolve(JSON.parse(last) as Record<string, unknown>)
    })
  })
}
