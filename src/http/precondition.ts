import { problem, type Problem } from './answer.ts'

export interface Precondition {
  /** The seq that the client saw; undefined where it does not care. */
  readonly ifSeq: number | undefined
}

/** Reads If-Match: one of our ETags, or `*`. Anything else can match nothing. */
export function readPrecondition(header: string | undefined): Precondition | Problem {
  if (header === undefined || header.trim() === '*') return { ifSeq: undefined }
  const match = /^"?(\d{1,9})"?$/.exec(header.trim())
  return match ? { ifSeq: Number(match[1]) } : problem('stale')
}
