import type { WorkingCalendar } from '../../../src/core/calendar/calendar.ts'
import type { Term } from '../../../src/core/deadline/terms.ts'

const office = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const

/** Split shifts, a long autumn holiday with two make-up workdays; published to the end of October only. */
export const autumn: WorkingCalendar = {
  version: 'autumn-1',
  timeZone: 'Asia/Shanghai',
  weekdays: { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] },
  days: {
    '2026-09-20': { kind: 'makeUpWorkday', name: 'for 7 October' },
    '2026-09-25': { kind: 'holiday', name: 'Mid-Autumn' },
    '2026-09-26': { kind: 'holiday', name: 'Mid-Autumn' },
    '2026-09-27': { kind: 'holiday', name: 'Mid-Autumn' },
    '2026-10-01': { kind: 'holiday', name: 'National Day' },
    '2026-10-02': { kind: 'holiday', name: 'National Day' },
    '2026-10-03': { kind: 'holiday', name: 'National Day' },
    '2026-10-04': { kind: 'holiday', name: 'National Day' },
    '2026-10-05': { kind: 'holiday', name: 'National Day' },
    '2026-10-06': { kind: 'holiday', name: 'National Day' },
    '2026-10-07': { kind: 'holiday', name: 'National Day' },
    '2026-10-10': { kind: 'makeUpWorkday', name: 'for 6 October' },
    // A draft beyond the published days: must not be looked at.
    '2026-11-03': { kind: 'holiday', name: 'Draft' },
  },
  publishedUntil: '2026-10-31',
}

const longDay = [['08:30', '17:00']] as const
const shortDay = [['08:30', '12:00']] as const

/** An invented town with short Fridays, summer time and a short make-up Saturday. */
export const millbrook: WorkingCalendar = {
  version: 'millbrook-7',
  timeZone: 'America/New_York',
  weekdays: { 1: longDay, 2: longDay, 3: longDay, 4: longDay, 5: shortDay },
  days: {
    '2026-11-26': { kind: 'holiday', name: 'Thanks' },
    '2026-11-27': { kind: 'holiday', name: 'Bridge' },
    '2026-11-28': { kind: 'makeUpWorkday', name: 'for the bridge' },
    '2026-12-25': { kind: 'holiday', name: 'Lanterns' },
    '2027-01-01': { kind: 'holiday', name: 'New Year' },
  },
  makeUpHours: [['09:00', '13:00']],
  publishedUntil: '2027-12-31',
}

const watches = [
  ['20:00', '24:00'],
  ['06:00', '10:00'],
] as const

/** Night shifts to midnight, a quarter-hour zone, Saturdays off, a working Sunday. */
export const nightwatch: WorkingCalendar = {
  version: 'nightwatch-2',
  timeZone: 'Asia/Kathmandu',
  weekdays: { 1: watches, 2: watches, 3: watches, 4: watches, 5: watches, 7: watches },
  days: { '2026-03-03': { kind: 'holiday', name: 'Colours' } },
  publishedUntil: '2026-12-31',
}

const always = [['00:00', '24:00']] as const

/** Day and night, in a zone whose summer time is half an hour. */
export const harbour: WorkingCalendar = {
  version: 'harbour-3',
  timeZone: 'Australia/Lord_Howe',
  weekdays: { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always },
  days: { '2026-10-05': { kind: 'holiday', name: 'Harbour day' } },
  publishedUntil: '2026-12-31',
}

export const calendars = { autumn, millbrook, nightwatch, harbour }
export type CalendarName = keyof typeof calendars

const termPattern = /^(\d+) (working )?(minute|hour|day)s?( end)?$/

/** `3 working days end` is a term of three working days that ends with the day. */
export function term(text: string): Term {
  const match = termPattern.exec(text)
  if (!match) throw new Error(`not a term: ${text}`)
  const unit = match[3] as Term['unit']
  const counts = match[2] ? 'working' : 'calendar'
  const amount = Number(match[1])
  return unit === 'day'
    ? { amount, unit, counts, endsAt: match[4] ? 'end_of_day' : 'same_time' }
    : { amount, unit, counts }
}
