import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchConfig } from './bench-house.ts'

export interface ServerUnderTest {
  readonly port: number
  /** Seconds of processor that the process has used so far; NaN where the system does not tell. */
  cpuSeconds(): number
  /** Memory that the process holds (resident set); NaN where the system does not tell. */
  memoryBytes(): number
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** The API alone, without the worker; `node ARGS --cpu-prof` by BENCH_NODE_ARGS for whoever profiles it. */
export const startBenchServer = (dataDir: string): Promise<ServerUnderTest> =>
  start([...extra(), join(root, 'bench/server.ts'), '--data', dataDir], {}, /^ready (\d+)/m)

/** What `npm start` starts: pages, API and worker. */
export function startProduct(dataDir: string): Promise<ServerUnderTest> {
  const config = benchConfig(dataDir)
  const environment = { DATA_DIR: config.dataDir, CITY: config.city, DEMO: 'off', PORT: '0', HOST: '127.0.0.1' }
  return start([...extra(), join(root, 'src/main/start.ts')], environment, /open12345 ready at \S+:(\d+)/)
}

const extra = (): readonly string[] => (process.env['BENCH_NODE_ARGS'] ?? '').split(' ').filter((word) => word !== '')

function start(args: readonly string[], environment: Record<string, string>, ready: RegExp): Promise<ServerUnderTest> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)))
    child.stdout.on('data', (data: Buffer) => {
      printed += data.toString()
      const port = ready.exec(printed)?.[1]
      if (port)
        resolve({
          port: Number(port),
          cpuSeconds: () => cpuSecondsOf(child),
          memoryBytes: () => memoryOf(child),
          stop: () => stop(child),
        })
    })
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.removeAllListeners('exit')
    child.on('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function cpuSecondsOf({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    // utime and stime in clock ticks of 10 ms.
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}

function memoryOf({ pid }: ChildProcess): number {
  try {
    const kibibytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kibibytes) * 1024
  } catch {
    return Number.NaN
  }
}
