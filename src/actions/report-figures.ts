import { assessmentObjects } from '../core/assessment/scheme.ts'
import { dayOf } from '../core/calendar/zone.ts'
import { pool, type ReportPart } from '../core/report/pool.ts'
import type { CorrectionLine, Report, ReportGroup, ReportPeriod, ReportUnit } from '../core/report/report.ts'
import type { App } from './app.ts'
import type { PeriodScores, ScoredUnit } from './scores.ts'

/** A unit's figures of one period. */
interface UnitPart extends ReportPart {
  readonly period: string
  readonly object: ReportUnit['object']
  readonly row: ScoredUnit
}

type Figures = Pick<Report, 'total' | 'groups' | 'units' | 'periods' | 'corrections'>

/** What `scoresOf` says of these units in these periods, added up. `units` null: of all. */
export function figuresInReport(app: App, months: readonly PeriodScores[], units: readonly string[] | null): Figures {
  const parts = months.flatMap((month) => partsOf(month, units))
  return {
    total: groupOf('all', parts),
    groups: assessmentObjects
      .map((object) =>
        groupOf(
          object,
          parts.filter((part) => part.object === object),
        ),
      )
      .filter((group) => group.units > 0),
    units: unitsIn(parts, months.length === 1),
    periods: months.map((month) => periodOf(app, month, parts)),
    corrections: months.flatMap((month) => correctionsOf(app, month, units)),
  }
}

const partsOf = ({ period, objects, scheme }: PeriodScores, units: readonly string[] | null): readonly UnitPart[] =>
  objects.flatMap(({ object, units: rows }) =>
    rows
      .filter(({ unit }) => units === null || units.includes(unit))
      .map((row) => ({ period: period.code, object, row, scheme, counts: row.counts, beside: row.beside })),
  )

const groupOf = (object: ReportGroup['object'], parts: readonly UnitPart[]): ReportGroup => ({
  object,
  units: new Set(parts.map(({ row }) => row.unit)).size,
  ...pool(parts),
})

/** By kind and code: the report compares, it does not rank. A unit is called as it was called last. */
function unitsIn(parts: readonly UnitPart[], hasScore: boolean): readonly ReportUnit[] {
  const byUnit = Map.groupBy(parts, ({ object, row }) => `${assessmentObjects.indexOf(object)} ${row.unit}`)
  return [...byUnit]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, own]) => {
      const last = own.at(-1)
      if (!last) return []
      const { row, object } = last
      const { score } = row
      return [
        {
          unit: row.unit,
          name: row.name,
          object,
          score: hasScore ? score.assessed.score : null,
          classCode: hasScore ? score.classCode : null,
          ...pool(own),
        },
      ]
    })
}

function periodOf({ rulebook }: App, month: PeriodScores, parts: readonly UnitPart[]): ReportPeriod {
  const { period, scheme, closed, checkpoint } = month
  return {
    code: period.code,
    fromDay: period.fromDay,
    untilDay: period.untilDay,
    stands: month.stands,
    isTransition: month.isTransition,
    scheme: scheme.version,
    weights: scheme.weights,
    basicallySatisfiedMark: scheme.basicallySatisfiedMark,
    minimumValid: scheme.minimumValid,
    catalogue: closed?.catalogueVersion ?? rulebook.catalogueOn(period.untilDay)?.version ?? '',
    terms: rulebook.termsOn(period.untilDay).version,
    checkpoint: checkpoint && { size: checkpoint.size, root: checkpoint.root },
    figuresHash: closed?.figuresHash ?? null,
    figures: pool(parts.filter((part) => part.period === period.code)),
  }
}

function correctionsOf(
  { rulebook }: App,
  { period, corrections, closed, objects }: PeriodScores,
  units: readonly string[] | null,
): readonly CorrectionLine[] {
  const zone = closed?.timeZone ?? rulebook.pack.timeZone
  const names = new Map(objects.flatMap((object) => object.units.map(({ unit, name }) => [unit, name] as const)))
  return corrections
    .filter(({ unit }) => units === null || units.includes(unit))
    .map(({ unit, at, type }) => ({
      period: period.code,
      unit,
      name: names.get(unit) ?? { 'zh-CN': unit, en: unit },
      on: dayOf(at, zone),
      type,
    }))
}
