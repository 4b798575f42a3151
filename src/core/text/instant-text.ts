import { dayNumber, isDay } from '../calendar/day.ts'
import { instantAtMillisecond } from '../calendar/zone.ts'
import { refuse, type Refused } from '../refusal.ts'
import { DAY, HOUR, MINUTE, type Day, type Instant } from '../time.ts'

export type ReadDay = { readonly ok: true; readonly day: Day } | Refused
export type ReadInstant = { readonly ok: true; readonly at: Instant } | Refused

const firstYear = 1000
const lastYear = 2999

/** A civil day, `YYYY-MM-DD`. Refuses `invalid_date` for a day that no calendar has, `out_of_range` for absurd years. */
export function readDay(text: string, field: string): ReadDay {
  const match = /^([+-]?\d{1,6})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return refuse('invalid_date', { field })
  const year = Number(match[1])
  if (year < firstYear || year > lastYear) return refuse('out_of_range', { field })
  return isDay(text) ? { ok: true, day: text } : refuse('invalid_date', { field })
}

export interface InstantRule {
  readonly field: string
  /** Zone of a text that names none: a time that its clocks skipped is the moment at which they jumped. */
  readonly timeZone: string
  /** Nothing before this instant can be meant. */
  readonly earliest: Instant
  readonly latest: Instant
}

/**
 * An instant in ISO 8601, with or without an offset. Refuses `invalid_date`, `invalid_time` (a leap
 * second too), `too_old` and `out_of_range`.
 */
export function readInstant(text: string, rule: InstantRule): ReadInstant {
  const { field, timeZone } = rule
  const match =
    /^([+-]?\d{1,6}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    )
  if (!match) return refuse('invalid_date', { field })
  const [, dayText = '', hour = '0', minute = '0', second = '0', fraction = '0', offset] = match
  const day = readDay(dayText, field)
  if (!day.ok) return day
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return refuse('invalid_time', { field })
  const ofDay = Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * 1000 + Number(fraction.padEnd(3, '0'))
  const number = dayNumber(day.day)
  const at =
    offset === undefined ? instantAtMillisecond(number, ofDay, timeZone) : number * DAY + ofDay - offsetOf(offset)
  if (at < rule.earliest) return refuse('too_old', { field })
  return at > rule.latest ? refuse('out_of_range', { field }) : { ok: true, at }
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0
  const milliseconds = Number(text.slice(1, 3)) * HOUR + Number(text.slice(-2)) * MINUTE
  return text.startsWith('-') ? -milliseconds : milliseconds
}
