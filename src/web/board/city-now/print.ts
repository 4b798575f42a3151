import type { Instant } from '../../../core/time.ts'
import type { FigureName } from '../../../actions/city-now/figures.ts'
import type { CityMeasure } from './city-view.ts'

const shares: readonly (FigureName | CityMeasure)[] = ['contacted', 'solved', 'satisfied', 'unsolved']
const compactFrom = 10_000

/** A number as a wall prints it: shares in per cent, large counts short. */
export function printValue(name: FigureName | CityMeasure, value: number, language: string): string {
  if (shares.includes(name)) {
    return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value)
  }
  const options = value < compactFrom ? {} : ({ notation: 'compact', maximumFractionDigits: 1 } as const)
  return new Intl.NumberFormat(language, options).format(value)
}

/** The time of day to the second, in the city's zone. */
export const printTime = (at: Instant, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at)
