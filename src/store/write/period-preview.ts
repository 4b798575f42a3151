import type { Day, Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface PeriodPreview {
  readonly period: string
  readonly on: Day
  readonly at: Instant
  readonly scheme: string
  /** Size of the newest checkpoint when it was counted. */
  readonly checkpoint: number | null
  readonly units: readonly object[]
}

/** One row a period and city day; a later run of the same day replaces it. */
export async function writePeriodPreview(
  database: Database,
  { period, on, at, scheme, checkpoint, units }: PeriodPreview,
): Promise<void> {
  await database.query(
    `insert into period_preview (period, on_day, at, scheme, tree_size, units) values ($1, $2, $3, $4, $5, $6)
     on conflict (period, on_day) do update set at = excluded.at, scheme = excluded.scheme,
       tree_size = excluded.tree_size, units = excluded.units`,
    [period, on, new Date(at), scheme, checkpoint, JSON.stringify(units)],
  )
}
