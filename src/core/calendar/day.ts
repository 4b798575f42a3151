import type { Day, TimeOfDay } from '../time.ts'

/** Days since 1970-01-01 of a civil day: a whole number that can be added to. */
export type DayNumber = number

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const timePattern = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Days in a month, 28 to 31. `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0)
}

/** Whether the text is a civil day that exists, `0000-01-01` to `9999-12-31`. */
export function isDay(text: string): boolean {
  const match = dayPattern.exec(text)
  if (!match) return false
  const day = Number(match[3])
  return day >= 1 && day <= daysInMonth(Number(match[1]), Number(match[2]))
}

/** Throws RangeError where the text is not a civil day. */
export function dayNumber(day: Day): DayNumber {
  if (!isDay(day)) throw new RangeError(`not a civil day: ${day}`)
  return numberOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)))
}

/** The reverse of `dayNumber`. Throws RangeError outside the years 0 to 9999. */
export function dayOfNumber(number: DayNumber): Day {
  const { year, month, day } = partsOf(number)
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`no four-digit year on day number ${number}`)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

/** `2028-02-28` plus 1 is `2028-02-29`. */
export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days)
}

/** Whole days from one civil day to another; negative when `until` is earlier. */
export function daysBetween(from: Day, until: Day): number {
  return dayNumber(until) - dayNumber(from)
}

/** ISO weekday, Monday = 1 … Sunday = 7. */
export function weekday(day: Day): number {
  return weekdayOfNumber(dayNumber(day))
}

/** As `weekday`, for a day number. 1970-01-01 was a Thursday. */
export function weekdayOfNumber(number: DayNumber): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

export function isTimeOfDay(text: string): boolean {
  return timePattern.test(text)
}

/** Minutes since midnight, 0 to 1440 (`24:00`). Throws RangeError where the text is no time of day. */
export function minuteOfDay(time: TimeOfDay): number {
  if (!isTimeOfDay(time)) throw new RangeError(`not a time of day: ${time}`)
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** The reverse of `minuteOfDay`; 1440 is `24:00`. */
export function timeOfMinute(minute: number): TimeOfDay {
  return `${padded(Math.floor(minute / 60), 2)}:${padded(minute % 60, 2)}`
}

const padded = (value: number, width: number) => String(value).padStart(width, '0')

// Civil days by arithmetic: the year is taken to begin in March, so that the leap day comes last.
// An era is 400 years, 146,097 days; 719,468 days lie between 0000-03-01 and 1970-01-01.
function numberOf(year: number, month: number, day: number): DayNumber {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function partsOf(number: DayNumber): { year: number; month: number; day: number } {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 }
}
