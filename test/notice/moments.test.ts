import { beforeAll, describe, expect, test } from 'vitest'
import { noticeMoments } from '../../src/jobs/reconcile/notice-moments.ts'
import { HOUR } from '../../src/core/time.ts'
import { importRequest } from '../../src/actions/import-request.ts'
import { citizen } from './support/notice-house.ts'
import { openTinyHouse, type TinyHouse } from '../actions/support/tiny-house.ts'
import { hotline, intake, of } from '../support/world.ts'

let house: TinyHouse

beforeAll(async () => {
  house = await openTinyHouse()
})

const told = async (number: string): Promise<readonly string[]> =>
  (
    await house.asOwner(
      `select kind || ' ' || recipient as told from hotline.notice where number = $1 and seq < 0 order by at, kind`,
      [number],
    )
  ).map((row) => String(row['told']))

const newOrder = async (): Promise<string> => {
  const number = await house.register()
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  return number
}
const wholeWay = (number: string): Promise<number> => house.request(number).then(({ dueAt }) => dueAt ?? 0)

describe('an order and its limit', () => {
  test('is told of a day before it runs out, and once it has: each once, whoever looks', async () => {
    house.at('2026-03-02 09:00')
    const number = await newOrder()
    const dueAt = await wholeWay(number)
    const untilSoon = dueAt - 24 * HOUR - house.app.clock.now()
    house.wait(untilSoon - 60_000)
    expect(await noticeMoments(house.app, 100)).toBe(0)
    house.wait(60_000)
    const other = house.another()
    await Promise.all([noticeMoments(house.app, 100), noticeMoments(other, 100), noticeMoments(house.app, 100)])
    expect(await told(number)).toEqual(['due_soon east-river'])
    house.wait(24 * HOUR)
    await Promise.all([noticeMoments(house.app, 100), noticeMoments(other, 100)])
    await noticeMoments(house.app, 100)
    expect(await told(number)).toEqual(['due_soon east-river', 'district_overdue east', 'overdue east-river'])
  })

  test('a fifth of the time is soon where the time is short', async () => {
    house.at('2026-04-01 09:00')
    const number = await house.register({ serviceCode: 'gas-smell' })
    await house.run(number, hotline('dispatcher'), 'dispatch', {})
    house.wait(95 * 60_000)
    await noticeMoments(house.app, 100)
    expect(await told(number)).toEqual([])
    house.wait(60_000)
    await noticeMoments(house.app, 100)
    expect(await told(number)).toEqual(['due_soon utilities'])
  })

  test('nobody is reminded of what was answered, and nobody of what ran out long ago', async () => {
    house.at('2026-05-06 09:00')
    const answered = await newOrder()
    const unit = of('east-river')
    await house.run(answered, unit, 'sign', {})
    await house.run(answered, unit, 'recordContact', { means: 'phone', reached: true } as never)
    const reply = { result: '已处理', publicReply: '已处理', evidence: ['p1'], solved: 'yes', requesterInformed: true }
    await house.run(answered, unit, 'reply', reply as never)
    const forgotten = await newOrder()
    house.wait((await wholeWay(forgotten)) - house.app.clock.now() + 8 * 24 * HOUR)
    await noticeMoments(house.app, 100)
    expect(await told(answered)).toEqual([])
    expect(await told(forgotten)).toEqual([])
  })

  test('the bound of a run holds, and the next one goes on', async () => {
    house.at('2026-06-02 09:00')
    const numbers = await Promise.all(Array.from({ length: 5 }, newOrder))
    house.wait((await wholeWay(numbers[0] ?? '')) - house.app.clock.now() - HOUR)
    expect(await noticeMoments(house.app, 3)).toBe(3)
    expect(await noticeMoments(house.app, 3)).toBe(2)
    expect(await noticeMoments(house.app, 3)).toBe(0)
  })
})

describe('the past', () => {
  test.each(['open', 'imported'] as const)('an import (%s) tells nobody', async (outcome) => {
    const registeredAt = house.app.clock.now() - 90 * 24 * HOUR
    const past = {
      intake: intake({ channel: 'import', messageId: outcome, requester: citizen }),
      registeredAt,
      outcome,
      closedAt: registeredAt + HOUR,
    }
    const imported = await importRequest(house.app, past)
    if (!imported.ok) throw new Error(imported.refusal.code)
    expect(await house.value('select count(*)::int from notice where number = $1', [imported.number])).toBe(0)
  })

  test('where nothing leaves the house nothing waits to', async () => {
    expect(await house.value('select count(*)::int from notice where waits_since is not null')).toBe(0)
    expect(await house.value('select count(*)::int from notice')).toBeGreaterThan(10)
  })

  test('what is due is found by an index', async () => {
    const client = await house.database.connect()
    try {
      await client.query('set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off')
      for (const [text, index] of [
        ['from notice where waits_since <= now() order by waits_since, number limit 10', 'notice_waiting'],
        [
          `from notice where recipient = 'east' and recipient <> '@requester'
            order by at desc, number desc, seq desc, kind limit 10`,
          'notice_inbox',
        ],
        [
          `from notice_delivery where state = 'pending' and next_attempt_at <= now()
            order by next_attempt_at, id limit 10`,
          'notice_delivery_due',
        ],
      ] as const) {
        const { rows } = await client.query<Record<string, string>>(`explain select * ${text}`)
        const plan = rows.flatMap((row) => Object.values(row)).join('\n')
        expect(plan).toContain(index)
        expect(plan).not.toContain('Sort')
      }
    } finally {
      client.release(true)
    }
  })
})
