import { hash } from 'node:crypto'
import { problem, type Problem } from './answer.ts'
import type { Call } from './route.ts'

/** The key that the client gave, none, or what is wrong with it. */
export function readKey(call: Pick<Call, 'header'>): string | undefined | Problem {
  const key = call.header('idempotency-key')
  if (key === undefined) return undefined
  return /^[\x21-\x7e]{1,200}$/.test(key) ? key : problem('malformed_key')
}

/** What a key stands for: the address and every byte of the body. */
export const fingerprintOf = (path: string, bytes: Buffer | undefined): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${path}\n`), bytes ?? Buffer.alloc(0)]), 'buffer')
