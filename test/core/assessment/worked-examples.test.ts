import { describe, expect, test } from 'vitest'
import { addCounts, emptyCounts } from '../../../src/core/assessment/counts.ts'
import type { UnitCounts } from '../../../src/core/assessment/counts.ts'
import { groupScore } from '../../../src/core/assessment/group.ts'
import { percent, rates } from '../../../src/core/assessment/rates.ts'
import type { ThreeRates } from '../../../src/core/assessment/rates.ts'
import { requestsPer10k, score } from '../../../src/core/assessment/score.ts'
import { standings } from '../../../src/core/assessment/standings.ts'
import { scheme } from './scheme-fixture.ts'

/* The worked examples A to G of the specification, section 5.1. */

const counted = (counts: Partial<UnitCounts>): UnitCounts => ({ ...emptyCounts, ...counts })
const inPercent = ({ response, resolution, satisfaction }: ThreeRates) =>
  [response, resolution, satisfaction].map((rate) => percent(rate.value))

const unitA = counted({
  dispatched: 820,
  callbackDue: 700,
  callbackAnswered: 630,
  valid: 630,
  contacted: 627,
  resolved: 590,
  satisfied: 560,
  basicallySatisfied: 40,
  dissatisfied: 30,
  unreachable: 70,
})

describe('A: 820 dispatched, 630 valid callbacks, 627 contacted, 590 resolved, 560 satisfied, 40 basically', () => {
  const result = score(unitA, scheme).assessed

  test('the rates are 99.52, 93.65 and (560 + 36) / 630 = 94.60 per cent', () => {
    expect(inPercent(result.rates)).toEqual([99.52, 93.65, 94.6])
    expect(result.rates.satisfaction).toEqual({ numerator: 596, denominator: 630, value: 596 / 630 })
  })

  test('the score is 94.6', () => expect(result.score).toBe(94.6))
})

describe('B: 10 of the unsolved and dissatisfied, who were contacted, are excluded', () => {
  const result = score(addCounts(unitA, { excludedValid: 10, excludedContacted: 10, excludedDissatisfied: 10 }), scheme)

  test('V is 620, the rates 99.52, 95.16 and 96.13 per cent, the score 96.0', () => {
    expect(result.assessed.valid).toBe(620)
    expect(inPercent(result.assessed.rates)).toEqual([99.52, 95.16, 96.13])
    expect(result.assessed.score).toBe(96)
  })

  test('both calibres are there: 1.4 more than the full one', () => {
    expect(result.fullCalibre).toEqual(score(unitA, scheme).assessed)
    expect((result.assessed.score ?? 0) - (result.fullCalibre.score ?? 0)).toBeCloseTo(1.4)
    expect(result.excluded).toBe(10)
  })

  test('exclusion changes no coverage: the callback was made', () => {
    expect(result.coverage).toEqual(score(unitA, scheme).coverage)
  })
})

describe('C: 90 more orders of which only the response is assessed, 89 contacted', () => {
  const withC = addCounts(unitA, { callbackDue: 90, responseOnlyValid: 90, responseOnlyContacted: 89 })
  const result = score(withC, scheme).assessed

  test('the response is (627 + 89) / 720 = 99.44 per cent, the others are unchanged, the score is 94.6', () => {
    expect(result.rates.response).toMatchObject({ numerator: 716, denominator: 720 })
    expect(inPercent(result.rates)).toEqual([99.44, 93.65, 94.6])
    expect(result.score).toBe(94.6)
  })

  test('V, and with it the minimum to be ranked, is unchanged', () => expect(result.valid).toBe(630))

  test('94 of 94 response-only orders are a response of 100 per cent and no score', () => {
    const alone = score(counted({ callbackDue: 94, responseOnlyValid: 94, responseOnlyContacted: 94 }), scheme)
    expect(inPercent(alone.assessed.rates)).toEqual([100, null, null])
    expect(alone.assessed.score).toBeNull()
    expect(alone.notRanked).toBe('nothing_to_count')
  })
})

describe('D: unit X resolved 10 of 10, unit Y 900 of 1,000', () => {
  const all = (valid: number, resolved: number) => counted({ valid, resolved, contacted: valid, satisfied: resolved })
  const group = groupScore([all(10, 10), all(1000, 900)], scheme)

  test('the mean of the rates is 95.0 per cent, pooled they are 910 / 1,010 = 90.1: both are shown', () => {
    expect(percent(group.mean.resolution, 1)).toBe(95)
    expect(group.pooled.resolution).toMatchObject({ numerator: 910, denominator: 1010 })
    expect(percent(group.pooled.resolution.value, 1)).toBe(90.1)
  })
})

describe('E: three valid callbacks, all good', () => {
  const three = counted({ dispatched: 3, callbackDue: 3, valid: 3, contacted: 3, resolved: 3, satisfied: 3 })
  const table = standings(
    [
      { unit: 'small', object: 'subdistrict', counts: three },
      { unit: 'A', object: 'subdistrict', counts: unitA },
    ],
    scheme,
  ).subdistrict

  test('100.0 would beat A, but fewer than 30 are not ranked', () => {
    expect(table?.map((row) => [row.unit, row.score.assessed.score, row.position, row.score.notRanked])).toEqual([
      ['A', 94.6, 1, null],
      ['small', 100, null, 'too_few_valid_callbacks'],
    ])
  })

  test('30 are', () => {
    const thirty = score(counted({ valid: 30, contacted: 30, resolved: 30, satisfied: 30 }), scheme)
    expect(thirty.notRanked).toBeNull()
    expect(score(counted({ valid: 29, contacted: 29, resolved: 29, satisfied: 29 }), scheme).notRanked).toBe(
      'too_few_valid_callbacks',
    )
  })

  test('exclusion can take a unit below the minimum', () => {
    const excluded = counted({
      valid: 30,
      contacted: 30,
      resolved: 29,
      satisfied: 29,
      excludedValid: 1,
      excludedContacted: 1,
    })
    expect(score(excluded, scheme).notRanked).toBe('too_few_valid_callbacks')
  })
})

describe('F: 70 more could not be reached', () => {
  test('counted as failures they would bring 627 / 700, 590 / 700, 596 / 700: 85.2', () => {
    expect(score({ ...unitA, valid: 700 }, scheme).assessed.score).toBe(85.2)
  })

  test('they stay out of V, and the coverage of 630 / 700 is shown instead', () => {
    const result = score(unitA, scheme)
    expect(result.assessed.score).toBe(94.6)
    expect(result.coverage).toEqual({ numerator: 630, denominator: 700, value: 0.9 })
    expect(result.isCoverageFlagged).toBe(false)
  })

  test('below 60 per cent the unit is flagged, at 60 it is not', () => {
    expect(score({ ...unitA, callbackDue: 1050 }, scheme).isCoverageFlagged).toBe(false)
    expect(score({ ...unitA, callbackDue: 1051 }, scheme).isCoverageFlagged).toBe(true)
  })
})

test('G: 1,150 requests of 86,000 residents are 133.7 per 10,000', () => {
  const per10k = requestsPer10k(1150, 86_000)
  expect(per10k).toBeCloseTo(1150 / 8.6, 10)
  expect(Math.round((per10k ?? 0) * 10) / 10).toBe(133.7)
  expect(requestsPer10k(1150, undefined)).toBeNull()
  expect(requestsPer10k(1150, 0)).toBeNull()
})

test('scenario 16: contacted, not solved, basically satisfied', () => {
  const one = rates(counted({ valid: 1, contacted: 1, basicallySatisfied: 1 }), scheme)
  expect(inPercent(one)).toEqual([100, 0, 90])
})
