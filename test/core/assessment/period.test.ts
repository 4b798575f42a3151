import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isPeriodCode,
  periodCodeOf,
  periodEndingIn,
  periodOf,
  schemeInForce,
} from '../../../src/core/assessment/period.ts'
import { instantAt } from '../../../src/core/calendar/zone.ts'
import { scheme } from './scheme-fixture.ts'

const zone = 'Asia/Shanghai'

describe('a period is named by the month in which it ends', () => {
  test('2026-11 of a cycle from the 19th is 19 October to 18 November inclusive', () => {
    expect(periodEndingIn(scheme, '2026-11', zone)).toEqual({
      code: '2026-11',
      fromDay: '2026-10-19',
      untilDay: '2026-11-18',
      from: instantAt('2026-10-19', '00:00', zone),
      until: instantAt('2026-11-19', '00:00', zone),
    })
  })

  test.each([
    [1, '2026-11', '2026-11-01', '2026-11-30'],
    [1, '2028-02', '2028-02-01', '2028-02-29'],
    [2, '2026-03', '2026-02-02', '2026-03-01'],
    [19, '2026-01', '2025-12-19', '2026-01-18'],
    [28, '2026-03', '2026-02-28', '2026-03-27'],
  ])('from day %i, %s is %s to %s', (cycleStartDay, code, fromDay, untilDay) => {
    expect(periodEndingIn({ cycleStartDay }, code, zone)).toMatchObject({ fromDay, untilDay })
  })

  test('the last moment of the 18th is in, the first of the 19th is next', () => {
    expect(periodOf(scheme, instantAt('2026-11-18', '24:00', zone) - 1, zone).code).toBe('2026-11')
    expect(periodOf(scheme, instantAt('2026-11-19', '00:00', zone), zone).code).toBe('2026-12')
    expect(periodOf(scheme, instantAt('2026-12-31', '12:00', zone), zone).code).toBe('2027-01')
  })

  test('days are those of the city: one instant lies in two months in two zones', () => {
    const instant = instantAt('2026-11-19', '01:00', zone)
    expect(periodOf(scheme, instant, zone).code).toBe('2026-12')
    expect(periodOf(scheme, instant, 'America/New_York').code).toBe('2026-11')
  })

  test('every instant lies in exactly one period, and periods follow each other without a gap', () => {
    const starts = fc.integer({ min: 1, max: 28 })
    const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) })
    fc.assert(
      fc.property(
        starts,
        instants,
        fc.constantFrom(zone, 'America/New_York', 'Australia/Lord_Howe'),
        (cycleStartDay, instant, place) => {
          const period = periodOf({ cycleStartDay }, instant, place)
          expect(instant).toBeGreaterThanOrEqual(period.from)
          expect(instant).toBeLessThan(period.until)
          expect(periodCodeOf({ cycleStartDay }, period.fromDay)).toBe(period.code)
          expect(periodCodeOf({ cycleStartDay }, period.untilDay)).toBe(period.code)
          expect(periodOf({ cycleStartDay }, period.until, place).from).toBe(period.until)
        },
      ),
    )
  })

  test('what is no month is refused', () => {
    for (const code of ['2026-13', '2026-00', '2026-1', '202611', '']) {
      expect(isPeriodCode(code), code).toBe(false)
      expect(() => periodEndingIn(scheme, code, zone)).toThrow(RangeError)
    }
    expect(() => periodEndingIn({ cycleStartDay: 29 }, '2026-11', zone)).toThrow(RangeError)
  })
})

test('on the 18th the old scheme holds, on the 19th the new one', () => {
  const schemes = [scheme, { ...scheme, version: 's2', effectiveFrom: '2026-11-19' }]
  expect(schemeInForce(schemes, '2026-11-18')?.version).toBe('s1')
  expect(schemeInForce(schemes, '2026-11-19')?.version).toBe('s2')
  expect(schemeInForce(schemes, '2025-12-31')).toBeUndefined()
})
