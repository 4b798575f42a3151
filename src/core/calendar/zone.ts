import type { Day, Instant, TimeOfDay } from '../time.ts'
import { DAY, MINUTE } from '../time.ts'
import { dayNumber, dayOfNumber, minuteOfDay, timeOfMinute } from './day.ts'
import type { DayNumber } from './day.ts'

/** What the clock on the wall says at an instant. */
export interface CivilTime {
  readonly day: Day
  /** To the minute, rounded down. */
  readonly time: TimeOfDay
  readonly dayNumber: DayNumber
  /** Wall-clock milliseconds since midnight, 0 to 86,399,999. */
  readonly millisecondOfDay: number
}

interface ZoneOffsets {
  readonly format: Intl.DateTimeFormat
  /** Offset at the first instant of a UTC day. */
  readonly offsets: Map<number, number>
  /** Instant of the change in a UTC day that has one. */
  readonly changes: Map<number, Instant>
}

// Asking Intl costs microseconds and the answer is the same all day long: it is kept, up to a bound.
const zones = new Map<string, ZoneOffsets>()
const keptDays = 40_000

/** Whether the platform knows the zone by this IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    offsetsOf(name)
    return true
  } catch {
    return false
  }
}

/** Milliseconds by which the zone's clocks are ahead of UTC at the instant. Throws RangeError for an unknown zone. */
export function offsetAt(instant: Instant, timeZone: string): number {
  const zone = offsetsOf(timeZone)
  const utcDay = Math.floor(instant / DAY)
  const before = offsetAtStartOf(utcDay, zone)
  const after = offsetAtStartOf(utcDay + 1, zone)
  if (before === after) return before
  return instant < changeOn(utcDay, before, zone) ? before : after
}

/** Civil day and time of day of an instant. */
export function civilTime(instant: Instant, timeZone: string): CivilTime {
  const local = instant + offsetAt(instant, timeZone)
  const number = Math.floor(local / DAY)
  const millisecondOfDay = local - number * DAY
  return {
    day: dayOfNumber(number),
    time: timeOfMinute(Math.floor(millisecondOfDay / MINUTE)),
    dayNumber: number,
    millisecondOfDay,
  }
}

/** The civil day on which an instant falls. */
export function dayOf(instant: Instant, timeZone: string): Day {
  return civilTime(instant, timeZone).day
}

/**
 * The instant of a civil day and time of day (`24:00` is the next day's start).
 *
 * A time that clocks skip (a gap) is the moment at which they jump: the first instant later than the
 * missing time. A time that comes twice (an overlap) is the earlier one. So a later wall-clock time
 * never gives an earlier instant, and `00:00` is always the first instant of its day.
 */
export function instantAt(day: Day, time: TimeOfDay, timeZone: string): Instant {
  return instantAtMillisecond(dayNumber(day), minuteOfDay(time) * MINUTE, timeZone)
}

/** As `instantAt`, to the millisecond; `millisecondOfDay` may be 86,400,000 for the end of the day. */
export function instantAtMillisecond(day: DayNumber, millisecondOfDay: number, timeZone: string): Instant {
  const local = day * DAY + millisecondOfDay
  const before = offsetAt(local - DAY, timeZone)
  const after = offsetAt(local + DAY, timeZone)
  if (before === after) return local - before
  // The greater offset gives the earlier instant, which wins in an overlap.
  for (const offset of before > after ? [before, after] : [after, before]) {
    if (offsetAt(local - offset, timeZone) === offset) return local - offset
  }
  return firstInstant(local - DAY, local + DAY, (instant) => instant + offsetAt(instant, timeZone) >= local)
}

/** The first instant of a civil day. */
export function startOfDay(day: Day, timeZone: string): Instant {
  return instantAtMillisecond(dayNumber(day), 0, timeZone)
}

function offsetsOf(timeZone: string): ZoneOffsets {
  const known = zones.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const zone: ZoneOffsets = { format, offsets: new Map(), changes: new Map() }
  zones.set(timeZone, zone)
  return zone
}

function offsetAtStartOf(utcDay: number, zone: ZoneOffsets): number {
  const known = zone.offsets.get(utcDay)
  if (known !== undefined) return known
  const offset = askedOffset(utcDay * DAY, zone.format)
  if (zone.offsets.size >= keptDays) zone.offsets.clear()
  zone.offsets.set(utcDay, offset)
  return offset
}

function changeOn(utcDay: number, before: number, zone: ZoneOffsets): Instant {
  const known = zone.changes.get(utcDay)
  if (known !== undefined) return known
  const start = utcDay * DAY
  const change = firstInstant(start, start + DAY, (instant) => askedOffset(instant, zone.format) !== before)
  zone.changes.set(utcDay, change)
  return change
}

const offsetPattern = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/

function askedOffset(instant: Instant, format: Intl.DateTimeFormat): number {
  const match = offsetPattern.exec(format.format(instant))
  if (!match) throw new RangeError(`no offset known at instant ${instant}`)
  const seconds = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0)
  return (match[1] === '-' ? -seconds : seconds) * 1000
}

/** The first instant in `(low, high]` that fulfils a condition which, once true, stays true. */
function firstInstant(low: Instant, high: Instant, fulfils: (instant: Instant) => boolean): Instant {
  let no = low
  let yes = high
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2)
    if (fulfils(middle)) yes = middle
    else no = middle
  }
  return yes
}
