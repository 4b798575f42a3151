import { randomFillSync } from 'node:crypto'
import type { RandomBytes } from '../store/commit.ts'

/** Random bytes from a pool: one call of the system for hundreds of salts and keys. */
export function createRandom(poolBytes = 8192): RandomBytes {
  const pool = Buffer.alloc(poolBytes)
  let used = poolBytes
  return (count) => {
    if (count > poolBytes) return randomFillSync(Buffer.alloc(count))
    if (used + count > poolBytes) {
      randomFillSync(pool)
      used = 0
    }
    used += count
    return Buffer.from(pool.subarray(used - count, used))
  }
}
