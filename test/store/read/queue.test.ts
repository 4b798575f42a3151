import { beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../../../src/actions/execute.ts'
import { DAY } from '../../../src/core/time.ts'
import { cursorOf, readCursor } from '../../../src/store/read/cursor.ts'
import { queue, type QueueQuery, type QueueRow } from '../../../src/store/read/queue.ts'
import { openApiHouse, unitFor, type ApiHouse } from '../../http/support/api-house.ts'
import type { Role } from '../../../src/core/permission/roles.ts'

let house: ApiHouse
const numbers: Record<string, string> = {}

const act = async (
  number: string | undefined,
  resource: string,
  role: Role,
  body: unknown = {},
  unit = unitFor[role],
) => {
  const reply = await house.post(`/requests/${number}/${resource}`, { token: await house.tokenOf(role, unit), body })
  if (reply.status !== 200) throw new Error(`${resource}: ${reply.text}`)
}

beforeAll(async () => {
  house = await openApiHouse()
  const names = [
    'registered',
    'waiting',
    'lead',
    'objected',
    'extended',
    'helped',
    'whistled',
    'escalated',
    'redirected',
    'reclassified',
  ]
  for (const name of names) {
    const more = name === 'registered' || name === 'redirected' ? { serviceCode: undefined } : {}
    numbers[name] = (await house.file({ ...more, matter: `${name} ${'字'.repeat(200)}` })).number
  }
  for (const name of ['lead', 'objected', 'extended', 'helped', 'whistled', 'escalated', 'reclassified']) {
    await act(numbers[name], 'dispatch', 'dispatcher')
  }
  for (const name of ['extended', 'helped', 'whistled', 'escalated']) await act(numbers[name], 'sign', 'unit_head')
  await act(numbers['objected'], 'object', 'unit_head', { ground: 'not-our-duty', legalBasis: '三定方案' })
  await act(numbers['extended'], 'request-extension', 'unit_head', {
    reason: 'weather',
    amount: 1,
    requesterInformed: true,
    explanation: '雨',
  })
  await act(numbers['helped'], 'add-assist', 'unit_head', { unitCode: 'housing', task: '查' })
  await act(numbers['whistled'], 'whistle', 'unit_head', {
    kind: 'comprehensive',
    departments: ['environment'],
    issue: '看',
  })
  await act(numbers['escalated'], 'escalate', 'unit_head', { to: 'east', problem: '难' })
  await act(numbers['redirected'], 'propose-redirect', 'intake_agent', { disposition: 'legal-route' })
  await act(numbers['reclassified'], 'reclassify', 'dispatcher', { serviceCode: otherService(), note: '更正' })
})

const otherService = (): string => {
  const version = house.app.rulebook.catalogueOn('2026-01-01')
  const codes =
    version?.classes.flatMap((one) => one.groups.flatMap((group) => group.services.map((service) => service.code))) ??
    []
  return codes.find((code) => code !== 'street-litter') ?? ''
}

const ask = (role: Role, more: Partial<QueueQuery> = {}) =>
  queue(house.database, { role, unit: unitFor[role], now: Date.now() + 30 * DAY, limit: 100, ...more })
const names = (rows: readonly QueueRow[]) =>
  rows.map((row) => `${row.task} ${Object.keys(numbers).find((name) => numbers[name] === row.number)}`).sort()

const mine = [
  'lead lead',
  'lead objected',
  'lead extended',
  'lead helped',
  'lead whistled',
  'lead escalated',
  'lead reclassified',
].sort()

describe('each role has its work', () => {
  test.each<readonly [Role, Partial<QueueQuery>, readonly string[]]>([
    ['intake_agent', {}, ['intake registered']],
    ['dispatcher', {}, ['dispatch registered', 'dispatch waiting']],
    ['dispatcher', { state: 'pending_dispatch' }, ['dispatch waiting']],
    ['shift_lead', {}, ['extension extended', 'reclassification reclassified', 'redirect redirected']],
    ['reviewer', {}, ['extension extended', 'objection objected']],
    ['reviewer', { task: 'objection' }, ['objection objected']],
    ['unit_head', {}, mine],
    ['unit_handler', {}, mine],
    ['unit_head', { unit: 'housing' }, ['assist helped']],
    ['unit_head', { unit: 'environment' }, ['whistle whistled']],
    ['unit_head', { unit: 'west-lake' }, []],
    ['district_centre', {}, [...mine.map((one) => one.replace('lead ', 'copy ')), 'escalation escalated'].sort()],
    ['district_centre', { unit: 'west' }, []],
    [
      'supervisor',
      { unit: undefined },
      [...mine.map((one) => one.replace('lead ', 'overdue ')), 'reclassification reclassified'].sort(),
    ],
    ['supervisor', { unit: 'west' }, []],
    ['supervisor', { unit: undefined, now: 0 }, ['reclassification reclassified']],
    ['callback_agent', {}, []],
    ['auditor', {}, []],
    ['system_admin', {}, []],
  ])('%s %j', async (role, more, expected) => {
    const page = await ask(role, more)
    expect(names(page.rows)).toEqual(expected)
    expect(page.next).toBeNull()
  })
})

test('who calls back sees what to ask about and not the unit that is asked about', async () => {
  const { number } = await house.file()
  await act(number, 'dispatch', 'dispatcher')
  await act(number, 'sign', 'unit_head', {}, 'east-river')
  await act(number, 'record-contact', 'unit_head', { means: 'phone', reached: true })
  const reply = { result: '已修', publicReply: '已修好', evidence: ['doc-1'], solved: 'yes', requesterInformed: true }
  await act(number, 'reply', 'unit_head', reply)
  house.wait(DAY)
  const opened = await execute(house.app, { id: 'system', role: 'system' }, number, { name: 'openCallback', input: {} })
  expect(opened.ok).toBe(true)
  const { rows } = await ask('callback_agent')
  expect(rows).toMatchObject([{ number, task: 'callback', state: 'callback_pending', leadUnit: null }])
  const seen = await house.get(`/requests/${number}`, { token: await house.tokenOf('callback_agent') })
  expect(seen.text).not.toContain('east-river')
})

describe('pages', () => {
  test.each([1, 2, 3, 5])('of %i follow each other without a gap and without a double', async (limit) => {
    for (const role of ['unit_head', 'district_centre', 'supervisor', 'shift_lead', 'dispatcher'] as const) {
      const whole = (await ask(role)).rows
      const found: QueueRow[] = []
      for (let after: QueueQuery['after'], more = true; more;) {
        const page = await ask(role, { limit, after })
        found.push(...page.rows)
        more = page.next !== null
        after = page.next === null ? undefined : readCursor(page.next)
        expect(page.rows.length).toBeLessThanOrEqual(limit)
      }
      expect(found).toEqual(whole)
    }
  })

  test('are ordered by what is due first', async () => {
    const due = (await ask('unit_head')).rows.map((row) => row.dueAt ?? 0)
    expect(due).toEqual([...due].sort((a, b) => a - b))
  })

  test('show the first 120 characters', async () => {
    for (const row of (await ask('unit_head')).rows) expect(row.matter).toHaveLength(120)
  })

  test('go on only from our own cursors', () => {
    const key = { sortAt: 1_795_320_139_504, number: '26112200000127', task: 'lead' }
    expect(readCursor(cursorOf(key))).toEqual(key)
    for (const wrong of ['', 'x', '!!', 'a'.repeat(200), Buffer.from("1.2.lead'--").toString('base64url')]) {
      expect(readCursor(wrong)).toBeUndefined()
    }
  })
})
