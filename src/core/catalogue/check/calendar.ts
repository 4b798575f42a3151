import type { WorkingCalendar, WorkingSpan } from '../../calendar/calendar.ts'
import { isDay, weekday } from '../../calendar/day.ts'
import type { Day } from '../../time.ts'
import type { CityPack } from '../city-pack.ts'
import { packFault } from './fault.ts'
import type { PackFault, PackPath } from './fault.ts'

/** The working calendar: one zone, spans in order, days that are real and do not contradict the week. */
export function checkCalendar(pack: CityPack): readonly PackFault[] {
  const calendar = pack.calendar
  return [
    ...checkZone(pack),
    ...checkWeek(calendar),
    ...checkSpans(calendar.makeUpHours ?? [], ['calendar', 'makeUpHours']),
    ...Object.entries(calendar.days).flatMap(([day, exception]) => checkDay(calendar, day, exception.kind)),
  ]
}

function checkZone(pack: CityPack): readonly PackFault[] {
  if (pack.calendar.timeZone === pack.timeZone) return []
  return [
    packFault(
      ['calendar', 'timeZone'],
      'time_zone_differs',
      `日历的时区 ${pack.calendar.timeZone} 与城市的时区 ${pack.timeZone} 不同。`,
      `The calendar's time zone ${pack.calendar.timeZone} differs from the city's ${pack.timeZone}.`,
    ),
  ]
}

function checkWeek(calendar: WorkingCalendar): readonly PackFault[] {
  const week = Object.entries(calendar.weekdays)
  const spans = week.flatMap(([weekday, list]) => checkSpans(list, ['calendar', 'weekdays', weekday]))
  if (week.some(([, list]) => list.length > 0)) return spans
  return [
    ...spans,
    packFault(
      ['calendar', 'weekdays'],
      'no_working_time',
      '一周之内没有任何工作时间。',
      'The week has no working time at all.',
    ),
  ]
}

function checkSpans(spans: readonly WorkingSpan[], at: PackPath): readonly PackFault[] {
  return spans.flatMap(([from, to], index) => {
    const before = spans[index - 1]
    if (from >= to) {
      return [
        packFault(
          [...at, index],
          'span_out_of_order',
          `工作时段 ${from}–${to} 的起点须早于终点。`,
          `The working span ${from} to ${to} must begin before it ends.`,
        ),
      ]
    }
    if (before && from < before[1]) {
      return [
        packFault(
          [...at, index],
          'spans_overlap',
          `工作时段 ${from}–${to} 与前一时段重叠或次序颠倒。`,
          `The working span ${from} to ${to} overlaps the one before it or is out of order.`,
        ),
      ]
    }
    return []
  })
}

function checkDay(calendar: WorkingCalendar, day: Day, kind: 'holiday' | 'makeUpWorkday'): readonly PackFault[] {
  const at = ['calendar', 'days', day]
  if (!isDay(day)) {
    return [packFault(at, 'day_unknown', `${day} 不是日历上的日期。`, `${day} is not a day of the calendar.`)]
  }
  const regularSpans = calendar.weekdays[weekday(day)] ?? []
  const faults: PackFault[] = []
  if (day > calendar.publishedUntil) {
    faults.push(
      packFault(
        at,
        'day_after_published',
        `${day} 晚于公布截止日 ${calendar.publishedUntil}。`,
        `${day} lies after ${calendar.publishedUntil}, until which the calendar is published.`,
      ),
    )
  }
  if (kind === 'makeUpWorkday' && regularSpans.length > 0) {
    faults.push(
      packFault(
        at,
        'day_contradicts',
        `${day} 本是工作日，不能再作为调休上班日。`,
        `${day} is a working day anyway and cannot be a make-up workday.`,
      ),
    )
  }
  const hours = calendar.makeUpHours ?? calendar.weekdays[1] ?? []
  if (kind === 'makeUpWorkday' && hours.length === 0) {
    faults.push(
      packFault(
        at,
        'make_up_without_hours',
        `${day} 是调休上班日，但没有规定工作时间。`,
        `${day} is a make-up workday, but neither makeUpHours nor Monday has working time.`,
      ),
    )
  }
  return faults
}
