/** Numbers that look like chance and are the same in every run: a measurement can be repeated. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number
  below(count: number): number
  pick<T>(from: readonly T[]): T
}

/** mulberry32: enough for choosing units and hours. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number): number => Math.floor(next() * count)
  return { next, below, pick: (from) => from[below(from.length)] as (typeof from)[number] }
}
