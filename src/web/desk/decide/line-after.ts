import type { DecideLine } from './lines.server.ts'

/** The line after the one that is shown: where a decision leads to. */
export function lineAfter(lines: readonly DecideLine[], number: string | null): string | null {
  const at = lines.findIndex((line) => line.number === number)
  return (lines[at + 1] ?? lines.find((line) => line.number !== number))?.number ?? null
}
