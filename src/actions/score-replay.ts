import type { AssessmentObject, AssessmentScheme } from '../core/assessment/scheme.ts'
import { score } from '../core/assessment/score.ts'
import { standings, type Standing } from '../core/assessment/standings.ts'
import type { LocalText } from '../core/catalogue/catalogue.ts'
import type { App } from './app.ts'
import { scoresOf, type PeriodScores } from './scores.ts'

/** Where a unit stands by the scheme in force and by a draft, from the same counts. */
export interface Replayed {
  readonly object: AssessmentObject
  readonly unit: string
  readonly name: LocalText
  readonly before: Place
  readonly after: Place
  /** Points won or lost; null where one of the schemes gives no score. */
  readonly points: number | null
  /** Places won (positive) or lost among its own kind; null where it is not ranked by one of them. */
  readonly places: number | null
}

interface Place {
  readonly score: number | null
  readonly classCode: string | null
  /** Among the ranked of its kind, whatever the scheme shows. */
  readonly position: number | null
}

export interface Replay {
  readonly scores: PeriodScores
  readonly draft: AssessmentScheme
  readonly units: readonly Replayed[]
  readonly rise: number
  readonly fall: number
  readonly changeClass: number
}

/**
 * A period's counts scored by a draft beside the scheme that scored it: who would rise and who would fall.
 * The period's days stay as they are, whatever the draft says of them.
 */
export async function replayScores(app: App, code: string, draft: AssessmentScheme): Promise<Replay> {
  const scores = await scoresOf(app, code)
  const units = scores.objects.flatMap(({ object, units: rows }) => {
    const [before, after] = [placesBy(scores.scheme), placesBy(draft)].map((places) => places(object, rows))
    return rows
      .filter(({ counts }) => Object.values(counts).some((count) => count > 0))
      .map(({ unit, name }) => replayed(object, unit, name, before?.get(unit), after?.get(unit)))
  })
  const ordered = units.toSorted((one, other) => (other.points ?? 0) - (one.points ?? 0))
  return {
    scores,
    draft,
    units: ordered,
    rise: units.filter(({ places }) => (places ?? 0) > 0).length,
    fall: units.filter(({ places }) => (places ?? 0) < 0).length,
    changeClass: units.filter(({ before, after }) => before.classCode !== after.classCode).length,
  }
}

/** Places are found as a league would have them, also where a scheme shows classes only. */
const placesBy =
  (scheme: AssessmentScheme) =>
  (object: AssessmentObject, rows: readonly Standing[]): ReadonlyMap<string, Place> => {
    const assessed = rows.map(({ unit, counts }) => ({ unit, object, counts }))
    const league = standings(assessed, { ...scheme, presentation: 'league' })[object] ?? []
    return new Map(
      league.map(({ unit, counts, position }) => {
        const own = score(counts, scheme)
        return [unit, { score: own.assessed.score, classCode: own.classCode, position }]
      }),
    )
  }

const nowhere: Place = { score: null, classCode: null, position: null }

function replayed(
  object: AssessmentObject,
  unit: string,
  name: LocalText,
  before: Place = nowhere,
  after: Place = nowhere,
): Replayed {
  return {
    object,
    unit,
    name,
    before,
    after,
    points: difference(before.score, after.score),
    places: difference(after.position, before.position),
  }
}

const difference = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.round((to - from) * 1e6) / 1e6
