import type { BesideCounts } from '../assessment/beside.ts'
import { countsIn, type Calibre, type UnitCounts } from '../assessment/counts.ts'
import { wilsonInterval } from '../assessment/interval.ts'
import { rateNames, type RateName } from '../assessment/rate-names.ts'
import { rate, ratesOf, type Rate } from '../assessment/rates.ts'
import type { AssessmentScheme } from '../assessment/scheme.ts'
import type { ReportFigures, ReportRate, ReportRates } from './report.ts'

/** What one unit counted in one period, and the scheme of that period. */
export interface ReportPart {
  readonly counts: UnitCounts
  readonly beside: BesideCounts
  readonly scheme: Pick<AssessmentScheme, 'basicallySatisfiedMark'>
}

/**
 * Units and periods added up: every callback weighs the same. Numerators and denominators are summed, each
 * period's by the marks of its own scheme, and only then divided; percentages are never averaged.
 */
export function pool(parts: readonly ReportPart[]): ReportFigures {
  const sum = (of: (part: ReportPart) => number): number => parts.reduce((total, part) => total + of(part), 0)
  const replied = sum(({ beside }) => beside.replied)
  const repliedLate = sum(({ beside }) => beside.repliedLate)
  const contactedFirst = sum(({ beside }) => beside.contactedFirst)
  const firstContactLate = sum(({ beside }) => beside.firstContactLate)
  return {
    dispatched: sum(({ counts }) => counts.dispatched),
    assessed: pooledRates(parts, 'assessed'),
    fullCalibre: pooledRates(parts, 'fullCalibre'),
    coverage: withInterval(
      rate(
        sum(({ counts }) => counts.callbackAnswered),
        sum(({ counts }) => counts.callbackDue),
      ),
    ),
    excluded: rate(
      sum(({ counts }) => counts.excludedValid + counts.excludedResponseOnlyValid),
      sum(({ counts }) => counts.valid + counts.responseOnlyValid),
    ),
    replied: rate(Math.max(0, replied - repliedLate), replied),
    repliedLate,
    contactedFirst: rate(Math.max(0, contactedFirst - firstContactLate), contactedFirst),
    firstContactLate,
  }
}

function pooledRates(parts: readonly ReportPart[], calibre: Calibre): ReportRates {
  const each = parts.map(({ counts, scheme }) => ratesOf(countsIn(calibre, counts), scheme))
  const pooled = (name: RateName): ReportRate => {
    const sum = (side: 'numerator' | 'denominator') => each.reduce((total, rates) => total + rates[name][side], 0)
    return withInterval(rate(tidy(sum('numerator')), sum('denominator')))
  }
  const [response, resolution, satisfaction] = rateNames
  return { response: pooled(response), resolution: pooled(resolution), satisfaction: pooled(satisfaction) }
}

/** Marks such as 0.8 add up to no more decimals than they have. */
const tidy = (sum: number): number => Math.round(sum * 1e9) / 1e9

function withInterval(of: Rate): ReportRate {
  const interval = wilsonInterval(of.numerator, of.denominator)
  return { ...of, low: interval?.low ?? null, high: interval?.high ?? null }
}
