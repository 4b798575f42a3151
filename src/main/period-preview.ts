import { scoresOf } from '../actions/scores.ts'
import { periodAt } from '../core/assessment/scheme-periods.ts'
import { dayOf } from '../core/calendar/zone.ts'
import { writePeriodPreview } from '../store/write/period-preview.ts'
import type { House } from './open-house.ts'

const EVERY_SECONDS = 600

/**
 * The running period's scores as they stand, kept once a city day: units see during the month where
 * they are, and later how they came there. Safe to run twice; the last run of a day stands.
 */
export async function previewPeriod({ app, database }: Pick<House, 'app' | 'database'>): Promise<void> {
  const { schemes, timeZone } = app.rulebook.pack
  const now = app.clock.now()
  const today = dayOf(now, timeZone)
  const scores = await scoresOf(app, periodAt(schemes, now, timeZone).period.code)
  const units = scores.objects.flatMap(({ object, units: rows }) =>
    rows
      .filter(({ counts }) => counts.dispatched + counts.callbackDue + counts.valid > 0)
      .map(({ unit, counts, score }) => ({
        unit,
        object,
        counts,
        score: score.assessed.score,
        ranked: score.notRanked === null,
      })),
  )
  await writePeriodPreview(database, {
    period: scores.period.code,
    on: today,
    at: now,
    scheme: scores.scheme.version,
    checkpoint: scores.checkpoint?.size ?? null,
    units,
  })
}

export const previewChore = (house: Pick<House, 'app' | 'database'>) => ({
  name: 'period_preview',
  everySeconds: EVERY_SECONDS,
  run: () => previewPeriod(house),
})
