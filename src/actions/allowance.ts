import type { Instant } from '../core/time.ts'
import type { Clock } from './app.ts'

/** How much may be asked at once and on the average. Each process has its own. */
export interface Allowance {
  /** False where the allowance is used up for the moment. */
  take(): boolean
}

export function createAllowance(
  clock: Clock,
  limits: { readonly burst: number; readonly perSecond: number },
): Allowance {
  let left = limits.burst
  let countedAt: Instant | undefined
  return {
    take: () => {
      const now = clock.now()
      left = Math.min(limits.burst, left + (Math.max(0, now - (countedAt ?? now)) / 1_000) * limits.perSecond)
      countedAt = now
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
