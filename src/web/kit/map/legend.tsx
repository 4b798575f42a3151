import type { ReactNode } from 'react'
import { usePage } from '../use-page.ts'
import { stepOf, stepStarts } from './steps.ts'

interface LegendProps {
  readonly values: readonly (number | null)[]
  readonly print: (value: number) => string
}

/** What the colours of a map mean. */
export function MapLegend({ values, print }: LegendProps): ReactNode {
  const { say } = usePage()
  const starts = stepStarts(values)
  const hasUnknown = values.includes(null)
  return (
    <ul className="map-legend" aria-label={say('map.legend')}>
      <li>
        <span className="swatch step-0" aria-hidden="true" />
        {print(0)}
      </li>
      {starts.map((start) => (
        <li key={start}>
          <span className={`swatch step-${stepOf(start, starts)}`} aria-hidden="true" />
          {say('map.from', { value: print(start) })}
        </li>
      ))}
      {hasUnknown && (
        <li>
          <span className="swatch step-unknown" aria-hidden="true" />
          {say('map.unknown')}
        </li>
      )}
    </ul>
  )
}
