import { describe, expect, test } from 'vitest'
import { patternParts, rowTime, timeReader } from '../../src/channels/import/row-time.ts'

const read = (pattern: string, text: string, timeZone = 'Asia/Taipei'): string | undefined => {
  const instant = timeReader({ field: 'at', pattern, timeZone }, 'UTC')(text)
  return instant === undefined ? undefined : new Date(instant).toISOString()
}
const plain = 'YYYY-MM-DD HH:mm:ss'

describe('times of rows', () => {
  test.each([
    [plain, '2018-06-30 23:59:59', '2018-06-30T15:59:59.000Z'],
    // A leap second, as some sources write it, is the next second.
    [plain, '2018-06-30 23:59:60', '2018-06-30T16:00:00.000Z'],
    [plain, '2016-02-29 00:00:00', '2016-02-28T16:00:00.000Z'],
    ['DD.MM.YYYY HH:mm', '05.03.2024 07:05', '2024-03-04T23:05:00.000Z'],
    ['YYYYMMDD', '20240305', '2024-03-04T16:00:00.000Z'],
    ['YYYY/MM/DD(HH:mm:ss.SSS)', '2024/03/05(01:02:03.004)', '2024-03-04T17:02:03.004Z'],
    ['iso', '2024-03-05T01:02:03.5+08:00', '2024-03-04T17:02:03.500Z'],
    ['iso', '2024-03-05T01:02Z', '2024-03-05T01:02:00.000Z'],
    ['iso', '2024-03-05 01:02:60-0430', '2024-03-05T05:33:00.000Z'],
  ])('%s reads %s', (pattern, text, instant) => {
    expect(read(pattern, text)).toBe(instant)
  })

  test.each([
    [plain, ''],
    [plain, '2026-02-29 00:00:00'],
    [plain, '2018-06-30 24:00:00'],
    [plain, '2018-06-30 23:60:00'],
    [plain, '2018-06-30 23:59:61'],
    [plain, '2018-06-30T23:59:00'],
    [plain, '2018-06-30 23:59:00 '],
    [plain, '18-06-30 23:59:00'],
    ['iso', '2024-03-05T01:02:03'],
    ['iso', '2024-13-05T01:02:03Z'],
    ['iso', '2024-03-05T01:02:03+08:60'],
  ])('%s refuses "%s"', (pattern, text) => {
    expect(read(pattern, text)).toBeUndefined()
  })

  test('a time that the zone skips is the moment of the jump, of one that comes twice the earlier counts', () => {
    expect(read(plain, '1986-05-04 02:30:00', 'Asia/Shanghai')).toBe('1986-05-03T18:00:00.000Z')
    expect(read(plain, '2026-11-01 01:30:00', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
  })

  test('the zone is the city’s where the map names none', () => {
    expect(timeReader({ field: 'at', pattern: 'YYYY-MM-DD' }, 'Asia/Taipei')('1970-01-02')).toBe(16 * 3_600_000)
  })

  test('before 1970 and after now there are no requests', () => {
    const spec = { field: 'at', pattern: 'YYYY-MM-DD', timeZone: 'UTC' }
    const at = (text: string) => rowTime({ at: text }, spec, timeReader(spec, 'UTC'), Date.UTC(2026, 0, 2))
    expect(at('2026-01-02')).toBe(Date.UTC(2026, 0, 2))
    expect(at('2026-01-03')).toMatchObject({ code: 'out_of_range', field: 'at' })
    expect(at('9999-01-03')).toMatchObject({ code: 'out_of_range' })
    expect(at('1900-01-01')).toMatchObject({ code: 'too_old' })
    expect(at('0000-01-01')).toMatchObject({ ok: false })
  })

  test('a pattern has to say the day, and no part twice', () => {
    expect(patternParts('HH:mm')).toBeUndefined()
    expect(patternParts('YYYY-MM-MM')).toBeUndefined()
    expect(patternParts('DD/MM/YYYY')).toEqual(['DD', 'MM', 'YYYY'])
  })
})
