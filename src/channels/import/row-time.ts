import { dayNumber, isDay } from '../../core/calendar/day.ts'
import { instantAtMillisecond } from '../../core/calendar/zone.ts'
import { HOUR, MINUTE, type Instant } from '../../core/time.ts'
import type { MapTime } from './import-map.ts'
import { refuseRow, type RowRefusal } from './row-refusal.ts'
import { textOf, type Row } from './row.ts'

const second = 1000
const tokens: Readonly<Record<string, string>> = {
  YYYY: '\\d{4}',
  MM: '\\d\\d',
  DD: '\\d\\d',
  HH: '\\d\\d',
  mm: '\\d\\d',
  ss: '\\d\\d',
  SSS: '\\d{3}',
}
const token = /YYYY|MM|DD|HH|mm|SSS|ss/g

/** Before hotlines kept files. The two digits of a request number's year would repeat too. */
const firstYear = 1970

/** The parts of a pattern in their order; undefined where it does not say the day, or says a part twice. */
export function patternParts(pattern: string): readonly string[] | undefined {
  const parts: readonly string[] = pattern.match(token) ?? []
  const once = new Set(parts).size === parts.length
  return once && ['YYYY', 'MM', 'DD'].every((part) => parts.includes(part)) ? parts : undefined
}

export type ReadTime = (text: string) => Instant | undefined

/**
 * Reads times as the map says that they are written. Second 60 is the next minute's first (a leap
 * second, as some sources write it); a time that the zone skips is the moment of the jump, of one
 * that it repeats the earlier counts. Undefined for what is written otherwise or is no time.
 */
export function timeReader(spec: MapTime, cityZone: string): ReadTime {
  if (spec.pattern === 'iso') return readIso
  const parts = patternParts(spec.pattern)
  if (!parts) throw new Error(`time pattern without a day: ${spec.pattern}`)
  const expression = patternExpression(spec.pattern)
  const zone = spec.timeZone ?? cityZone
  return (text) => {
    const match = expression.exec(text)
    if (!match) return undefined
    const part = (name: string): number => (parts.includes(name) ? Number(match[parts.indexOf(name) + 1]) : 0)
    const day = dayText(part('YYYY'), part('MM'), part('DD'))
    const time = millisecondOf(part('HH'), part('mm'), part('ss'), part('SSS'))
    return isDay(day) && time !== undefined ? instantAtMillisecond(dayNumber(day), time, zone) : undefined
  }
}

function patternExpression(pattern: string): RegExp {
  const source = pattern.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(token, (name) => `(${tokens[name]})`)
  return new RegExp(`^${source}$`)
}

const iso = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):?(\d\d))$/

function readIso(text: string): Instant | undefined {
  const match = iso.exec(text)
  if (!match) return undefined
  const [
    ,
    year,
    month,
    date,
    hour,
    minute,
    seconds = '0',
    fraction = '',
    ,
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match
  const day = dayText(Number(year), Number(month), Number(date))
  const time = millisecondOf(Number(hour), Number(minute), Number(seconds), Number(fraction.padEnd(3, '0').slice(0, 3)))
  if (!isDay(day) || time === undefined || Number(offsetMinute) > 59) return undefined
  const offset = (Number(offsetHour) * HOUR + Number(offsetMinute) * MINUTE) * (sign === '-' ? -1 : 1)
  return instantAtMillisecond(dayNumber(day), time, 'UTC') - offset
}

const dayText = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function millisecondOf(hour: number, minute: number, seconds: number, fraction: number): number | undefined {
  if (hour > 23 || minute > 59 || seconds > 60) return undefined
  return hour * HOUR + minute * MINUTE + seconds * second + (seconds === 60 ? 0 : fraction)
}

/** The time of a row, or why there is none: `time_invalid`, `too_old`, `out_of_range` (later than `now`). */
export function rowTime(row: Row, spec: MapTime, read: ReadTime, now: Instant): Instant | RowRefusal {
  const instant = read(textOf(row, spec.field))
  if (instant === undefined) return refuseRow('time_invalid', spec.field, { pattern: spec.pattern })
  if (instant < 0) return refuseRow('too_old', spec.field, { from: firstYear })
  return instant > now ? refuseRow('out_of_range', spec.field) : instant
}
