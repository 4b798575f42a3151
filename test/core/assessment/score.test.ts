import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addCounts, countNames, countsIn, emptyCounts, sumCounts } from '../../../src/core/assessment/counts.ts'
import type { RateCounts, UnitCounts } from '../../../src/core/assessment/counts.ts'
import { groupScore, mean } from '../../../src/core/assessment/group.ts'
import { wilsonInterval } from '../../../src/core/assessment/interval.ts'
import { percent, scoreOf } from '../../../src/core/assessment/rates.ts'
import { schemeFaults } from '../../../src/core/assessment/scheme-faults.ts'
import { classOf, score } from '../../../src/core/assessment/score.ts'
import { standings } from '../../../src/core/assessment/standings.ts'
import { scheme } from './scheme-fixture.ts'

const counted = (counts: Partial<UnitCounts>): UnitCounts => ({ ...emptyCounts, ...counts })
const perfect = (valid: number, satisfied = valid) =>
  counted({ dispatched: valid, valid, contacted: valid, resolved: valid, satisfied })

/** Counts as a city can have them: parts never exceed the whole, exclusions never exceed what they are taken from. */
const units: fc.Arbitrary<UnitCounts> = fc
  .record({
    kept: fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 2 }), fc.boolean()), {
      maxLength: 80,
    }),
    responseOnly: fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 20 }),
    unreachable: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ kept, responseOnly, unreachable }) =>
    sumCounts([
      { unreachable, callbackDue: unreachable, dispatched: unreachable },
      ...kept.map(([isContacted, isResolved, mark, isExcluded]) => callback(isContacted, isResolved, mark, isExcluded)),
      ...responseOnly.map(([isContacted, isExcluded]) => ({
        callbackDue: 1,
        callbackAnswered: 1,
        responseOnlyValid: 1,
        responseOnlyContacted: Number(isContacted),
        excludedResponseOnlyValid: Number(isExcluded),
        excludedResponseOnlyContacted: Number(isExcluded && isContacted),
      })),
    ]),
  )

function callback(isContacted: boolean, isResolved: boolean, mark: number, isExcluded: boolean): Partial<UnitCounts> {
  const count = (is: boolean) => Number(is)
  return {
    dispatched: 1,
    callbackDue: 1,
    callbackAnswered: 1,
    valid: 1,
    contacted: count(isContacted),
    resolved: count(isResolved),
    satisfied: count(mark === 2),
    basicallySatisfied: count(mark === 1),
    dissatisfied: count(mark === 0),
    excludedValid: count(isExcluded),
    excludedContacted: count(isExcluded && isContacted),
    excludedResolved: count(isExcluded && isResolved),
    excludedSatisfied: count(isExcluded && mark === 2),
    excludedBasically: count(isExcluded && mark === 1),
    excludedDissatisfied: count(isExcluded && mark === 0),
  }
}

describe('the score', () => {
  test('rounds a half up, exactly, before anything is ranked', () => {
    const thousand = {
      valid: 2000,
      contacted: 2000,
      basicallySatisfied: 0,
      responseOnlyValid: 0,
      responseOnlyContacted: 0,
    }
    // 10 + 0.025 × resolved + 0.02 × satisfied, in points.
    expect(scoreOf({ ...thousand, resolved: 1862, satisfied: 1905 }, scheme)).toBe(94.7)
    expect(scoreOf({ ...thousand, resolved: 1862, satisfied: 1904 }, scheme)).toBe(94.6)
    expect(scoreOf({ ...thousand, resolved: 1866, satisfied: 1900 }, scheme)).toBe(94.7)
    // In floating point this half is 28.749999999999996 and would be lost.
    expect(scoreOf({ ...thousand, valid: 32, contacted: 32, resolved: 4, satisfied: 10 }, scheme)).toBe(28.8)
  })

  test('is the formula of the specification, to the rounding', () => {
    fc.assert(
      fc.property(units, (counts) => {
        const { valid, contacted, resolved, satisfied, basicallySatisfied, responseOnlyValid, responseOnlyContacted } =
          countsIn('assessed', counts)
        fc.pre(valid > 0)
        const response = (contacted + responseOnlyContacted) / (valid + responseOnlyValid)
        const expected =
          100 * (0.1 * response + 0.5 * (resolved / valid) + 0.4 * ((satisfied + 0.9 * basicallySatisfied) / valid))
        const points = score(counts, scheme).assessed.score ?? Number.NaN
        expect(Math.abs(points - expected)).toBeLessThanOrEqual(0.05 + 1e-9)
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points).toBeLessThanOrEqual(100)
        expect(Number(points.toFixed(1))).toBe(points)
      }),
    )
  })

  test('never is not a number: what cannot be computed is null', () => {
    fc.assert(
      fc.property(units, (counts) => {
        const { assessed, fullCalibre, coverage } = score(counts, scheme)
        for (const calibre of [assessed, fullCalibre]) {
          for (const rate of Object.values(calibre.rates)) {
            expect(rate.value === null).toBe(rate.denominator === 0)
            if (rate.value !== null) expect(rate.value >= 0 && rate.value <= 1).toBe(true)
          }
          expect(calibre.score === null).toBe(calibre.valid === 0)
        }
        expect(coverage.value === null).toBe(counts.callbackDue === 0)
      }),
    )
    expect(score(emptyCounts, scheme)).toMatchObject({
      classCode: null,
      notRanked: 'nothing_to_count',
      isCoverageFlagged: false,
    })
  })

  test('without exclusions the two calibres are the same; with all excluded nothing is left to assess', () => {
    fc.assert(
      fc.property(units, (counts) => {
        const { assessed, fullCalibre } = score(counts, scheme)
        if (counts.excludedValid + counts.excludedResponseOnlyValid === 0) expect(assessed).toEqual(fullCalibre)
        expect(assessed.valid).toBe(fullCalibre.valid - counts.excludedValid)
      }),
    )
  })

  test('a better answer never lowers it', () => {
    fc.assert(
      fc.property(units, fc.constantFrom('resolved', 'contacted', 'satisfied'), (counts, name) => {
        const before: RateCounts = countsIn('fullCalibre', counts)
        fc.pre(before.valid > 0 && before[name] + (name === 'satisfied' ? before.basicallySatisfied : 0) < before.valid)
        const after = { ...before, [name]: before[name] + 1 }
        expect(scoreOf(after, scheme)).toBeGreaterThanOrEqual(scoreOf(before, scheme) ?? 0)
      }),
    )
  })

  test('other weights are data: 30 / 35 / 35', () => {
    const other = { ...scheme, weights: { response: 0.3, resolution: 0.35, satisfaction: 0.35 } }
    expect(score(counted({ valid: 100, contacted: 100, resolved: 80, satisfied: 60 }), other).assessed.score).toBe(79)
  })

  test('a rate without weight is not needed', () => {
    const responseAlone = { ...scheme, weights: { response: 1, resolution: 0, satisfaction: 0 } }
    expect(score(counted({ responseOnlyValid: 94, responseOnlyContacted: 94 }), responseAlone).assessed.score).toBe(100)
  })
})

test('counts are added name by name, in any order', () => {
  fc.assert(
    fc.property(units, units, (one, other) => {
      expect(addCounts(one, other)).toEqual(addCounts(other, one))
      for (const name of countNames) expect(sumCounts([one, other])[name]).toBe(one[name] + other[name])
    }),
  )
})

describe('classes', () => {
  test.each([
    [100, 'A'],
    [95, 'A'],
    [94.9, 'B'],
    [90, 'B'],
    [80, 'C'],
    [79.9, 'D'],
    [0, 'D'],
  ])('%s is %s', (points, code) => {
    expect(classOf(points, scheme)).toBe(code)
  })

  test('in whichever order they are written', () => {
    expect(classOf(91, { classes: scheme.classes.toReversed() })).toBe('B')
  })
})

describe('standings', () => {
  const entry = (unit: string, counts: UnitCounts, object: 'subdistrict' | 'department' = 'subdistrict') => ({
    unit,
    object,
    counts,
  })

  test('ties in the rounded score go to the larger volume, and full equals share a position', () => {
    const table = standings(
      [
        entry('small', perfect(100, 90)),
        entry('large', perfect(200, 180)),
        entry('twin', perfect(200, 180)),
        entry('best', perfect(50)),
        entry('few', perfect(5)),
        entry('none', emptyCounts),
      ],
      scheme,
    ).subdistrict
    expect(table?.map((row) => [row.unit, row.position])).toEqual([
      ['best', 1],
      ['large', 2],
      ['twin', 2],
      ['small', 4],
      ['few', null],
      ['none', null],
    ])
  })

  test('a difference that rounding hides is none', () => {
    const table = standings(
      [entry('a', perfect(10_000, 9999)), entry('b', { ...perfect(10_000), dispatched: 20_000 })],
      scheme,
    )
    expect(table.subdistrict?.map((row) => [row.unit, row.score.assessed.score])).toEqual([
      ['b', 100],
      ['a', 100],
    ])
  })

  test('kinds of object are never mixed', () => {
    const table = standings([entry('s', perfect(50)), entry('d', perfect(40, 20), 'department')], scheme)
    expect(Object.keys(table).toSorted()).toEqual(['department', 'subdistrict'])
    expect(table.department?.[0]?.position).toBe(1)
  })

  test('where only classes are shown there is no position, and no order to read one from', () => {
    const classes = { ...scheme, presentation: 'classes' } as const
    const table = standings(
      [entry('c', perfect(100)), entry('a', perfect(100, 98)), entry('b', perfect(100, 50)), entry('few', perfect(2))],
      classes,
    ).subdistrict
    expect(table?.map((row) => [row.unit, row.score.classCode, row.position])).toEqual([
      ['a', 'A', null],
      ['c', 'A', null],
      ['b', 'C', null],
      ['few', null, null],
    ])
  })
})

describe('groups', () => {
  test('units with nothing to count do not lower the mean', () => {
    const group = groupScore([perfect(10), emptyCounts], scheme)
    expect(group.mean).toEqual({ response: 1, resolution: 1, satisfaction: 1 })
    expect(group.meanScore).toBe(100)
    expect(group.units).toBe(2)
  })

  test('an empty group has no rates', () => {
    expect(groupScore([], scheme)).toMatchObject({ meanScore: null, pooledScore: null, mean: { response: null } })
    expect(mean([null, null])).toBeNull()
  })

  test('of equal units mean and pooled agree', () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 1, max: 5 }), (counts, times) => {
        const group = groupScore(
          Array.from({ length: times }, () => counts),
          scheme,
        )
        const { resolution } = group.pooled
        if (resolution.value === null) expect(group.mean.resolution).toBeNull()
        else expect(group.mean.resolution).toBeCloseTo(resolution.value, 12)
        expect(group.pooledScore).toBe(score(counts, scheme).assessed.score)
      }),
    )
  })
})

describe('intervals', () => {
  test('are those of the textbook', () => {
    const interval = wilsonInterval(8, 10)
    expect(interval?.low).toBeCloseTo(0.4902, 3)
    expect(interval?.high).toBeCloseTo(0.9433, 3)
    expect(wilsonInterval(0, 0)).toBeNull()
  })

  test('hold the rate, stay within 0 to 1 and narrow with more answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
        const successes = Math.round(count * share)
        const one = wilsonInterval(successes, count)
        const many = wilsonInterval(successes * 10, count * 10)
        if (!one || !many) throw new Error('no interval')
        expect(one.low).toBeGreaterThanOrEqual(0)
        expect(one.high).toBeLessThanOrEqual(1)
        expect(one.low).toBeLessThanOrEqual(successes / count + 1e-12)
        expect(one.high).toBeGreaterThanOrEqual(successes / count - 1e-12)
        expect(many.high - many.low).toBeLessThan(one.high - one.low)
      }),
    )
  })
})

test('shares are shown in per cent, a half upwards', () => {
  expect(percent(0.00125)).toBe(0.13)
  expect(percent(1.005 / 100)).toBe(1.01)
  expect(percent(1)).toBe(100)
  expect(percent(null)).toBeNull()
})

describe('a scheme', () => {
  test('that is good has no faults', () => expect(schemeFaults(scheme)).toEqual([]))

  test.each([
    ['weights_do_not_add_up', { weights: { response: 0.1, resolution: 0.5, satisfaction: 0.5 } }],
    ['weight_out_of_range', { weights: { response: -0.1, resolution: 0.6, satisfaction: 0.5 } }],
    ['weight_out_of_range', { weights: { response: 0.1, resolution: 1 / 3, satisfaction: 0.566667 } }],
    ['mark_out_of_range', { basicallySatisfiedMark: 1.1 }],
    ['cycle_start_day_out_of_range', { cycleStartDay: 29 }],
    ['decimals_out_of_range', { scoreDecimals: -1 }],
    ['minimum_out_of_range', { minimumValid: 0.5 }],
    ['coverage_flag_out_of_range', { coverageFlag: 60 }],
    ['classes_not_in_order', { classes: [{ code: 'B', from: 80 }, { code: 'A', from: 90 }, { code: 'C' }] }],
    ['classes_not_in_order', { classes: [{ code: 'A', from: 90 }] }],
    ['classes_not_in_order', { classes: [] }],
  ])('with %s is told so (%#)', (fault, change) => {
    expect(schemeFaults({ ...scheme, ...change })).toContain(fault)
  })
})
