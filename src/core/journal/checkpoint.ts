import type { Instant } from '../time.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { Hash } from './tree-hash.ts'

/** What the journal was at a time: the head of its tree, as it is signed. */
export interface Checkpoint {
  /** Names the journal. */
  readonly origin: string
  readonly size: number
  readonly root: Hash
  /** When it was sealed. Never before the last checkpoint's, nor before an entry that it holds. */
  readonly at: Instant
  /** What the sealing clock said, where `at` could not be that: the clock ran behind. */
  readonly clock?: Instant
  /** More entries were waiting: that an entry is not in this tree says nothing about when it was written. */
  readonly partial?: boolean
}

/** C2SP tlog-checkpoint: origin, size, root, then lines of our own. */
export function printCheckpoint(checkpoint: Checkpoint): string {
  const lines = [checkpoint.origin, String(checkpoint.size), toBase64(checkpoint.root), `at ${checkpoint.at}`]
  if (checkpoint.clock !== undefined) lines.push(`clock ${checkpoint.clock}`)
  if (checkpoint.partial) lines.push('partial')
  return `${lines.join('\n')}\n`
}

export function parseCheckpoint(text: string): Checkpoint | undefined {
  const match =
    /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]+)\nat (-?\d{1,16})\n(?:clock (-?\d{1,16})\n)?(partial\n)?$/.exec(
      text,
    )
  const [, origin, size, encoded, at, clock, partial] = match ?? []
  const root = encoded === undefined ? undefined : fromBase64(encoded)
  if (origin === undefined || root?.length !== 32) return undefined
  return {
    origin,
    size: Number(size),
    root,
    at: Number(at),
    ...(clock === undefined ? {} : { clock: Number(clock) }),
    ...(partial === undefined ? {} : { partial: true }),
  }
}
