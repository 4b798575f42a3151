import type { BesideCounts } from '../../../core/assessment/beside.ts'
import type { UnitCounts } from '../../../core/assessment/counts.ts'
import type { AssessmentPeriod } from '../../../core/assessment/period.ts'
import type { AssessmentObject, AssessmentScheme } from '../../../core/assessment/scheme.ts'
import type { LocalText, UnitKind } from '../../../core/catalogue/catalogue.ts'
import type { Instant } from '../../../core/time.ts'
import type { Queryable } from '../../journal/queryable.ts'

/** A point up to which the journal is sealed. `root` in hexadecimal. */
export interface Checkpoint {
  readonly size: number
  readonly root: string
  readonly at: Instant
}

/** A closed period: its days, its scheme and what its figures were computed from, as they were then. */
export interface ClosedPeriod {
  readonly period: AssessmentPeriod
  readonly isTransition: boolean
  readonly timeZone: string
  readonly scheme: AssessmentScheme
  readonly catalogueVersion: string
  readonly closedAt: Instant
  readonly closedBy: string
  readonly answeredBefore: Instant
  readonly checkpoint: Checkpoint
  readonly figuresHash: string
  readonly publishedAt: Instant | null
  readonly publishedBy: string | null
}

/** A unit's frozen figures, with its name, kind and residents of that time. */
export interface FrozenFigure {
  readonly unit: string
  readonly object: AssessmentObject
  readonly name: LocalText
  readonly kind: UnitKind
  readonly population: number | null
  readonly counts: UnitCounts
  readonly beside: BesideCounts
}

/** A decision after the close. `number` and `seq` name the journal entry that brought it. */
export interface PeriodCorrection {
  readonly number: string
  readonly seq: number
  readonly unit: string
  readonly at: Instant
  readonly type: string
  readonly before: UnitCounts
  readonly after: UnitCounts
}

interface PeriodRow {
  code: string
  from_day: string
  until_day: string
  from_at: Instant
  until_at: Instant
  is_transition: boolean
  time_zone: string
  closed_at: Instant
  closed_by: string
  answered_before: Instant
  scheme: AssessmentScheme
  catalogue_version: string
  tree_size: string
  root: string
  checkpoint_at: Instant
  figures: string
  published_at: Instant | null
  published_by: string | null
}

const columns = `code, from_day, until_day, from_at, until_at, is_transition, time_zone, closed_at, closed_by,
  answered_before, scheme, catalogue_version, tree_size, encode(root_hash, 'hex') as root, checkpoint_at,
  encode(figures_hash, 'hex') as figures, published_at, published_by`

/** Undefined while the period is not closed. */
export async function closedPeriod(database: Queryable, code: string): Promise<ClosedPeriod | undefined> {
  const result = await database.query<PeriodRow>({
    name: 'closed_period',
    text: `select ${columns} from assessment_period where code = $1`,
    values: [code],
  })
  const [row] = result.rows
  return row && closedOf(row)
}

/** Closed periods, the newest first. */
export async function closedPeriods(database: Queryable, limit = 36): Promise<readonly ClosedPeriod[]> {
  const result = await database.query<PeriodRow>({
    name: 'closed_periods',
    text: `select ${columns} from assessment_period order by until_day desc limit $1`,
    values: [limit],
  })
  return result.rows.map(closedOf)
}

const closedOf = (row: PeriodRow): ClosedPeriod => ({
  period: { code: row.code, fromDay: row.from_day, untilDay: row.until_day, from: row.from_at, until: row.until_at },
  isTransition: row.is_transition,
  timeZone: row.time_zone,
  scheme: row.scheme,
  catalogueVersion: row.catalogue_version,
  closedAt: row.closed_at,
  closedBy: row.closed_by,
  answeredBefore: row.answered_before,
  checkpoint: { size: Number(row.tree_size), root: row.root, at: row.checkpoint_at },
  figuresHash: row.figures,
  publishedAt: row.published_at,
  publishedBy: row.published_by,
})

/** The frozen figures of a closed period, by unit code. */
export async function frozenFigures(database: Queryable, code: string): Promise<readonly FrozenFigure[]> {
  const result = await database.query<FrozenFigure>({
    name: 'frozen_figures',
    text: `select unit_code as unit, object, name, kind, population, counts, beside
      from period_unit_figure where period = $1 order by unit_code`,
    values: [code],
  })
  return result.rows
}

/** What was decided after the close, in the order in which it was recorded. */
export async function periodCorrections(
  database: Queryable,
  code: string,
  unit: string | null = null,
): Promise<readonly PeriodCorrection[]> {
  const result = await database.query<PeriodCorrection>({
    name: 'period_corrections',
    text: `select number, seq, unit_code as unit, at, type, before_counts as before, after_counts as after
      from assessment_correction where period = $1 and ($2::text is null or unit_code = $2) order by id`,
    values: [code, unit],
  })
  return result.rows
}
