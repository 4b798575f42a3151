import type { WorkingCalendar } from '../../../src/core/calendar/calendar.ts'
import type { Term } from '../../../src/core/deadline/terms.ts'

/*
 * A second way to count, as dumb as possible: it walks minute by minute and asks Intl what the clock
 * on the wall says. It shares no code with the product and works for whole minutes only.
 */

const minute = 60_000
const walls = new Map<string, Map<number, string>>()
const formats = new Map<string, Intl.DateTimeFormat>()

/** `YYYY-MM-DD HH:MM` on the wall. */
export function wall(instant: number, zone: string): string {
  const known = walls.get(zone) ?? new Map<number, string>()
  walls.set(zone, known)
  const cached = known.get(instant)
  if (cached) return cached
  const text = format(zone).format(instant).replace(',', '')
  known.set(instant, text)
  return text
}

function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, made)
  return made
}

/** The first minute at which the wall shows the text or later. */
export function instantOf(text: string, zone: string): number {
  const [day = '', time = ''] = text.split(' ')
  const noon = Date.parse(`${day}T12:00:00Z`)
  const target = time === '24:00' ? `${nextDay(day)} 00:00` : text
  let instant = noon - 28 * 60 * minute
  while (wall(instant, zone) < target) instant += minute
  return instant
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * minute).toISOString().slice(0, 10)
}

function spans(calendar: WorkingCalendar, day: string) {
  const listed = day <= calendar.publishedUntil ? calendar.days[day]?.kind : undefined
  if (listed === 'holiday') return []
  if (listed === 'makeUpWorkday') return calendar.makeUpHours ?? calendar.weekdays[1] ?? []
  return calendar.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay() || 7] ?? []
}

export function isOpen(calendar: WorkingCalendar, instant: number): boolean {
  const text = wall(instant, calendar.timeZone)
  const time = text.slice(11)
  return spans(calendar, text.slice(0, 10)).some(([from, to]) => from <= time && time < to)
}

function dayAfter(calendar: WorkingCalendar, day: string, count: number, isWorking: boolean): string {
  let current = day
  for (let left = count; left > 0;) {
    current = nextDay(current)
    if (!isWorking || spans(calendar, current).length > 0) left -= 1
  }
  return current
}

export function referenceDue(term: Term, from: number, calendar: WorkingCalendar): number {
  const zone = calendar.timeZone
  if (term.unit !== 'day') return afterMinutes(term, from, calendar)
  const isWorking = term.counts === 'working'
  let begin = from
  if (isWorking && term.endsAt !== 'end_of_day') while (!isOpen(calendar, begin)) begin += minute
  const start = wall(begin, zone)
  const dueDay = dayAfter(calendar, start.slice(0, 10), term.amount, isWorking)
  const wanted = instantOf(`${dueDay} ${term.endsAt === 'end_of_day' ? '24:00' : start.slice(11)}`, zone)
  if (!isWorking || isOpen(calendar, wanted)) return wanted
  const dayStart = instantOf(`${dueDay} 00:00`, zone)
  for (let due = wanted; due > dayStart; due -= minute) if (isOpen(calendar, due - minute)) return due
  let due = wanted
  while (!isOpen(calendar, due)) due += minute
  return due
}

function afterMinutes(term: Term, from: number, calendar: WorkingCalendar): number {
  let left = term.amount * (term.unit === 'hour' ? 60 : 1)
  if (term.counts === 'calendar') return from + left * minute
  let instant = from
  for (; left > 0; instant += minute) if (isOpen(calendar, instant)) left -= 1
  return instant
}
