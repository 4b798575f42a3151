import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DAY } from '../../src/core/time.ts'
import { startWorker, type Worker } from '../../src/main/worker.ts'
import { openTinyHouse, type TinyHouse } from '../actions/support/tiny-house.ts'

let house: TinyHouse
let workers: Worker[] = []
let faults: string[] = []

beforeAll(async () => {
  house = await openTinyHouse()
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
  faults = []
})

const start = async (app = house.app) => {
  const worker = await startWorker(
    { app, ownerUrl: house.ownerUrl },
    { concurrency: 4, pace: 0.05, onFault: (where, error) => faults.push(`${where}: ${String(error)}`) },
  )
  workers.push(worker)
  return worker
}

/** Waits until something has come true; the test's own time limit says when it never will. */
const until = async (isTrue: () => Promise<boolean>) => {
  while (!(await isTrue())) await pause(25)
}
const count = (text: string, values: readonly unknown[] = []) =>
  house.asOwner(text, values).then(([row]) => Number(row?.['count']))
const registerMany = (many: number) => Promise.all(Array.from({ length: many }, () => house.register()))
const inState = (numbers: readonly string[], state: string) =>
  count('select count(*) from hotline.service_request where number = any($1) and state = $2', [numbers, state])

describe('the worker', () => {
  test('two that start at once on a bare database do all that waits, each task once', async () => {
    const numbers = await registerMany(120)
    const [one, two] = await Promise.all([start(), start(house.another())])
    await until(async () => (await inState(numbers, 'dispatched')) === 120)
    expect(
      await count(`select count(*) from hotline.journal_entry where type = 'dispatched' and number = any($1)`, [
        numbers,
      ]),
    ).toBe(120)
    expect([one.healthy(), two.healthy()]).toEqual([true, true])
    house.wait(8 * DAY)
    await until(async () => (await inState(numbers, 'callback_pending')) === 120)
    expect(
      await count(`select count(*) from hotline.journal_entry where type = 'callback_opened' and number = any($1)`, [
        numbers,
      ]),
    ).toBe(120)
    await until(async () => (await count('select count(*) from graphile_worker.jobs')) === 0)
    expect(faults).toEqual([])
  })

  test('a poisoned task is tried eight times and laid aside, the others are done', async () => {
    await start()
    await house.database.query(
      `insert into outbox (task, payload, job_key) values ('dispatch_by_rule', '{"number": 7}', 'poison')`,
    )
    const numbers = await registerMany(20)
    await until(async () => (await inState(numbers, 'dispatched')) === 20)
    const poison = `select count(*) from graphile_worker.jobs where key = 'poison' and attempts = $1 and locked_at is null`
    for (let tried = 1; tried <= 8; tried += 1) {
      await until(async () => (await count(poison, [tried])) === 1)
      // Its next turn would come later and later: it is brought forward.
      await house.asOwner(
        `select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where key = 'poison'), now())`,
      )
    }
    const more = await registerMany(20)
    await until(async () => (await inState(more, 'dispatched')) === 20)
    expect(await count(poison, [8])).toBe(1)
    expect(await house.asOwner(`select last_error from graphile_worker.jobs where key = 'poison'`)).toEqual([
      { last_error: expect.stringContaining('without a request number') },
    ])
    await house.asOwner(
      `select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where key = 'poison'))`,
    )
  })

  test('jobs in the hands of a process that was killed are taken over', async () => {
    await start()
    const numbers = await registerMany(3)
    await until(async () => (await inState(numbers, 'dispatched')) === 3)
    await Promise.all(workers.map((worker) => worker.stop()))
    workers = []
    const held = await house.register()
    await house.asOwner(`select graphile_worker.add_job('dispatch_by_rule', json_build_object('number', $1::text))`, [
      held,
    ])
    await house.asOwner(
      `update graphile_worker._private_jobs set locked_by = 'pool-of-the-dead', locked_at = now(), attempts = 1`,
    )
    await house.database.query('delete from outbox')
    await start()
    await until(async () => (await inState([held], 'dispatched')) === 1)
  })

  test('it outlives the loss of every connection, and loses nothing', async () => {
    const worker = await start()
    const before = await registerMany(10)
    await until(async () => (await inState(before, 'dispatched')) === 10)
    for (let round = 0; round < 3; round += 1) {
      await house.asOwner(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      await pause(250)
    }
    const after = await registerMany(10)
    await until(async () => (await inState(after, 'dispatched')) === 10)
    expect(worker.healthy()).toBe(true)
    house.wait(8 * DAY)
    await until(async () => (await inState(after, 'callback_pending')) === 10)
  })

  test('a task that was handed over is never in neither place', async () => {
    await house.asOwner('delete from hotline.outbox')
    await house.database.query(
      `insert into outbox (task, payload, job_key) select 'dispatch_by_rule', jsonb_build_object('number', n::text), 'k' || n from generate_series(1, 50) n`,
    )
    await house.asOwner(
      `alter table graphile_worker._private_jobs add constraint refused check (key <> 'k50') not valid`,
    )
    await start()
    await until(async () => faults.some((fault) => fault.includes('refused')))
    expect(await count('select count(*) from hotline.outbox')).toBe(50)
    await house.asOwner('alter table graphile_worker._private_jobs drop constraint refused')
    await until(async () => (await count('select count(*) from hotline.outbox')) === 0)
    await until(async () => (await count('select count(*) from graphile_worker.jobs')) === 0)
  })
})
