import { instantAt } from '../../../src/core/calendar/zone.ts'
import type { Deadline } from '../../../src/core/deadline/deadline.ts'
import { explain } from '../../../src/core/deadline/explain.ts'
import { extend, extendForPause } from '../../../src/core/deadline/extend.ts'
import { stamp } from '../../../src/core/deadline/stamp.ts'
import { calendars, term } from './fixture-calendars.ts'
import type { CalendarName } from './fixture-calendars.ts'

export interface GoldenCase {
  readonly calendar: CalendarName
  readonly term: string
  /** Wall clock, `YYYY-MM-DD HH:MM`. */
  readonly from: string
  /** `pause FROM .. UNTIL` or `extend TERM`, in order. */
  readonly then: readonly string[]
}

/** Every start with every term: one case each. */
const crossed: readonly { calendar: CalendarName; starts: readonly string[]; terms: readonly string[] }[] = [
  {
    calendar: 'autumn',
    starts: [
      '2026-09-18 17:59',
      '2026-09-20 10:00',
      '2026-09-24 18:00',
      '2026-09-29 16:40',
      '2026-09-30 12:30',
      '2026-10-03 11:00',
      '2026-10-08 08:59',
      '2026-10-10 16:40',
      '2026-10-29 09:00',
      '2026-11-20 17:30',
    ],
    terms: [
      '30 minutes',
      '24 hours',
      '7 days',
      '15 days end',
      '90 working minutes',
      '8 working hours',
      '1 working day',
      '1 working day end',
      '7 working days',
      '5 working days end',
    ],
  },
  {
    calendar: 'millbrook',
    starts: [
      '2026-03-06 11:30',
      '2026-03-07 02:30',
      '2026-10-31 01:30',
      '2026-11-25 16:40',
      '2026-11-27 14:00',
      '2026-12-23 08:30',
      '2026-12-31 17:00',
    ],
    terms: [
      '1 day',
      '2 days end',
      '2 hours',
      '240 working minutes',
      '1 working day',
      '2 working days end',
      '3 working days',
    ],
  },
  {
    calendar: 'nightwatch',
    starts: [
      '2026-02-27 23:45',
      '2026-02-28 12:00',
      '2026-03-01 10:00',
      '2026-03-02 06:00',
      '2026-03-02 22:15',
      '2026-12-30 21:00',
    ],
    terms: [
      '15 minutes',
      '3 days',
      '1 day end',
      '150 working minutes',
      '8 working hours',
      '1 working day',
      '2 working days end',
    ],
  },
  {
    calendar: 'harbour',
    starts: ['2026-04-04 01:45', '2026-10-03 02:15', '2026-10-04 00:00', '2026-10-04 23:59', '2026-10-05 12:00'],
    terms: [
      '24 hours',
      '1 day',
      '1 day end',
      '26 working hours',
      '1 working day',
      '1 working day end',
      '45 working minutes',
    ],
  },
]

const changed: readonly (readonly [CalendarName, string, string, ...string[]])[] = [
  ['autumn', '2026-09-29 16:40', '7 days', 'pause 2026-09-30 10:00 .. 2026-10-02 10:30'],
  ['autumn', '2026-09-29 16:40', '7 days end', 'pause 2026-09-30 10:00 .. 2026-09-30 17:00'],
  ['autumn', '2026-09-29 16:40', '7 days end', 'pause 2026-09-30 10:00 .. 2026-10-02 09:00'],
  ['autumn', '2026-09-29 16:40', '3 working days', 'pause 2026-09-30 10:00 .. 2026-10-08 10:00'],
  ['autumn', '2026-09-29 16:40', '3 working days', 'pause 2026-10-02 10:00 .. 2026-10-06 10:00'],
  ['autumn', '2026-09-29 16:40', '3 working days end', 'pause 2026-09-30 10:00 .. 2026-10-08 10:00'],
  ['autumn', '2026-09-29 16:40', '3 working days end', 'pause 2026-10-09 10:00 .. 2026-10-09 17:00'],
  ['autumn', '2026-09-29 16:40', '8 working hours', 'pause 2026-09-29 17:00 .. 2026-09-30 09:30'],
  [
    'autumn',
    '2026-09-29 16:40',
    '8 working hours',
    'pause 2026-09-29 17:00 .. 2026-09-29 17:30',
    'pause 2026-09-30 09:00 .. 2026-09-30 10:00',
  ],
  ['autumn', '2026-09-29 16:40', '1 working day', 'extend 2 working days'],
  ['autumn', '2026-09-29 16:40', '1 working day end', 'extend 1 working day'],
  ['autumn', '2026-09-29 16:40', '1 working day end', 'extend 1 working day end', 'extend 1 working day end'],
  ['autumn', '2026-09-29 16:40', '7 days', 'extend 7 days'],
  ['autumn', '2026-09-29 16:40', '7 days end', 'extend 3 days end'],
  ['autumn', '2026-09-29 16:40', '2 hours', 'extend 4 working hours'],
  [
    'autumn',
    '2026-09-29 16:40',
    '7 working days',
    'pause 2026-10-08 09:00 .. 2026-10-09 09:00',
    'extend 5 working days',
  ],
  ['millbrook', '2026-11-25 16:40', '1 working day', 'pause 2026-11-25 16:50 .. 2026-11-28 10:00'],
  ['millbrook', '2026-11-25 16:40', '1 working day end', 'extend 1 working day end'],
  ['millbrook', '2026-03-06 11:30', '2 days', 'pause 2026-03-07 12:00 .. 2026-03-08 12:00'],
  ['nightwatch', '2026-02-27 20:00', '4 working hours', 'extend 1 working day'],
  ['nightwatch', '2026-02-27 20:00', '4 working hours', 'extend 30 working minutes'],
  ['nightwatch', '2026-03-01 21:00', '1 working day end', 'pause 2026-03-01 22:00 .. 2026-03-02 07:00'],
  ['harbour', '2026-10-03 12:00', '1 day end', 'extend 1 day end'],
  ['harbour', '2026-10-03 12:00', '24 working hours', 'pause 2026-10-04 01:00 .. 2026-10-04 03:00'],
]

export const goldenCases: readonly GoldenCase[] = [
  ...crossed.flatMap(({ calendar, starts, terms }) =>
    starts.flatMap((from) => terms.map((each) => ({ calendar, term: each, from, then: [] }))),
  ),
  ...changed.map(([calendar, from, each, ...then]) => ({ calendar, term: each, from, then })),
]

export function deadlineOf(golden: GoldenCase): Deadline {
  const calendar = calendars[golden.calendar]
  const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11), calendar.timeZone)
  const start = stamp({
    term: term(golden.term),
    clock: 'handling',
    level: 'L3',
    termsVersion: 'v4',
    from: at(golden.from),
    calendar,
  })
  return golden.then.reduce((deadline, change) => {
    const [verb = '', ...rest] = change.split(' ')
    if (verb === 'extend') return extend(deadline, term(rest.join(' ')), calendar)
    const [from = '', until = ''] = rest.join(' ').split(' .. ')
    return extendForPause(deadline, at(from), at(until), calendar)
  }, start)
}

/** The golden table as text: calendar, what runs from when, and the deadline as it explains itself. */
export function goldenText(): string {
  const heading = [
    '# Deadlines counted over four calendars of the tests (test/core/deadline/fixture-calendars.ts).',
    '# calendar, zone | from | term, then changes | the deadline as it explains itself',
  ]
  const lines = goldenCases.map((golden) => {
    const place = `${golden.calendar}, ${calendars[golden.calendar].timeZone}`.padEnd(31)
    const what = [golden.term, ...golden.then].join('; ').padEnd(20)
    return `${place} | ${golden.from} | ${what} | ${explain(deadlineOf(golden), 'en')}`
  })
  return [...heading, ...lines, ''].join('\n')
}
