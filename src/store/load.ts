import type { Attachment } from '../core/work-order/attachment.ts'
import type { CallbackAttempt, ServiceRequest } from '../core/work-order/service-request.ts'
import type { Overlay } from '../core/work-order/overlay.ts'
import type { WorkOrder } from '../core/work-order/work-order.ts'
import { createGroup } from './group.ts'
import type { Database } from './database.ts'
import type { Loaded, Recent } from './recent.ts'
import { columnList, fromRow } from './rows.ts'
import { attachmentColumns, callbackColumns, overlayColumns, requestColumns, workOrderColumns } from './sql-tables.ts'

const children = (table: string, name: string): string =>
  `(select json_agg(c order by c.ordinal) from ${table} c where c.number = r.number) as ${name}`

const loadStatement = `select ${columnList(requestColumns, 'r')},
  ${children('work_order', 'work_orders')},
  ${children('overlay', 'overlays')},
  ${children('callback_attempt', 'callbacks')},
  ${children('attachment', 'attachments')}
from service_request r where r.number = any($1::bigint[])`

type Row = Record<string, unknown> & {
  number: string
  head_hash: Buffer
  work_orders: Record<string, unknown>[] | null
  overlays: Record<string, unknown>[] | null
  callbacks: Record<string, unknown>[] | null
  attachments: Record<string, unknown>[] | null
}

export type Loader = (number: string) => Promise<Loaded | undefined>

export interface Loaders {
  /** As the database has it now. */
  readonly load: Loader
  /** As this process saw it last, or else as the database has it: good enough to decide on, see `Recent`. */
  readonly loadRecent: (number: string) => Promise<{ readonly loaded: Loaded | undefined; readonly fresh: boolean }>
}

/** Reads requests to decide on. Loads that arrive together are one query. */
export function createLoaders(database: Database, recent: Recent): Loaders {
  const group = createGroup<string, Loaded | undefined>({
    most: 64,
    inFlight: 2,
    keyOf: (number) => number,
    run: async (numbers) => {
      const result = await database.query<Row>({ name: 'load', text: loadStatement, values: [numbers] })
      const found = new Map(result.rows.map((row) => [row.number, loaded(row)]))
      return numbers.map((number) => found.get(number))
    },
  })
  const load: Loader = async (number) => {
    const loaded = await group.add(number)
    if (loaded) recent.remember(loaded)
    return loaded
  }
  return {
    load,
    loadRecent: async (number) => {
      const remembered = recent.get(number)
      return remembered ? { loaded: remembered, fresh: false } : { loaded: await load(number), fresh: true }
    },
  }
}

function loaded(row: Row): Loaded {
  const { headHash, ...main } = fromRow(requestColumns, row) as unknown as ServiceRequest & { headHash: Buffer }
  const request: ServiceRequest = {
    ...main,
    workOrders: (row.work_orders ?? []).map((child) => childOf<WorkOrder>(workOrderColumns, child)),
    overlays: (row.overlays ?? []).map((child) => childOf<Overlay>(overlayColumns, child)),
    callbacks: (row.callbacks ?? []).map((child) => childOf<CallbackAttempt>(callbackColumns, child)),
    attachments: (row.attachments ?? []).map((child) => childOf<Attachment>(attachmentColumns, child)),
  }
  return { request, headHash }
}

/** Children know their request by standing in it. */
function childOf<T>(columns: Parameters<typeof fromRow>[0], row: Record<string, unknown>): T {
  const { number: _, ...child } = fromRow(columns, row)
  return child as T
}
