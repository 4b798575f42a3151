/** The middle of the rounds and how far they lie apart. */
export interface Figure {
  readonly median: number
  readonly least: number
  readonly most: number
  readonly rounds: readonly number[]
}

export const rounded = (value: number): number => Number(value.toPrecision(4))

export function figureOf(rounds: readonly number[]): Figure {
  const sorted = [...rounds].sort((one, other) => one - other)
  return {
    median: rounded(quantile(sorted, 0.5)),
    least: rounded(sorted[0] ?? Number.NaN),
    most: rounded(sorted.at(-1) ?? Number.NaN),
    rounds: rounds.map(rounded),
  }
}

/** @param sorted in rising order */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN
  const place = (sorted.length - 1) * share
  const [below, above] = [Math.floor(place), Math.ceil(place)]
  const low = sorted[below] as number
  return low + ((sorted[above] as number) - low) * (place - below)
}

export const quantileOf = (values: readonly number[], share: number): number =>
  quantile(
    [...values].sort((one, other) => one - other),
    share,
  )

/** A figure beside its target. */
export const beside = (figure: number, target: number, sense: 'at least' | 'below') => ({
  figure: rounded(figure),
  target: `${sense} ${target}`,
  met: sense === 'below' ? figure < target : figure >= target,
})

export function print(bench: string, result: object): void {
  console.log(JSON.stringify({ bench, ...result }))
}

/** What goes on, for whoever watches; standard output is the result alone. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`)
