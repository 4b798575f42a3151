import type { UnitCounts } from '../core/assessment/counts.ts'
import { countsIn } from '../core/assessment/counts.ts'
import { objectOf } from '../core/assessment/object-of.ts'
import type { AssessmentPeriod } from '../core/assessment/period.ts'
import { scoreOf } from '../core/assessment/rates.ts'
import { periodAt } from '../core/assessment/scheme-periods.ts'
import type { AssessmentScheme } from '../core/assessment/scheme.ts'
import { score, type UnitScore } from '../core/assessment/score.ts'
import { countsOfUnit, stillAsked } from '../store/read/unit/month.ts'
import type { App } from './app.ts'

/** One of the three rates, and how many of the hundred points it costs so far. */
export interface RateLoss {
  readonly rate: 'response' | 'resolution' | 'satisfaction'
  readonly numerator: number
  readonly denominator: number
  readonly pointsLost: number
}

/** How a unit's running month stands, why, and what would still help. An estimate: the month has not ended. */
export interface UnitMonth {
  readonly period: AssessmentPeriod
  readonly score: UnitScore
  readonly minimumValid: number
  /** What costs most stands first; empty where nothing was counted yet. */
  readonly losses: readonly RateLoss[]
  /** Orders in hand that will still be asked about in this month, and those of them without a contact. */
  readonly stillAsked: number
  readonly uncontacted: number
  /** The score if all of those go well; null where none is left. */
  readonly best: number | null
}

/** The running month of one unit; null for a unit that is not assessed. */
export async function unitMonth(app: App, unitCode: string): Promise<UnitMonth | null> {
  const { rulebook, clock, store } = app
  const unit = rulebook.unit(unitCode)
  if (!unit || objectOf(unit) === null) return null
  const { schemes, timeZone } = rulebook.pack
  const { period, scheme } = periodAt(schemes, clock.now(), timeZone)
  const [counts, asked] = await Promise.all([
    countsOfUnit(store.database, period, unitCode),
    stillAsked(store.database, unitCode, period.until),
  ])
  const standing = score(counts, scheme)
  return {
    period,
    score: standing,
    minimumValid: scheme.minimumValid,
    losses: lossesOf(standing, scheme),
    stillAsked: asked.orders,
    uncontacted: asked.uncontacted,
    best: asked.orders === 0 ? null : bestOf(counts, asked.orders, scheme),
  }
}

function lossesOf({ assessed }: UnitScore, scheme: AssessmentScheme): readonly RateLoss[] {
  const names = ['response', 'resolution', 'satisfaction'] as const
  return names
    .flatMap((rate) => {
      const { numerator, denominator, value } = assessed.rates[rate]
      if (value === null) return []
      return [{ rate, numerator, denominator, pointsLost: 100 * scheme.weights[rate] * (1 - value) }]
    })
    .toSorted((one, other) => other.pointsLost - one.pointsLost)
}

/** As if every requester who is still to be asked were contacted, helped and satisfied. */
function bestOf(counts: UnitCounts, orders: number, scheme: AssessmentScheme): number | null {
  const now = countsIn('assessed', counts)
  return scoreOf(
    {
      ...now,
      valid: now.valid + orders,
      contacted: now.contacted + orders,
      resolved: now.resolved + orders,
      satisfied: now.satisfied + orders,
    },
    scheme,
  )
}
