import type { ReactNode } from 'react'

interface SparklineProps {
  /** The line in a sentence, for whoever does not see it. */
  readonly summary: string
  /** Unknown points break the line. */
  readonly values: readonly (number | null)[]
  /** A level to compare with, drawn as a thin line. */
  readonly target?: number | null
}

const width = 100
const height = 30
const margin = 3

/** A small line without axes: how it went, not how much it was. */
export function Sparkline({ summary, values, target = null }: SparklineProps): ReactNode {
  const known = values.filter((value): value is number => value !== null)
  const all = target === null ? known : [...known, target]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const x = (index: number): number => margin + (index * (width - 2 * margin)) / Math.max(1, values.length - 1)
  const y = (value: number): number =>
    most === least ? height / 2 : height - margin - ((value - least) / (most - least)) * (height - 2 * margin)
  const last = values.findLastIndex((value) => value !== null)
  const end = values[last]
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={summary}
    >
      {target !== null && known.length > 0 && (
        <line className="spark-target" x1={0} x2={width} y1={y(target)} y2={y(target)} />
      )}
      {runsOf(values).map((run) => (
        <polyline
          key={run[0]?.[0]}
          className="spark-line"
          points={run.map(([index, value]) => `${round(x(index))},${round(y(value))}`).join(' ')}
        />
      ))}
      {end !== undefined && end !== null && <path className="spark-end" d={`M${round(x(last))} ${round(y(end))}h0`} />}
    </svg>
  )
}

const round = (number: number): number => Math.round(number * 10) / 10

/** Stretches of known values, each with its place. */
function runsOf(values: readonly (number | null)[]): readonly (readonly (readonly [number, number])[])[] {
  const runs: [number, number][][] = []
  values.forEach((value, index) => {
    if (value === null) return
    const run = runs.at(-1)
    if (run && run.at(-1)?.[0] === index - 1) run.push([index, value])
    else runs.push([[index, value]])
  })
  return runs
}
