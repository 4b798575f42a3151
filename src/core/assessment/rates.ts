import type { Calibre, RateCounts, UnitCounts } from './counts.ts'
import { countsIn } from './counts.ts'
import type { Fraction } from './exact.ts'
import { decimalFraction, fraction, plus, roundHalfUp, times, toNumber } from './exact.ts'
import type { AssessmentScheme } from './scheme.ts'

/** A rate that opens: what was counted, out of how many. `value` is 0 to 1, null where there is nothing to count. */
export interface Rate {
  readonly numerator: number
  readonly denominator: number
  readonly value: number | null
}

/** The three rates (三率). */
export interface ThreeRates {
  readonly response: Rate
  readonly resolution: Rate
  readonly satisfaction: Rate
}

type Marks = Pick<AssessmentScheme, 'basicallySatisfiedMark'>
type Formula = Pick<AssessmentScheme, 'weights' | 'basicallySatisfiedMark' | 'scoreDecimals'>

/**
 * The three rates of a unit in one calibre, over its valid callbacks: contacted, resolved, and
 * satisfied plus the scheme's mark for basically satisfied. Orders of which only the response is
 * assessed count in the response rate alone.
 */
export function rates(counts: UnitCounts, scheme: Marks, calibre: Calibre = 'assessed'): ThreeRates {
  return ratesOf(countsIn(calibre, counts), scheme)
}

export function ratesOf(counts: RateCounts, scheme: Marks): ThreeRates {
  const satisfied = satisfiedMarks(counts, scheme)
  return {
    response: rate(counts.contacted + counts.responseOnlyContacted, counts.valid + counts.responseOnlyValid),
    resolution: rate(counts.resolved, counts.valid),
    satisfaction: rate(toNumber(satisfied), counts.valid),
  }
}

export function rate(numerator: number, denominator: number): Rate {
  return { numerator, denominator, value: denominator > 0 ? numerator / denominator : null }
}

/**
 * 100 × the weighted sum of the three rates, rounded half up to the scheme's decimals *before* anything
 * is ranked. Computed exactly, so that a recount gives the same last digit. Null where a rate that has
 * weight has nothing to count.
 */
export function scoreOf(counts: RateCounts, scheme: Formula): number | null {
  const { response, resolution, satisfaction } = scheme.weights
  const responses = fractionOrNull(
    counts.contacted + counts.responseOnlyContacted,
    counts.valid + counts.responseOnlyValid,
  )
  const share = counts.valid > 0 ? fraction(1, counts.valid) : null
  const terms: readonly (readonly [number, Fraction | null])[] = [
    [response, responses],
    [resolution, share && times(fraction(counts.resolved, 1), share)],
    [satisfaction, share && times(satisfiedMarks(counts, scheme), share)],
  ]
  let sum = fraction(0, 1)
  for (const [weight, value] of terms) {
    if (weight === 0) continue
    if (!value) return null
    sum = plus(sum, times(decimalFraction(weight), value))
  }
  return roundHalfUp(times(sum, fraction(100, 1)), scheme.scoreDecimals)
}

/** A rate in per cent, rounded half up for showing; null where there is nothing to count. */
export function percent(value: number | null, decimals = 2): number | null {
  if (value === null) return null
  const shift = 10 ** decimals
  // The nudge makes up for halves that floating point stores a hair too low.
  return Math.floor(value * 100 * shift + 0.5 + 1e-9) / shift
}

function satisfiedMarks(counts: RateCounts, scheme: Marks): Fraction {
  const basically = times(fraction(counts.basicallySatisfied, 1), decimalFraction(scheme.basicallySatisfiedMark))
  return plus(fraction(counts.satisfied, 1), basically)
}

function fractionOrNull(numerator: number, denominator: number): Fraction | null {
  return denominator > 0 ? fraction(numerator, denominator) : null
}
