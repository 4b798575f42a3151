import type { Token } from './tokens.ts'

const wordsMost = 3

/** The stretches of a text that tell most, as they were typed. `worth` is 0 for what tells nothing. */
export function decisiveWords(
  text: string,
  tokens: readonly Token[],
  worth: (key: string) => number,
): readonly string[] {
  const stretches: { start: number; end: number; worth: number }[] = []
  for (const { key, start, end } of tokens) {
    // Single characters and parts of words decide nothing by themselves.
    if (key.startsWith('~') || (key.length === 1 && tokens.length > 1)) continue
    const each = worth(key)
    if (each === 0) continue
    const last = stretches.at(-1)
    if (last && start < last.end) {
      last.end = Math.max(last.end, end)
      last.worth += each
    } else stretches.push({ start, end, worth: each })
  }
  stretches.sort((one, other) => other.worth - one.worth)
  return [...new Set(stretches.map(({ start, end }) => text.slice(start, end)))].slice(0, wordsMost)
}
