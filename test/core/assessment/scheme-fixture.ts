import type { AssessmentScheme } from '../../../src/core/assessment/scheme.ts'

/** The scheme of the worked examples: 10 / 50 / 40, basically satisfied at 0.9, one decimal, 19th to 18th. */
export const scheme: AssessmentScheme = {
  version: 's1',
  effectiveFrom: '2026-01-01',
  cycleStartDay: 19,
  weights: { response: 0.1, resolution: 0.5, satisfaction: 0.4 },
  basicallySatisfiedMark: 0.9,
  scoreDecimals: 1,
  minimumValid: 30,
  coverageFlag: 0.6,
  presentation: 'league',
  classes: [{ code: 'A', from: 95 }, { code: 'B', from: 90 }, { code: 'C', from: 80 }, { code: 'D' }],
  basis: 'worked examples',
}
