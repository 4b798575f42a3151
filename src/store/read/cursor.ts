import type { Instant } from '../../core/time.ts'

/** Where a page of a list ended: lists go on by key, never by counting rows. */
export interface QueueKey {
  readonly sortAt: Instant
  readonly number: string
  readonly task: string
}

/** As text for an address: opaque to the reader, and nothing in it is secret. */
export const cursorOf = (key: QueueKey): string =>
  Buffer.from(`${key.sortAt}.${key.number}.${key.task}`, 'latin1').toString('base64url')

/** The key that a cursor stands for; undefined for anything that is not one of ours. */
export function readCursor(cursor: string): QueueKey | undefined {
  if (!/^[\w-]{1,120}$/.test(cursor)) return undefined
  const match = /^(-?\d{1,15})\.(\d{1,18})\.([a-z_]{1,40})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  return match ? { sortAt: Number(match[1]), number: String(match[2]), task: String(match[3]) } : undefined
}
