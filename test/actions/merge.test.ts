import { beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../../src/actions/execute.ts'
import { drainOutbox, tick } from '../../src/jobs/in-process.ts'
import { goodAnswer, goodReply } from '../support/flow.ts'
import { hotline, of, requesterOf } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

const dispatcher = hotline('dispatcher')
const unit = of('utilities')
const cold = { serviceCode: 'heating-cold', matter: '暖气不热' }

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse('2026-01-05 08:00')
})

/** Registered, not yet dispatched by the rule: the outbox is left alone. */
const family = async (children: number) => {
  const parent = await house.register(cold)
  const numbers: string[] = []
  for (let child = 0; child < children; child += 1) {
    numbers.push(
      await house.register({
        ...cold,
        requester: { name: '李某', phone: `+86139${String(child).padStart(8, '0')}`, email: '', door: '' },
      }),
    )
  }
  return { parent, children: numbers }
}

const handle = async (number: string) => {
  await house.run(number, dispatcher, 'dispatch', {})
  await house.run(number, unit, 'sign', {})
  await house.run(number, unit, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, unit, 'reply', goodReply)
}

describe('merging', () => {
  test('sixty calls from one compound: one parent is handled, sixty requesters are called back', async () => {
    const { parent, children } = await family(60)
    const outcomes = await Promise.all(
      children.map((child) => execute(house.app, dispatcher, child, { name: 'merge', input: { parent } })),
    )
    expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([])
    expect((await house.request(parent)).childCount).toBe(60)
    expect((await house.types(parent)).filter((type) => type === 'child_attached')).toHaveLength(60)
    await drainOutbox(house.app)
    expect((await house.request(parent)).state).toBe('dispatched')
    expect(await house.value(`select count(*) from work_order where number = any($1)`, [children])).toBe('0')

    await house.run(parent, unit, 'sign', {})
    await house.run(parent, unit, 'recordContact', { means: 'visit', reached: true })
    await house.run(parent, unit, 'reply', goodReply)
    house.wait(31 * 60_000)
    expect((await tick(house.app))['callback_due']).toBe(1)
    await drainOutbox(house.app)
    const states = await Promise.all(children.map((child) => house.request(child)))
    expect(new Set(states.map((child) => `${child.state} ${child.scoringUnit}`))).toEqual(
      new Set(['callback_pending utilities']),
    )
    for (const child of children) await house.run(child, hotline('callback_agent'), 'recordCallback', goodAnswer)
    expect(
      await house.value(
        `select count(*) from callback_attempt where number = any($1) and scores and unit_code = 'utilities'`,
        [children],
      ),
    ).toBe('60')
  })

  test('a merge that fails on the parent leaves no trace on the child', async () => {
    const { parent, children } = await family(1)
    const [child = ''] = children
    await house.run(parent, requesterOf(parent), 'withdraw', { reason: 'mistake' })
    expect(await house.refusal(child, dispatcher, 'merge', { parent })).toBe('parent_not_open')
    expect(await house.types(child)).toEqual(['registered'])
    expect(await house.refusal(child, dispatcher, 'merge', { parent: '26010500000000' })).toBe('request_not_found')
  })

  test('two processes that merge and unmerge around one parent lose nothing', async () => {
    const { parent, children } = await family(12)
    const other = house.another()
    const outcomes = await Promise.all(
      children.map((child, index) =>
        execute(index % 2 ? other : house.app, dispatcher, child, { name: 'merge', input: { parent } }),
      ),
    )
    const merged = children.filter((_, index) => outcomes[index]?.ok)
    expect((await house.request(parent)).childCount).toBe(merged.length)
    const taken = merged.slice(0, 5)
    await Promise.all(taken.map((child) => house.run(child, dispatcher, 'unmerge', { note: '不是同一件事' })))
    expect((await house.request(parent)).childCount).toBe(merged.length - taken.length)
    expect(await house.types(parent)).toHaveLength(1 + merged.length + taken.length)
    expect((await house.request(taken[0] ?? '')).state).toBe('pending_dispatch')
  })

  test('a merged requester withdraws: the parent has one child less', async () => {
    const { parent, children } = await family(2)
    for (const child of children) await house.run(child, dispatcher, 'merge', { parent })
    const [child = ''] = children
    const withdrawn = await house.run(child, requesterOf(child), 'withdraw', { reason: 'solved-itself' })
    expect(withdrawn).toMatchObject({ state: 'withdrawn', disposition: 'withdrawn' })
    expect(await house.request(parent)).toMatchObject({ childCount: 1 })
    expect((await house.types(parent)).at(-1)).toBe('child_detached')
  })

  test('the parent is withdrawn: its children are taken out and handled', async () => {
    const { parent, children } = await family(3)
    for (const child of children) await house.run(child, dispatcher, 'merge', { parent })
    await house.run(parent, requesterOf(parent), 'withdraw', { reason: 'mistake' })
    await drainOutbox(house.app)
    expect(await house.request(parent)).toMatchObject({ state: 'withdrawn', childCount: 0 })
    for (const child of children)
      expect(await house.request(child)).toMatchObject({ state: 'dispatched', parentNumber: null })
  })

  test('a lost task for the children is found by the reconciler', async () => {
    const { parent, children } = await family(2)
    for (const child of children) await house.run(child, dispatcher, 'merge', { parent })
    await handle(parent)
    house.wait(31 * 60_000)
    await tick(house.app)
    await house.database.query('delete from outbox')
    const reached = await tick(house.app)
    expect(reached['merged_children']).toBe(0)
    for (const child of children) expect((await house.request(child)).state).toBe('callback_pending')
  })

  test('if-seq speaks of the child, not of the parent that others change meanwhile', async () => {
    const { parent, children } = await family(2)
    const [first = '', second = ''] = children
    await house.run(first, dispatcher, 'merge', { parent })
    const stale = await execute(house.app, dispatcher, second, { name: 'merge', input: { parent } }, { ifSeq: 7 })
    expect(stale).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    const seen = await execute(house.app, dispatcher, second, { name: 'merge', input: { parent } }, { ifSeq: 1 })
    expect(seen.ok).toBe(true)
  })
})
