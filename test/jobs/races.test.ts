import { beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../../src/actions/execute.ts'
import { DAY } from '../../src/core/time.ts'
import { callbackDue } from '../../src/jobs/reconcile/callback-due.ts'
import { foldCounters } from '../../src/jobs/reconcile/fold-counters.ts'
import { superviseOverdue, urgeOverdue } from '../../src/jobs/reconcile/supervision.ts'
import { drainOutbox } from '../../src/jobs/in-process.ts'
import { systemActor } from '../../src/jobs/system-actor.ts'
import { openTinyHouse, type TinyHouse } from '../actions/support/tiny-house.ts'
import { hotline } from '../support/world.ts'

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

const registerMany = (count: number) => Promise.all(Array.from({ length: count }, () => house.register()))

const countOf = (type: string, numbers: readonly string[]) =>
  house.database.query<{ number: string; count: string }>(
    'select number, count(*) from journal_entry where type = $1 and number = any($2) group by number',
    [type, numbers],
  )

describe('several processes on one database', () => {
  test('two workers on two hundred due callbacks: each is opened exactly once', async () => {
    const numbers = await registerMany(200)
    await drainOutbox(house.app)
    house.wait(8 * DAY)
    const opened = await Promise.all([callbackDue(house.app, 200), callbackDue(house.another(), 200)])
    expect(opened.reduce((sum, count) => sum + count)).toBe(200)
    const { rows } = await countOf('callback_opened', numbers)
    expect(rows.filter((row) => row.count !== '1')).toEqual([])
    expect(rows).toHaveLength(200)
    const urged = await Promise.all([urgeOverdue(house.app, 200), urgeOverdue(house.another(), 200)])
    const again = await urgeOverdue(house.app, 200)
    expect(urged.reduce((sum, count) => sum + count) + again).toBe(200)
    const measures = await countOf('supervised', numbers)
    expect(measures.rows.filter((row) => row.count !== '1')).toEqual([])
    house.wait(DAY)
    const supervised = await Promise.all([superviseOverdue(house.app, 200), superviseOverdue(house.another(), 200)])
    expect(supervised.reduce((sum, count) => sum + count) + (await superviseOverdue(house.app, 200))).toBe(200)
  })

  test('five dispatch the same hundred requests: each is dispatched exactly once', async () => {
    const numbers = await registerMany(100)
    const racers = [house.app, house.another(), house.another(), house.another(), house.another()]
    const outcomes = await Promise.all(
      racers.flatMap((app, racer) =>
        numbers.map((number) =>
          execute(app, racer === 0 ? systemActor : hotline('dispatcher', `d${racer}`), number, {
            name: 'dispatch',
            input: {},
          }),
        ),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(100)
    const refusals = new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.code])))
    expect([...refusals].filter((code) => code !== 'move_not_allowed' && code !== 'conflict')).toEqual([])
    const { rows } = await countOf('dispatched', numbers)
    expect(rows.filter((row) => row.count !== '1')).toEqual([])
    expect(
      await house.value(`select count(*) from work_order where role = 'lead' and number = any($1)`, [numbers]),
    ).toBe('100')
  })

  test('counters equal a recount however many fold them at once', async () => {
    await house.database.query('delete from counter')
    await house.database.query('delete from counter_delta')
    const insert = `insert into counter_delta (unit_code, on_day, metric, amount)
      select 'u' || (n % 7), date '2026-03-01' + (n % 5), 'm' || (n % 3), (n % 11) - 3 from generate_series(1, 4000) n`
    const apps = [house.app, house.another(), house.another()]
    const folds = async (app: typeof house.app) => {
      let folded = 0
      for (let round = 0; round < 12; round += 1) folded += await foldCounters(app, 500)
      return folded
    }
    const [first] = await Promise.all([house.database.query(insert), ...apps.map(folds)])
    await house.database.query(insert)
    await Promise.all(apps.map(folds))
    expect(first.rowCount).toBe(4000)
    expect(await house.value('select count(*) from counter_delta')).toBe('0')
    const wrong = await house.value(
      `select count(*) from (
         select 'u' || (n % 7) as unit_code, date '2026-03-01' + (n % 5) as on_day, 'm' || (n % 3) as metric, 2 * sum((n % 11) - 3) as amount
         from generate_series(1, 4000) n group by 1, 2, 3
       ) recount full join counter using (unit_code, on_day, metric)
       where recount.amount is distinct from counter.amount`,
    )
    expect(wrong).toBe('0')
    expect(await house.value('select count(*) from counter')).toBe('105')
  })

  test('a fold that is broken off changes nothing', async () => {
    await house.database.query(
      `insert into counter_delta values ('u1', '2026-03-01', 'm1', 5), ('u1', '2026-03-01', 'm1', 6)`,
    )
    const before = await house.value(
      `select amount from counter where unit_code = 'u1' and on_day = '2026-03-01' and metric = 'm1'`,
    )
    await house.asOwner(`alter table hotline.counter add constraint never check (metric = '') not valid`)
    await expect(foldCounters(house.app, 100)).rejects.toThrow('never')
    await house.asOwner('alter table hotline.counter drop constraint never')
    expect(await house.value('select count(*) from counter_delta')).toBe('2')
    expect(await foldCounters(house.app, 100)).toBe(2)
    const after = await house.value(
      `select amount from counter where unit_code = 'u1' and on_day = '2026-03-01' and metric = 'm1'`,
    )
    expect(Number(after) - Number(before)).toBe(11)
  })
})
