import { assignments, columnDefinitions, columnList } from './rows.ts'
import {
  callbackColumns,
  counterColumns,
  identityColumns,
  journalColumns,
  outboxColumns,
  overlayColumns,
  requestBirthColumns,
  requestColumns,
  textColumns,
  workOrderColumns,
  type Columns,
} from './sql-tables.ts'

const birth = { ...requestColumns, ...requestBirthColumns }
const rows = (parameter: number, columns: Columns): string =>
  `json_to_recordset($${parameter}::json) as x(${columnDefinitions(columns)})`

/** A corrected identity takes the place of the first; a forgotten one stays forgotten. */
const upsertIdentity = (parameter: number): string => `
identities as (
  insert into identity.requester as known (${columnList(identityColumns)})
  select ${columnList(identityColumns, 'x')} from ${rows(parameter, identityColumns)} join done on done.number = x.number
  on conflict (number) do update set ${assignments(identityColumns, 'excluded', ['number'])} where known.erased_at is null
)`

const upsertChild = (name: string, table: string, parameter: number, columns: Columns): string => `
${name} as (
  insert into ${table} (${columnList(columns)})
  select ${columnList(columns, 'x')} from ${rows(parameter, columns)} join done on done.number = x.number
  on conflict (number, ordinal) do update set ${assignments(columns, 'excluded', ['number', 'ordinal'])}
)`

const insertBeside = (name: string, table: string, parameter: number, columns: Columns): string => `
${name} as (
  insert into ${table} (${columnList(columns)})
  select ${columnList(columns, 'x')} from ${rows(parameter, columns)} join done on done.number = x.number
)`

const withoutNumber = ({ number: _, ...columns }: Columns): Columns => columns

const insertWithoutNumber = (name: string, table: string, parameter: number, columns: Columns): string => `
${name} as (
  insert into ${table} (${columnList(withoutNumber(columns))})
  select ${columnList(withoutNumber(columns), 'x')} from ${rows(parameter, columns)} join done on done.number = x.number
)`

/**
 * The one statement that writes requests: the new state where the row's seq is still the one that
 * was read, its journal entries, texts, overlays, counters and tasks. A request that lost its race
 * writes nothing at all; with $11 given, every request must win or all of them lose.
 */
export const commitStatement = `with
updated as (
  update service_request r set ${assignments(requestColumns, 'x', ['number'])}
  from json_to_recordset($1::json) as x(${columnDefinitions(requestColumns)}, expected_seq integer)
  where r.number = x.number and r.seq = x.expected_seq
  returning r.number
),
inserted as (
  insert into service_request (${columnList(birth)})
  select ${columnList(birth, 'x')} from ${rows(2, birth)}
  on conflict do nothing
  returning number
),
done as (select number from updated union all select number from inserted),
${insertBeside('entries', 'journal_entry', 3, journalColumns)},
pending as (
  insert into journal_pending (number, seq, hash)
  select x.number, x.seq, x.hash from ${rows(3, journalColumns)} join done on done.number = x.number
),
${insertBeside('texts', 'event_text', 4, textColumns)},
${upsertChild('orders', 'work_order', 5, workOrderColumns)},
${upsertChild('overlays', 'overlay', 6, overlayColumns)},
${upsertChild('callbacks', 'callback_attempt', 7, callbackColumns)},
${upsertIdentity(8)},
${insertWithoutNumber('counters', 'counter_delta', 9, counterColumns)},
${insertWithoutNumber('tasks', 'outbox', 10, outboxColumns)}
select number from done
where $11::bigint is null or assert_whole((select count(*) from done), $11::bigint)`
