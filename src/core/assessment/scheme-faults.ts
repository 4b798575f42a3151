import type { AssessmentScheme } from './scheme.ts'

export type SchemeFault =
  | 'weights_do_not_add_up'
  | 'weight_out_of_range'
  | 'mark_out_of_range'
  | 'cycle_start_day_out_of_range'
  | 'decimals_out_of_range'
  | 'minimum_out_of_range'
  | 'coverage_flag_out_of_range'
  | 'closing_out_of_range'
  | 'classes_not_in_order'

/** Every reason for which a scheme cannot be used; none for a good one. */
export function schemeFaults(scheme: AssessmentScheme): readonly SchemeFault[] {
  const weights = [scheme.weights.response, scheme.weights.resolution, scheme.weights.satisfaction]
  const millionths = weights.map((weight) => Math.round(weight * 1_000_000))
  const holds: readonly (readonly [SchemeFault, boolean])[] = [
    ['weights_do_not_add_up', millionths.reduce((sum, weight) => sum + weight, 0) === 1_000_000],
    ['weight_out_of_range', weights.every(isShare)],
    ['mark_out_of_range', isShare(scheme.basicallySatisfiedMark)],
    ['cycle_start_day_out_of_range', isWholeIn(scheme.cycleStartDay, 1, 28)],
    ['decimals_out_of_range', isWholeIn(scheme.scoreDecimals, 0, 6)],
    ['minimum_out_of_range', isWholeIn(scheme.minimumValid, 0, 1_000_000)],
    ['coverage_flag_out_of_range', scheme.coverageFlag >= 0 && scheme.coverageFlag <= 1],
    ['closing_out_of_range', scheme.closesAfterDays === undefined || isWholeIn(scheme.closesAfterDays, 0, 90)],
    ['classes_not_in_order', areClassesInOrder(scheme)],
  ]
  return holds.filter(([, isGood]) => !isGood).map(([fault]) => fault)
}

/** 0 to 1 with at most six decimals, as the exact formula needs it. */
const isShare = (value: number) => value >= 0 && value <= 1 && Math.round(value * 1_000_000) / 1_000_000 === value

const isWholeIn = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most

/** Best first, thresholds falling, and only the last without one. */
function areClassesInOrder({ classes }: AssessmentScheme): boolean {
  if (classes.length === 0) return false
  return classes.every((each, index) => {
    if (index === classes.length - 1) return each.from === undefined
    const next = classes[index + 1]?.from ?? -Infinity
    return each.from !== undefined && each.from > next
  })
}
