/** Bounds of a rate, 0 to 1. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * Wilson's score interval: what a rate may really be, given how few were asked. Holds for small units
 * too, where the simple interval leaves 0 to 1. Null where nobody was asked.
 * @param successes 0 to `count`; a weighted sum such as satisfaction's is taken as it is
 * @param deviations standard deviations on each side, 1.96 for 95 %
 */
export function wilsonInterval(successes: number, count: number, deviations = 1.96): Interval | null {
  if (!(count > 0)) return null
  const share = successes / count
  const square = deviations ** 2
  const middle = (share + square / (2 * count)) / (1 + square / count)
  const variance = Math.max(0, (share * (1 - share)) / count + square / (4 * count ** 2))
  const half = (deviations * Math.sqrt(variance)) / (1 + square / count)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
