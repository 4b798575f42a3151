import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  closesAt,
  firstPeriodDay,
  overtakenSchemes,
  periodAt,
  periodHolding,
  periodNamed,
} from '../../../src/core/assessment/scheme-periods.ts'
import { dayNumber, dayOfNumber } from '../../../src/core/calendar/day.ts'
import { instantAt } from '../../../src/core/calendar/zone.ts'
import { scheme } from './scheme-fixture.ts'

const zone = 'Asia/Shanghai'
const from19 = { ...scheme, effectiveFrom: '2020-01-01' }
const shown = (schemes: readonly (typeof scheme)[], code: string) => {
  const found = periodNamed(schemes, code, zone)
  return found && [found.period.fromDay, found.period.untilDay, found.scheme.version, found.isTransition]
}

describe('a new scheme begins with its first whole period', () => {
  const heavier = { ...scheme, version: 's2', effectiveFrom: '2026-12-01' }

  test('in force since the 1st of December, it scores from the 19th on (scenario 20)', () => {
    expect(firstPeriodDay(heavier)).toBe('2026-12-19')
    expect(shown([from19, heavier], '2026-12')).toEqual(['2026-11-19', '2026-12-18', 's1', false])
    expect(shown([from19, heavier], '2027-01')).toEqual(['2026-12-19', '2027-01-18', 's2', false])
  })

  test('on the 18th the old one counts, on the 19th the new one', () => {
    const late = periodAt([from19, heavier], instantAt('2026-12-18', '24:00', zone) - 1, zone)
    const early = periodAt([from19, heavier], instantAt('2026-12-19', '00:00', zone), zone)
    expect([late.scheme.version, late.period.code]).toEqual(['s1', '2026-12'])
    expect([early.scheme.version, early.period.code]).toEqual(['s2', '2027-01'])
  })
})

describe('another day of beginning: the transition period ends the day before the new scheme’s first', () => {
  test('from the 1st to the 19th: a short one of its own', () => {
    const to19 = { ...scheme, version: 's2', effectiveFrom: '2026-12-05' }
    const schemes = [{ ...from19, cycleStartDay: 1 }, to19]
    expect(shown(schemes, '2026-11')).toEqual(['2026-11-01', '2026-11-30', 's1', false])
    expect(shown(schemes, '2026-12')).toEqual(['2026-12-01', '2026-12-18', 's1', true])
    expect(shown(schemes, '2027-01')).toEqual(['2026-12-19', '2027-01-18', 's2', false])
  })

  test('from the 19th to the 1st: what is left over belongs to the period that has the name', () => {
    const to1 = { ...scheme, version: 's2', effectiveFrom: '2026-12-01', cycleStartDay: 1 }
    expect(shown([from19, to1], '2026-11')).toEqual(['2026-10-19', '2026-11-30', 's1', true])
    expect(shown([from19, to1], '2026-12')).toEqual(['2026-12-01', '2026-12-31', 's2', false])
    expect(periodHolding([from19, to1], '2026-11-25', zone).period.code).toBe('2026-11')
  })
})

test('whatever the schemes, every day lies in one period, and the periods follow each other, each with a name of its own', () => {
  const change = fc.record({ after: fc.integer({ min: 0, max: 200 }), cycleStartDay: fc.integer({ min: 1, max: 28 }) })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 4 }), fc.integer({ min: 1, max: 28 }), (changes, first) => {
      let day = dayNumber('2026-01-01')
      const schemes = [
        { ...from19, version: 'v0', cycleStartDay: first },
        ...changes.map(({ after, cycleStartDay }, index) => {
          day += after + 1
          return { ...scheme, version: `v${index + 1}`, effectiveFrom: dayOfNumber(day), cycleStartDay }
        }),
      ]
      const codes = new Set<string>()
      let on = dayNumber('2025-12-01')
      while (on < dayNumber('2028-12-01')) {
        const held = periodHolding(schemes, dayOfNumber(on), zone)
        expect(codes.has(held.period.code)).toBe(false)
        codes.add(held.period.code)
        expect(periodNamed(schemes, held.period.code, zone)).toEqual(held)
        expect(periodHolding(schemes, held.period.untilDay, zone)).toEqual(held)
        if (codes.size > 1) expect(held.period.fromDay).toBe(dayOfNumber(on))
        on = dayNumber(held.period.untilDay) + 1
      }
    }),
  )
})

test('a scheme that another one follows before a first period of its own is over scores nothing', () => {
  const brief = { ...scheme, version: 'brief', effectiveFrom: '2026-12-02' }
  const next = { ...scheme, version: 'next', effectiveFrom: '2026-12-10' }
  expect(overtakenSchemes([from19, brief, next]).map(({ version }) => version)).toEqual(['brief'])
  expect(periodHolding([from19, brief, next], '2026-12-19', zone).scheme.version).toBe('next')
  expect(overtakenSchemes([from19, next])).toEqual([])
})

test('a period is closed after the days that its scheme grants, fifteen where it does not say', () => {
  const named = periodHolding([from19], '2026-11-18', zone)
  expect(closesAt(named, zone)).toBe(instantAt('2026-12-04', '00:00', zone))
  expect(closesAt({ ...named, scheme: { ...from19, closesAfterDays: 3 } }, zone)).toBe(
    instantAt('2026-11-22', '00:00', zone),
  )
})
