import type { QueryConfig, QueryResult, QueryResultRow } from 'pg'
import type { Database } from '../database.ts'

/** A task that a commit left to be done. */
export interface WaitingTask {
  readonly id: string
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** The oldest waiting tasks, in the order in which their commits wrote them. */
export async function waitingTasks(database: Database, limit: number): Promise<readonly WaitingTask[]> {
  const result = await database.query<WaitingTask>({
    name: 'waiting_tasks',
    text: 'select id, task, payload from hotline.outbox order by id limit $1',
    values: [limit],
  })
  return result.rows
}

/** Takes tasks away that are done. */
export async function removeTasks(database: Database, ids: readonly string[]): Promise<void> {
  await database.query({
    name: 'remove_tasks',
    text: 'delete from hotline.outbox where id = any($1::bigint[])',
    values: [ids],
  })
}

/** How often a task is tried before it is laid aside; the others go on meanwhile. */
export const mostTries = 8

/**
 * Hands waiting tasks to the job runner in one statement: a task is in one of the two, never in both
 * and never in neither. The more urgent the request, the sooner its turn; of one key the last counts.
 */
const handOverStatement = `with taken as (
  delete from hotline.outbox where id in (
    select id from hotline.outbox order by id limit $1 for update skip locked
  ) returning id, task, payload, job_key
), once as (
  select distinct on (coalesce(job_key, id::text)) * from taken order by coalesce(job_key, id::text), id desc
), specs as (
  select array_agg((task, payload::json, null::text, null::timestamptz, ${mostTries}::smallint, job_key,
    coalesce(substring(payload ->> 'level' from '^L([1-9])$')::smallint, 5::smallint), null::text[]
  )::graphile_worker.job_spec order by id) as list from once
), added as (
  select count(*) as jobs from specs, lateral graphile_worker.add_jobs(specs.list) where specs.list is not null
)
select (select count(*) from taken)::integer as taken, jobs from added`

/** A connection or pool that acts with the owner's rights. */
export interface OwnerConnection {
  query<Row extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<Row>>
}

/** Moves at most `limit` tasks to the job runner's queue; needs the owner's rights. Returns how many were taken. */
export async function handOverTasks(owner: OwnerConnection, limit: number): Promise<number> {
  const result = await owner.query<{ taken: number }>({ name: 'hand_over', text: handOverStatement, values: [limit] })
  return result.rows[0]?.taken ?? 0
}

/** Names of the worker pools whose jobs are marked as being done. */
export async function poolsAtWork(owner: OwnerConnection): Promise<readonly string[]> {
  const { rows } = await owner.query<{ pool: string }>({
    text: 'select distinct locked_by as pool from graphile_worker.jobs where locked_by is not null order by 1',
  })
  return rows.map((row) => row.pool)
}

/** Gives the jobs of a pool that died back, to be done by the others. */
export async function releasePool(owner: OwnerConnection, pool: string): Promise<void> {
  await owner.query({ text: 'select graphile_worker.force_unlock_workers($1::text[])', values: [[pool]] })
}
