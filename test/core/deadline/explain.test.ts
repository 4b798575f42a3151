import { expect, test } from 'vitest'
import { instantAt } from '../../../src/core/calendar/zone.ts'
import { assistDeadline } from '../../../src/core/deadline/assist-deadline.ts'
import { explain } from '../../../src/core/deadline/explain.ts'
import { stamp } from '../../../src/core/deadline/stamp.ts'
import { autumn, term } from './fixture-calendars.ts'
import { deadlineOf } from './golden-cases.ts'
import type { GoldenCase } from './golden-cases.ts'

const golden = (
  text: string,
  from: string,
  then: readonly string[] = [],
  calendar: GoldenCase['calendar'] = 'autumn',
) => deadlineOf({ calendar, term: text, from, then })

test.each([
  [
    golden('7 working days', '2026-09-29 16:40'),
    '7 working days, L3, terms v4, from 2026-09-29 16:40, skipping 1-7 Oct and 1 ordinary day off, working 10 Oct, due 2026-10-14 16:40',
    '7个工作日，L3，时限版本v4，自2026-09-29 16:40起，跳过10月1日至7日、1个普通休息日，10月10日上班，2026-10-14 16:40到期',
  ],
  [
    golden('7 days end', '2026-09-29 16:40'),
    '7 days to the end of the day, L3, terms v4, from 2026-09-29 16:40, due 2026-10-06 24:00',
    '7天（至当日结束），L3，时限版本v4，自2026-09-29 16:40起，2026-10-06 24:00到期',
  ],
  [
    golden('30 working minutes', '2026-10-03 11:00'),
    '30 working minutes, L3, terms v4, from 2026-10-03 11:00, counting from 2026-10-08 09:00, skipping 3-7 Oct, due 2026-10-08 09:30',
    '30个工作分钟，L3，时限版本v4，自2026-10-03 11:00起，从2026-10-08 09:00开始计时，跳过10月3日至7日，2026-10-08 09:30到期',
  ],
  [
    golden('3 working days', '2026-10-30 10:00'),
    '3 working days, L3, terms v4, from 2026-10-30 10:00, skipping 2 ordinary days off, 1-4 Nov not yet published and counted as plain weeks, due 2026-11-04 10:00',
    '3个工作日，L3，时限版本v4，自2026-10-30 10:00起，跳过2个普通休息日，11月1日至4日尚未公布日历，按普通周计算，2026-11-04 10:00到期',
  ],
  [
    golden('1 working day', '2026-12-31 17:00', [], 'millbrook'),
    '1 working day, L3, terms v4, from 2026-12-31 17:00, counting from 2027-01-04 08:30, skipping 1-3 Jan 2027, due 2027-01-05 08:30',
    '1个工作日，L3，时限版本v4，自2026-12-31 17:00起，从2027-01-04 08:30开始计时，跳过2027年1月1日至3日，2027-01-05 08:30到期',
  ],
  [
    golden('1 working day', '2026-11-25 16:40', [], 'millbrook'),
    '1 working day, L3, terms v4, from 2026-11-25 16:40, skipping 26-27 Nov, working 28 Nov, at 13:00 because 16:40 is closed that day, due 2026-11-28 13:00',
    '1个工作日，L3，时限版本v4，自2026-11-25 16:40起，跳过11月26日至27日，11月28日上班，当日16:40非工作时间，按13:00计，2026-11-28 13:00到期',
  ],
  [
    golden('1 day', '2026-03-07 02:30', [], 'millbrook'),
    '1 day, L3, terms v4, from 2026-03-07 02:30, at 03:00 because clocks skip 02:30, due 2026-03-08 03:00',
    '1天，L3，时限版本v4，自2026-03-07 02:30起，02:30因调钟不存在，按03:00计，2026-03-08 03:00到期',
  ],
  [
    golden('8 working hours', '2026-09-29 16:40', [
      'pause 2026-09-29 17:00 .. 2026-09-30 09:30',
      'extend 1 working day',
    ]),
    '8 working hours, L3, terms v4, from 2026-09-29 16:40, paused for 90 working minutes from 2026-09-29 17:00 to 2026-09-30 09:30, skipping 1-7 Oct, extended by 1 working day from 2026-10-08 09:10, due 2026-10-09 09:10',
    '8个工作小时，L3，时限版本v4，自2026-09-29 16:40起，2026-09-29 17:00至2026-09-30 09:30暂停，顺延90个工作分钟，跳过10月1日至7日，自2026-10-08 09:10延期1个工作日，2026-10-09 09:10到期',
  ],
  [
    golden('7 days end', '2026-09-29 16:40', ['pause 2026-09-30 10:00 .. 2026-10-02 09:00']),
    '7 days to the end of the day, L3, terms v4, from 2026-09-29 16:40, paused for 2 ends of day from 2026-09-30 10:00 to 2026-10-02 09:00, due 2026-10-08 24:00',
    '7天（至当日结束），L3，时限版本v4，自2026-09-29 16:40起，2026-09-30 10:00至2026-10-02 09:00暂停，顺延2日，2026-10-08 24:00到期',
  ],
])('a deadline explains itself (%#)', (deadline, english, chinese) => {
  expect(explain(deadline, 'en')).toBe(english)
  expect(explain(deadline, 'zh-CN')).toBe(chinese)
})

test('so does an assistant’s', () => {
  const from = instantAt('2026-09-29', '16:40', autumn.timeZone)
  const lead = stamp({
    term: term('10 hours'),
    clock: 'handling',
    level: 'L2',
    termsVersion: 'v4',
    from,
    calendar: autumn,
  })
  expect(explain(assistDeadline(lead, 0.6), 'en')).toBe(
    "10 hours, L2, terms v4, from 2026-09-29 16:40, 60% of the lead's time until 2026-09-30 02:40, due 2026-09-29 22:40",
  )
})

test('over the turn of a year and of a month', () => {
  const winter = {
    ...autumn,
    days: {
      '2026-12-31': { kind: 'holiday', name: 'Year' },
      '2027-01-01': { kind: 'holiday', name: 'Year' },
      '2026-11-30': { kind: 'holiday', name: 'Month' },
      '2026-12-01': { kind: 'holiday', name: 'Month' },
    },
    publishedUntil: '2027-12-31',
  } as const
  const from = instantAt('2026-11-27', '10:00', winter.timeZone)
  const deadline = stamp({
    term: term('30 working days'),
    clock: 'handling',
    level: 'L4',
    termsVersion: 'v4',
    from,
    calendar: winter,
  })
  expect(explain(deadline, 'en')).toContain('skipping 28 Nov-1 Dec, 31 Dec 2026-3 Jan 2027 and 10 ordinary days off')
  expect(explain(deadline, 'zh-CN')).toContain('跳过11月28日至12月1日、2026年12月31日至2027年1月3日、10个普通休息日')
})
