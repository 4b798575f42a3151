import { beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts'
import { autoDispatch } from '../../src/jobs/reconcile/auto-dispatch.ts'
import { callbackDue } from '../../src/jobs/reconcile/callback-due.ts'
import { closeUnreachable } from '../../src/jobs/reconcile/close-unreachable.ts'
import { ledgerReturn } from '../../src/jobs/reconcile/ledger-return.ts'
import { mergedChildren } from '../../src/jobs/reconcile/merged-children.ts'
import { purge } from '../../src/jobs/reconcile/purge.ts'
import { superviseOverdue, urgeOverdue, urgeUnsigned } from '../../src/jobs/reconcile/supervision.ts'
import { whistleMissed } from '../../src/jobs/reconcile/whistle-missed.ts'
import { whistlesDue } from '../../src/store/read/due.ts'
import { openTinyHouse, type TinyHouse } from '../actions/support/tiny-house.ts'
import { goodAnswer, goodReply, ledgerRequest } from '../support/flow.ts'
import { hotline, of } from '../support/world.ts'

const dispatcher = hotline('dispatcher')
const river = of('east-river')

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

/** Takes a request as far as the handling by its unit. */
const inHandling = async (more = {}, unit = river) => {
  const number = await house.register(more)
  await house.run(number, dispatcher, 'dispatch', { unitCode: unit.unit ?? '' })
  await house.run(number, unit, 'sign', {})
  await house.run(number, unit, 'recordContact', { means: 'phone', reached: true })
  return number
}

/** Each test leaves nothing due behind. */
const finish = async (number: string) => {
  await house.run(number, hotline('intake_agent'), 'withdraw', { reason: 'mistake' })
}

const measures = async (number: string) =>
  (await house.request(number)).overlays
    .filter((o) => o.kind === 'supervision')
    .map((o) => ('measure' in o.detail ? o.detail.measure : ''))

describe('reconcilers', () => {
  test('the callback begins when the limit has run out, reply or not, and only once', async () => {
    const silent = await inHandling()
    const replied = await inHandling()
    await house.run(replied, river, 'reply', goodReply)
    expect(await callbackDue(house.app, 10)).toBe(0)
    house.wait(30 * MINUTE)
    expect(await callbackDue(house.app, 10)).toBe(1)
    house.wait(7 * DAY)
    expect(await callbackDue(house.app, 10)).toBe(1)
    expect(await callbackDue(house.app, 10)).toBe(0)
    for (const number of [silent, replied]) {
      expect(await house.request(number)).toMatchObject({ state: 'callback_pending', scoringUnit: 'east-river' })
      expect((await house.types(number)).filter((type) => type === 'callback_opened')).toHaveLength(1)
      await finish(number)
    }
  })

  test('the oldest are opened first, and a bound is a bound', async () => {
    const numbers: string[] = []
    for (let index = 0; index < 7; index += 1) {
      numbers.push(await inHandling())
      house.wait(MINUTE)
    }
    house.wait(8 * DAY)
    expect(await callbackDue(house.app, 3)).toBe(3)
    const states = await Promise.all(numbers.map(async (number) => (await house.request(number)).state))
    expect(states.map((state) => state === 'callback_pending')).toEqual([true, true, true, false, false, false, false])
    expect(await callbackDue(house.app, 100)).toBe(4)
    for (const number of numbers) await finish(number)
  })

  test('what cannot be done now does not hide what can', async () => {
    const stuck = await inHandling()
    await house.run(stuck, river, 'requestLedger', ledgerRequest)
    await house.run(stuck, of('east', 'district_centre'), 'approveLedger', { ledger: 1 })
    await house.run(stuck, hotline('reviewer'), 'approveLedger', { ledger: 1 })
    // A held callback has no due moment; give it one, as a fault of the data would.
    await house.database.query('update service_request set callback_due_at = to_timestamp(1) where number = $1', [
      stuck,
    ])
    const other = await inHandling()
    house.wait(8 * DAY)
    expect(await callbackDue(house.another(), 1)).toBe(1)
    expect((await house.request(other)).state).toBe('callback_pending')
    expect((await house.request(stuck)).state).toBe('in_handling')
    await finish(stuck)
    await finish(other)
  })

  test('one that always throws keeps none of the others, and is told', async () => {
    const numbers = [await inHandling(), await inHandling(), await inHandling()]
    const [poison = ''] = numbers
    await house.asOwner(`create function pg_temp_fault() returns trigger language plpgsql as
      $$ begin if new.state = 'callback_pending' then raise exception 'broken row'; end if; return new; end $$`)
    await house.asOwner(`create trigger poisoned before update on hotline.service_request
      for each row when (old.number = ${poison}) execute function pg_temp_fault()`)
    house.wait(8 * DAY)
    expect(await callbackDue(house.app, 10)).toBe(2)
    await expect(callbackDue(house.app, 10)).rejects.toThrow('broken row')
    await house.asOwner('drop trigger poisoned on hotline.service_request')
    expect(await callbackDue(house.app, 10)).toBe(1)
    for (const number of numbers) await finish(number)
  })

  test('a ledger entry returns on its day of review', async () => {
    const number = await inHandling()
    await house.run(number, river, 'requestLedger', ledgerRequest)
    await house.run(number, of('east', 'district_centre'), 'approveLedger', { ledger: 1 })
    await house.run(number, hotline('reviewer'), 'approveLedger', { ledger: 1 })
    const held = await house.request(number)
    expect(held.callbackDueAt).toBeNull()
    house.wait(59 * DAY)
    expect(await ledgerReturn(house.app, 10)).toBe(0)
    house.wait(DAY)
    expect(await ledgerReturn(house.app, 10)).toBe(1)
    expect(await ledgerReturn(house.app, 10)).toBe(0)
    const back = await house.request(number)
    expect(back.dueAt).toBe((held.promisedAt ?? 0) + 60 * DAY)
    expect(back.callbackDueAt).toBe(back.dueAt)
    await finish(number)
  })

  test('a unit that does not sign is reminded once; one whose limit ran out is reminded, then supervised', async () => {
    house.at('2026-08-03 09:00')
    const number = await house.register()
    await house.run(number, dispatcher, 'dispatch', {})
    expect(await urgeUnsigned(house.app, 10)).toBe(0)
    house.at('2026-08-05 09:00')
    expect(await urgeUnsigned(house.app, 10)).toBe(1)
    expect(await urgeUnsigned(house.app, 10)).toBe(0)
    await house.run(number, river, 'sign', {})
    await house.run(number, river, 'recordContact', { means: 'phone', reached: true })
    await house.run(number, river, 'answerSupervision', { supervision: 1, answer: '已签收' })
    expect(await urgeOverdue(house.app, 10)).toBe(0)
    house.at('2026-08-10 09:01')
    expect(await callbackDue(house.app, 10)).toBe(1)
    expect(await urgeOverdue(house.app, 10)).toBe(1)
    expect(await urgeOverdue(house.app, 10)).toBe(0)
    expect(await superviseOverdue(house.app, 10)).toBe(0)
    house.wait(2 * DAY)
    expect(await superviseOverdue(house.app, 10)).toBe(1)
    expect(await superviseOverdue(house.app, 10)).toBe(0)
    expect(await measures(number)).toEqual(['urge', 'urge', 'supervise'])
    await finish(number)
  })

  test('a person who has reminded is enough', async () => {
    house.at('2026-09-01 09:00')
    const number = await house.register()
    await house.run(number, dispatcher, 'dispatch', {})
    house.at('2026-09-03 09:00')
    await house.run(number, hotline('supervisor'), 'urge', {})
    expect(await urgeUnsigned(house.app, 10)).toBe(0)
    await finish(number)
  })

  test('departments that let a whistle pass in silence are marked, those that answered are not', async () => {
    house.at('2026-09-07 09:00')
    const number = await inHandling()
    await house.run(number, river, 'whistle', {
      kind: 'comprehensive',
      departments: ['market', 'housing', 'environment'],
      issue: '违建',
    })
    await house.run(number, of('housing'), 'acknowledgeWhistle', { whistle: 1 })
    expect(await whistleMissed(house.app, 10)).toBe(0)
    house.wait(2 * HOUR + 1)
    expect(await whistleMissed(house.app, 10)).toBe(1)
    expect(await whistleMissed(house.app, 10)).toBe(0)
    expect((await house.types(number)).filter((type) => type === 'whistle_missed')).toHaveLength(2)
    await finish(number)
  })

  test('a whistle that outlives its request keeps no later one waiting', async () => {
    house.at('2026-09-10 09:00')
    const number = await inHandling()
    await house.run(number, river, 'whistle', { kind: 'comprehensive', departments: ['market'], issue: '违建' })
    await house.run(number, river, 'reply', goodReply)
    house.wait(HOUR)
    expect(await callbackDue(house.app, 10)).toBe(1)
    await house.run(number, hotline('callback_agent'), 'recordCallback', goodAnswer)
    expect(await house.request(number)).toMatchObject({ state: 'closed', overlays: [{ state: 'active' }] })
    house.wait(2 * HOUR)
    expect(await whistlesDue(house.database, house.app.clock.now(), null, 10)).toEqual([])
  })

  test('who is not reached after all attempts is closed, not before', async () => {
    house.at('2026-09-14 09:00')
    const number = await inHandling()
    await house.run(number, river, 'reply', goodReply)
    house.wait(30 * MINUTE)
    await callbackDue(house.app, 10)
    const agent = hotline('callback_agent')
    await house.run(number, agent, 'recordAttempt', { result: 'no_answer' })
    house.wait(3 * HOUR)
    await house.run(number, agent, 'recordAttempt', { result: 'busy' })
    house.at('2026-09-15 19:00')
    expect(await closeUnreachable(house.app, 10)).toBe(0)
    await house.run(number, agent, 'recordAttempt', { result: 'no_answer' })
    expect(await closeUnreachable(house.app, 10)).toBe(0)
    house.at('2026-09-16 20:00')
    expect(await closeUnreachable(house.app, 10)).toBe(1)
    expect(await closeUnreachable(house.app, 10)).toBe(0)
    expect(await house.request(number)).toMatchObject({ state: 'closed', disposition: 'unreachable' })
  })

  test('stragglers are dispatched by the rule; emergencies, doubtful services and objected ones are left to people', async () => {
    house.at('2026-09-21 09:00')
    const plain = await house.register()
    const gas = await house.register({ serviceCode: 'gas-smell' })
    const vendor = await house.register({ serviceCode: 'street-vendor' })
    const nowhere = await house.register({ areaCode: null })
    const objected = await house.register()
    await house.run(objected, dispatcher, 'dispatch', {})
    await house.run(objected, river, 'object', { ground: 'not-our-duty', legalBasis: '三定方案' })
    await house.run(objected, hotline('reviewer'), 'upholdObjection', { opinion: '属实' })
    expect(await autoDispatch(house.app, 100)).toBe(0)
    house.wait(2 * MINUTE)
    expect(await autoDispatch(house.app, 100)).toBe(1)
    expect(await autoDispatch(house.app, 100)).toBe(0)
    expect(await house.request(plain)).toMatchObject({ state: 'dispatched', leadUnit: 'east-river' })
    for (const number of [gas, vendor, nowhere, objected]) {
      expect((await house.request(number)).state).toBe('pending_dispatch')
      await finish(number)
    }
    await finish(plain)
  })

  test('children of a parent whose task was lost are opened, or taken out where it ended', async () => {
    const parent = await inHandling()
    const child = await house.register()
    await house.run(child, dispatcher, 'merge', { parent })
    await house.run(parent, river, 'reply', goodReply)
    expect(await mergedChildren(house.app, 10)).toBe(0)
    house.wait(30 * MINUTE)
    await callbackDue(house.app, 10)
    expect(await mergedChildren(house.app, 10)).toBe(1)
    expect(await mergedChildren(house.app, 10)).toBe(0)
    expect((await house.request(child)).state).toBe('callback_pending')

    const gone = await house.register()
    const left = await house.register()
    await house.run(left, dispatcher, 'merge', { parent: gone })
    await finish(gone)
    expect(await mergedChildren(house.app, 10)).toBe(1)
    expect(await house.request(left)).toMatchObject({ state: 'pending_dispatch', parentNumber: null })
    expect(await house.request(gone)).toMatchObject({ childCount: 0, state: 'withdrawn' })
  })

  test('keys, sessions and tries go when they have served', async () => {
    const now = house.app.clock.now()
    const at = (ago: number) => new Date(now - ago)
    const { database } = house
    await database.query(
      `insert into access_token (hash, id, role, label, created_at) values ('\\x01', 't', 'auditor', 'x', now())`,
    )
    for (const [key, ago] of [
      ['old', 25 * HOUR],
      ['new', 23 * HOUR],
    ] as const) {
      await database.query(
        `insert into idempotency_key (client, key, fingerprint, created_at) values ('c', $1, '\\x00', $2)`,
        [key, at(ago)],
      )
      await database.query(`insert into access_attempt (number, at) values (1, $1)`, [at(ago)])
    }
    for (const [hash, ago] of [
      ['\\x01', 13 * HOUR],
      ['\\x02', HOUR],
    ] as const) {
      await database.query(
        `insert into staff_session (hash, token_hash, created_at, last_used_at) values ($1, '\\x01', $2, $2)`,
        [hash, at(ago)],
      )
    }
    expect(await purge(house.app, 10)).toBe(3)
    expect(await purge(house.app, 10)).toBe(0)
    expect(await house.value('select string_agg(key, $1) from idempotency_key', [','])).toBe('new')
    expect(await house.value('select count(*) from staff_session')).toBe('1')
  })
})
