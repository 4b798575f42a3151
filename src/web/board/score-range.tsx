import type { ReactNode } from 'react'
import { usePage } from '../kit/use-page.ts'

interface ScoreRangeProps {
  readonly score: number | null
  readonly range: { readonly low: number; readonly high: number } | null
  /** Where the axis begins: the same for all lines of a table. */
  readonly from: number
}

const width = 120
const height = 16

/** A score as a dot on the range in which it may lie, with the figures in words beside it. */
export function ScoreRange({ score, range, from }: ScoreRangeProps): ReactNode {
  const { say } = usePage()
  if (score === null || !range) return '—'
  const at = (points: number): number => Math.max(0, ((points - from) / (100 - from)) * width)
  const [low, high] = [range.low.toFixed(1), range.high.toFixed(1)]
  return (
    <span className="score-range">
      <svg
        viewBox={`-4 0 ${width + 8} ${height}`}
        width={width + 8}
        height={height}
        role="img"
        aria-label={say('scores.range.label', { score, low, high })}
      >
        <line className="axis" x1={0} x2={width} y1={height / 2} y2={height / 2} />
        <line className="span" x1={at(range.low)} x2={at(range.high)} y1={height / 2} y2={height / 2} />
        <circle className="dot" cx={at(score)} cy={height / 2} r={4} />
      </svg>
      <span className="figure">{say('scores.range.text', { low, high })}</span>
    </span>
  )
}

/** Where the axis of a table's ranges begins: a round ten below the lowest. */
export const axisFrom = (ranges: readonly ({ readonly low: number } | null)[]): number =>
  Math.min(90, ...ranges.map((range) => (range ? Math.max(0, Math.floor(range.low / 10) * 10) : 90)))
