import type { Instant } from '../../../core/time.ts'
import type { QueueRow } from '../../../store/read/queue.ts'
import type { PageContext } from '../../page-context.ts'

/** A line of what waits for a decision. */
export interface DecideLine {
  readonly number: string
  readonly matter: string
  readonly service: string
  readonly area: string
  readonly unit: string
  readonly dueAt: Instant | null
  readonly isAlarm: boolean
  /** How often the unit was reminded, where that is told. */
  readonly measures: number
}

type Row = Pick<QueueRow, 'number' | 'matter' | 'serviceCode' | 'areaCode' | 'dueAt' | 'alarm'> & {
  readonly leadUnit: string | null
  readonly measures?: number
}

export const decideLine = (row: Row, { house, visit }: PageContext): DecideLine => ({
  number: row.number,
  matter: row.matter,
  service: house.serviceNow(row.serviceCode, visit.language),
  area: house.areaName(row.areaCode, visit.language),
  unit: house.unitName(row.leadUnit, visit.language),
  dueAt: row.dueAt,
  isAlarm: row.alarm,
  measures: row.measures ?? 0,
})
