import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/core/time.ts'
import { clockWords, lookOf } from '../../src/web/kit/clock.ts'
import { dayWords, whenWords } from '../../src/web/kit/dates.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'

const now = Date.parse('2026-03-02T01:00:00Z')
const both = (dueAt: number) => [clockWords(dueAt, now, sayIn('zh-CN')), clockWords(dueAt, now, sayIn('en'))]

describe('clocks in words', () => {
  it.each([
    [1 * HOUR + 42 * MINUTE, '剩1小时42分', '1 h 42 min left'],
    [6 * 24 * HOUR + 3 * HOUR + 20 * MINUTE, '剩6天3小时', '6 d 3 h left'],
    [24 * HOUR, '剩1天', '1 d left'],
    [3 * MINUTE, '剩3分', '3 min left'],
    [30_000, '剩不到1分', 'less than 1 min left'],
    [0, '剩不到1分', 'less than 1 min left'],
    [-2 * HOUR - 5 * MINUTE, '已超时2小时5分', '2 h 5 min overdue'],
  ])('%i ms', (left, chinese, english) => {
    expect(both(now + left)).toEqual([chinese, english])
  })

  it('looks calm, due soon and overdue; the very instant is still in time', () => {
    expect([now + 5 * HOUR, now + 4 * HOUR, now, now - 1].map((dueAt) => lookOf(dueAt, now))).toEqual([
      'calm',
      'soon',
      'soon',
      'over',
    ])
  })

  it('writes times in the zone of the city and in the language of the page', () => {
    expect(whenWords(now, 'zh-CN', 'Asia/Shanghai')).toBe('2026年3月2日 09:00')
    expect(whenWords(now, 'en', 'Asia/Shanghai')).toBe('Mar 2, 2026, 09:00')
    expect(whenWords(now, 'en', 'America/New_York')).toBe('Mar 1, 2026, 20:00')
    expect(dayWords('2026-11-18', 'en')).toBe('Nov 18, 2026')
  })
})
