import type { Loaded } from '../recent.ts'
import { toJsonRow } from '../rows.ts'
import { attachmentColumns, callbackColumns, overlayColumns, requestColumns, workOrderColumns } from '../sql-tables.ts'

export interface Difference {
  /** The request, or a counter as `day unit metric`. */
  readonly of: string
  readonly part: 'request' | 'work_order' | 'overlay' | 'callback_attempt' | 'attachment' | 'counter'
  /** As the journal tells it, canonical JSON; null where it tells of none. */
  readonly told: string | null
  readonly stored: string | null
}

type Row = Readonly<Record<string, unknown>>

/** A request as rows of its tables, whether the journal told it or the database. */
export interface RequestParts {
  readonly request: readonly [Row]
  readonly work_order: readonly Row[]
  readonly overlay: readonly Row[]
  readonly callback_attempt: readonly Row[]
  readonly attachment: readonly Row[]
}

export function partsOf({ request, headHash }: Loaded): RequestParts {
  const { number } = request
  return {
    request: [toJsonRow(requestColumns, { ...request, headHash })],
    work_order: request.workOrders.map((child) => toJsonRow(workOrderColumns, { ...child, number })),
    overlay: request.overlays.map((child) => toJsonRow(overlayColumns, { ...child, number })),
    callback_attempt: request.callbacks.map((child) => toJsonRow(callbackColumns, { ...child, number })),
    attachment: request.attachments.map((child) => toJsonRow(attachmentColumns, { ...child, number })),
  }
}
