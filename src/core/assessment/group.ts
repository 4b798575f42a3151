import type { Calibre, UnitCounts } from './counts.ts'
import { countsIn, sumCounts } from './counts.ts'
import type { ThreeRates } from './rates.ts'
import { rates, ratesOf, scoreOf } from './rates.ts'
import type { AssessmentScheme } from './scheme.ts'

export interface GroupScore {
  readonly units: number
  /** Every unit weighs the same, large or small; units with nothing to count are left out. */
  readonly mean: {
    readonly response: number | null
    readonly resolution: number | null
    readonly satisfaction: number | null
  }
  /** Every callback weighs the same. */
  readonly pooled: ThreeRates
  readonly meanScore: number | null
  readonly pooledScore: number | null
}

/** A group's rates both ways: a small unit moves the mean as much as a large one, so both are shown. */
export function groupScore(
  all: readonly UnitCounts[],
  scheme: AssessmentScheme,
  calibre: Calibre = 'assessed',
): GroupScore {
  const each = all.map((counts) => rates(counts, scheme, calibre))
  const together = countsIn(calibre, sumCounts(all))
  return {
    units: all.length,
    mean: {
      response: mean(each.map((unit) => unit.response.value)),
      resolution: mean(each.map((unit) => unit.resolution.value)),
      satisfaction: mean(each.map((unit) => unit.satisfaction.value)),
    },
    pooled: ratesOf(together, scheme),
    meanScore: mean(all.map((counts) => scoreOf(countsIn(calibre, counts), scheme))),
    pooledScore: scoreOf(together, scheme),
  }
}

/** Null where no value is there. */
export function mean(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null)
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length
}
