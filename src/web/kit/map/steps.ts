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

/** Of how few steps there are, those that are told apart best; the brightest is kept for where there is a choice. */
const few: Readonly<Record<number, readonly number[]>> = { 1: [3], 2: [2, 4], 3: [1, 3, 5], 4: [1, 2, 4, 5] }

/** The step of a value; null where it is not known. */
export function stepOf(value: number | null, starts: readonly number[]): number | null {
  if (value === null) return null
  if (value <= 0) return 0
  const at = Math.max(
    0,
    starts.findLastIndex((start) => value >= start),
  )
  return few[starts.length]?.[at] ?? at + 1
}
