import type { Loaded } from '../recent.ts'
import { assignments, columnDefinitions, columnList } from '../rows.ts'
import {
  attachmentColumns,
  callbackColumns,
  overlayColumns,
  requestColumns,
  workOrderColumns,
  type Columns,
} from '../sql-tables.ts'
import type { Queryable } from './queryable.ts'
import { partsOf } from './rebuild-parts.ts'

const rows = (columns: Columns): string => `json_to_recordset($1::json) as x(${columnDefinitions(columns)})`

// A request whose row is gone comes back without what only its registration wrote.
const requestText = `insert into service_request (${columnList(requestColumns)}, language)
  select ${columnList(requestColumns, 'x')}, 'und' from ${rows(requestColumns)}
  on conflict (number) do update set ${assignments(requestColumns, 'excluded', ['number'])}`

const children = {
  work_order: workOrderColumns,
  overlay: overlayColumns,
  callback_attempt: callbackColumns,
  attachment: attachmentColumns,
} as const

/** Makes the stored rows of a request what its stream tells. */
export async function rewriteRequest(client: Queryable, told: Loaded): Promise<void> {
  const parts = partsOf(told)
  await client.query(requestText, [JSON.stringify(parts.request)])
  for (const table of ['work_order', 'overlay', 'callback_attempt', 'attachment'] as const) {
    const columns = children[table]
    await client.query(`delete from ${table} where number = $1`, [told.request.number])
    await client.query(
      `insert into ${table} (${columnList(columns)}) select ${columnList(columns, 'x')} from ${rows(columns)}`,
      [JSON.stringify(parts[table])],
    )
  }
}
