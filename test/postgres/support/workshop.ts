import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams, SpawnOptions } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Cluster, ClusterOptions } from '../../../src/main/postgres/cluster.ts'
import { ensureCluster, stopUnusedCluster } from '../../../src/main/postgres/cluster.ts'
import { withClient } from '../../../src/main/postgres/database.ts'
import { temporaryBase } from '../../support/temporary-base.ts'

export const isRoot = process.getuid?.() === 0

const USER_PROCESS = fileURLToPath(new URL('user-process.ts', import.meta.url))

/** A temporary folder of this test that every account may pass through, removed when the test ends. */
export function temporaryFolder(base = temporaryBase()): string {
  const folder = mkdtempSync(path.join(base, 'open12345-cluster-'))
  chmodSync(folder, 0o755)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A data directory of this test; whatever happens, its cluster is stopped when the test ends. */
export function dataDirectory(name = 'data', base = temporaryBase()): string {
  const dataDir = path.join(temporaryFolder(base), name)
  onTestFinished(async () => {
    await stopUnusedCluster(dataDir).catch(() => false)
  })
  return dataDir
}

let prototype: Promise<string> | undefined

/** A data directory whose cluster is made already (a copy of one made once a file: initdb takes its second each time). */
export async function madeDataDirectory(name = 'data'): Promise<string> {
  prototype ??= makePrototype()
  const dataDir = dataDirectory(name)
  execFileSync('cp', ['-a', await prototype, dataDir])
  return dataDir
}

async function makePrototype(): Promise<string> {
  const folder = mkdtempSync(path.join(temporaryBase(), 'open12345-prototype-'))
  chmodSync(folder, 0o755)
  const dataDir = path.join(folder, 'data')
  const cluster = await ensureCluster({ dataDir })
  await cluster.release()
  return dataDir
}

/** For afterAll of a file that uses `madeDataDirectory`. */
export async function removePrototype(): Promise<void> {
  if (prototype) rmSync(path.dirname(await prototype), { recursive: true, force: true })
  prototype = undefined
}

/** Uses a cluster from this process until the test ends, or earlier. */
export async function useCluster(options: ClusterOptions): Promise<Cluster> {
  const cluster = await ensureCluster(options)
  onTestFinished(() => cluster.release())
  return cluster
}

interface UserAnswer {
  readonly url: string
  readonly pid: number
  readonly startedByUs: boolean
  readonly messages: readonly string[]
  readonly refused?: string
  readonly sentence?: Record<string, string>
}

export interface User {
  readonly child: ChildProcessWithoutNullStreams
  /** What it said first: up, or refused. */
  answer(): Promise<UserAnswer>
  /** Lets it stop in order and waits for its end. */
  release(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
}

/** Starts a process that uses the cluster. `house` is where the product's files lie, by default this checkout. */
export function startUser(options: ClusterOptions, spawnOptions: SpawnOptions = {}, house?: string): User {
  const words = [USER_PROCESS, JSON.stringify(options), ...(house ? [house] : [])]
  const child = spawn(process.execPath, words, { ...spawnOptions, stdio: 'pipe' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const complaint: string[] = []
  child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk.toString()))
  const first = new Promise<UserAnswer>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as UserAnswer))
    void ended.then(() => reject(new Error(`the process ended without an answer: ${complaint.join('')}`)))
  })
  first.catch(() => {})
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return {
    child,
    answer: () => first,
    release: async () => {
      await first
      child.stdin.write('release\n')
      await ended
    },
    kill,
  }
}

/** Whether the process lives; one that nobody collected counts as gone, as it does for the launcher. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ')
  } catch {
    return false
  }
}

/** The column `answer` of the first row. */
export async function ask(url: string, question: string): Promise<unknown> {
  const { rows } = await withClient(url, (client) => client.query<{ answer: unknown }>(question))
  return rows[0]?.answer
}

/** Waits for a condition that must come true; the test's own time limit is the bound. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10)
}
