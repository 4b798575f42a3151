import { createHash } from 'node:crypto'
import type { RandomBytes } from '../../store/commit.ts'

/**
 * Chance that can be asked again: the same seed and keys always give the same draw. What will happen
 * to a request is therefore a function of seed, number and state, and needs no memory.
 */
export interface Chance {
  /** Even in [0, 1). */
  draw(...keys: readonly (string | number)[]): number
  /** Skewed like waiting times are: mostly shorter than the mean, sometimes far longer. */
  wait(meanMs: number, ...keys: readonly (string | number)[]): number
  pick<T>(items: readonly T[], ...keys: readonly (string | number)[]): T
}

export function createChance(seed: number | string): Chance {
  const draw = (...keys: readonly (string | number)[]): number => {
    const digest = createHash('sha256')
      .update(`${seed}|${keys.join('|')}`)
      .digest()
    return digest.readUIntBE(0, 6) / 2 ** 48
  }
  return {
    draw,
    wait: (meanMs, ...keys) => Math.round(-Math.log(1 - draw('wait', ...keys)) * meanMs),
    pick: (items, ...keys) => {
      const item = items[Math.floor(draw('pick', ...keys) * items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
  }
}

/** Salts and keys from the seed, so that a simulated journal is the same to the last byte. */
export function seededBytes(seed: number | string): RandomBytes {
  let counter = 0
  return (count) => {
    const blocks: Buffer[] = []
    for (let have = 0; have < count; have += 32) {
      blocks.push(createHash('sha256').update(`bytes|${seed}|${counter++}`).digest())
    }
    return Buffer.concat(blocks).subarray(0, count)
  }
}
