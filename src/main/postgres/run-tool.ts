import { spawn } from 'node:child_process'
import process from 'node:process'
import type { Account } from './account.ts'
import { asAccount } from './account.ts'

/**
 * The environment of PostgreSQL's programs: nothing of the caller's, so that LANG=C, PGDATA or a missing HOME change
 * nothing. The database's own locale is given to initdb; messages stay English because the launcher reads them.
 */
export function toolEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }
}

export interface ToolAnswer {
  /** Null when a signal ended it or it could not be started. */
  readonly code: number | null
  /** What it said on both streams, trimmed; the system's error where it could not be started. */
  readonly output: string
}

/** Runs one of PostgreSQL's programs to its end as the account. Never throws. */
export function runTool(file: string, parameters: readonly string[], account: Account): Promise<ToolAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const child = spawn(file, parameters, {
      ...asAccount(account),
      cwd: '/',
      env: toolEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8').trim() }))
  })
}
