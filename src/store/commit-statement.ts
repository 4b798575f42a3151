import { assignments, columnDefinitions, columnList } from './rows.ts'
import {
  attachmentColumns,
  callbackColumns,
  counterColumns,
  identityColumns,
  journalColumns,
  noticeColumns,
  outboxColumns,
  overlayColumns,
  requestBirthColumns,
  requestColumns,
  textColumns,
  workOrderColumns,
  type Columns,
} from './sql-tables.ts'

/** What a commit may carry, in the order of the statement's parameters; `entries` are always there. */
export const commitParts = [
  'entries',
  'updates',
  'inserts',
  'texts',
  'orders',
  'overlays',
  'callbacks',
  'attachments',
  'identities',
  'counters',
  'notices',
  'tasks',
] as const
export type CommitPart = (typeof commitParts)[number]
export type CommitRows = Readonly<Record<CommitPart, unknown[]>>

const birth = { ...requestColumns, ...requestBirthColumns }
const rows = (parameter: number, columns: Columns): string =>
  `json_to_recordset($${parameter}::json) as x(${columnDefinitions(columns)})`

const update = (parameter: number): string => `updated as (
  update service_request r set ${assignments(requestColumns, 'x', ['number'])}
  from json_to_recordset($${parameter}::json) as x(${columnDefinitions(requestColumns)}, expected_seq integer)
  where r.number = x.number and r.seq = x.expected_seq
  returning r.number
)`

const insert = (parameter: number): string => `inserted as (
  insert into service_request (${columnList(birth)})
  select ${columnList(birth, 'x')} from ${rows(parameter, birth)}
  on conflict do nothing
  returning number
)`

const entries = (parameter: number): string => `${beside('journal_entry', journalColumns)('entries', parameter)},
pending as (
  insert into journal_pending (number, seq, hash)
  select x.number, x.seq, x.hash from ${rows(parameter, journalColumns)} join done on done.number = x.number
)`

type Part = (name: string, parameter: number) => string

const beside =
  (table: string, columns: Columns): Part =>
  (name, parameter) => `${name} as (
  insert into ${table} (${columnList(columns)})
  select ${columnList(columns, 'x')} from ${rows(parameter, columns)} join done on done.number = x.number
)`

/** Rows that do not keep the number which says whose they are. */
const apart =
  (table: string, { number, ...columns }: Columns): Part =>
  (name, parameter) => `${name} as (
  insert into ${table} (${columnList(columns)})
  select ${columnList(columns, 'x')} from ${rows(parameter, { number: number ?? 'bigint', ...columns })}
  join done on done.number = x.number
)`

const child =
  (table: string, columns: Columns): Part =>
  (name, parameter) =>
    `${beside(table, columns)(name, parameter).replace(/\)$/, '')}  on conflict (number, ordinal) do update set ${assignments(columns, 'excluded', ['number', 'ordinal'])}
)`

/** A corrected identity takes the place of the first; a forgotten one stays forgotten. */
const identity: Part = (name, parameter) => `${name} as (
  insert into identity.requester as known (${columnList(identityColumns)})
  select ${columnList(identityColumns, 'x')} from ${rows(parameter, identityColumns)} join done on done.number = x.number
  on conflict (number) do update set ${assignments(identityColumns, 'excluded', ['number'])} where known.erased_at is null
)`

const dependent: Readonly<Record<Exclude<CommitPart, 'updates' | 'inserts' | 'entries'>, Part>> = {
  texts: beside('event_text', textColumns),
  orders: child('work_order', workOrderColumns),
  overlays: child('overlay', overlayColumns),
  callbacks: child('callback_attempt', callbackColumns),
  attachments: child('attachment', attachmentColumns),
  identities: identity,
  counters: apart('counter_delta', counterColumns),
  notices: beside('notice', noticeColumns),
  tasks: apart('outbox', outboxColumns),
}

export interface CommitStatement {
  readonly name: string
  readonly text: string
  /** Which parts are given, in the order of the parameters; the last parameter is the number that must win, or null. */
  readonly parts: readonly CommitPart[]
}

const made = new Map<string, CommitStatement>()

/**
 * The one statement that writes requests: the new state where the row's seq is still the one that
 * was read, its journal entries, texts, overlays, counters and tasks. A request that lost its race
 * writes nothing at all; with the last parameter given, every request must win or all of them lose.
 * Parts without rows are left out: each costs time even when it is empty.
 */
export function commitStatementFor(given: CommitRows): CommitStatement {
  const parts = commitParts.filter((part) => given[part].length > 0)
  const name = `commit ${parts.join(' ')}`
  let statement = made.get(name)
  if (!statement) made.set(name, (statement = { name: `commit_${made.size}`, text: textOf(parts), parts }))
  return statement
}

function textOf(parts: readonly CommitPart[]): string {
  const at = (part: CommitPart): number => parts.indexOf(part) + 1
  const winners = [
    ...(at('updates') ? ['select number from updated'] : []),
    ...(at('inserts') ? ['select number from inserted'] : []),
  ]
  const expressions = [
    ...(at('updates') ? [update(at('updates'))] : []),
    ...(at('inserts') ? [insert(at('inserts'))] : []),
    `done as (${winners.join(' union all ')})`,
    entries(at('entries')),
    ...Object.entries(dependent).flatMap(([part, write]) =>
      at(part as CommitPart) ? [write(part, at(part as CommitPart))] : [],
    ),
  ]
  const wanted = `$${parts.length + 1}::bigint`
  return `with ${expressions.join(',\n')}
select number from done
where ${wanted} is null or assert_whole((select count(*) from done), ${wanted})`
}
