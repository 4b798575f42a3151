import { wilsonInterval, type Interval } from './interval.ts'
import type { Rate, ThreeRates } from './rates.ts'
import type { AssessmentScheme } from './scheme.ts'

/** What each rate, and the score made of them, may really be, given how few were asked. */
export interface RateIntervals {
  readonly response: Interval | null
  readonly resolution: Interval | null
  readonly satisfaction: Interval | null
  /** In points: all rates at their lower, and all at their upper bound; wider than it need be, never narrower. */
  readonly score: Interval | null
}

const of = ({ numerator, denominator }: Rate): Interval | null => wilsonInterval(numerator, denominator)

export function intervalsOf(rates: ThreeRates, { weights }: Pick<AssessmentScheme, 'weights'>): RateIntervals {
  const parts = { response: of(rates.response), resolution: of(rates.resolution), satisfaction: of(rates.satisfaction) }
  const bound = (side: keyof Interval): number | null => {
    let sum = 0
    for (const name of ['response', 'resolution', 'satisfaction'] as const) {
      if (weights[name] === 0) continue
      const interval = parts[name]
      if (!interval) return null
      sum += 100 * weights[name] * interval[side]
    }
    return sum
  }
  const [low, high] = [bound('low'), bound('high')]
  return { ...parts, score: low === null || high === null ? null : { low, high } }
}
