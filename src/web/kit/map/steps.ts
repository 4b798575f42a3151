/** Steps of the map's colour: 0 is nothing, `mostSteps` the most. */
export const mostSteps = 5

/** Where each step begins, from 1 on: an equal number of the places that have something, ties together. */
export function stepStarts(values: readonly (number | null)[]): readonly number[] {
  const positive = values.filter((value): value is number => value !== null && value > 0).sort((a, b) => a - b)
  const starts: number[] = []
  for (let step = 0; step < mostSteps; step += 1) {
    const start = positive[Math.floor((step * positive.length) / mostSteps)]
    if (start !== undefined && start !== starts.at(-1)) starts.push(start)
  }
  return starts
}

/** The step of a value; null where it is not known. Few different values take the steps that are told apart best. */
export function stepOf(value: number | null, starts: readonly number[]): number | null {
  if (value === null) return null
  if (value <= 0) return 0
  const at = starts.findLastIndex((start) => value >= start) + 1
  return Math.max(1, Math.round((at * mostSteps) / Math.max(1, starts.length)))
}
