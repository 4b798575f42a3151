import { describe, expect, test } from 'vitest'
import { besideMarks, emptyBeside } from '../../../src/core/assessment/beside.ts'
import { emptyCounts, type UnitCounts } from '../../../src/core/assessment/counts.ts'
import { score } from '../../../src/core/assessment/score.ts'
import { talliesOf } from '../../../src/core/assessment/tally.ts'
import { DAY, HOUR } from '../../../src/core/time.ts'
import {
  badAnswer,
  callbackPending,
  closed,
  dispatched,
  extensionRequest,
  goodAnswer,
  inHandling,
  ledgerRequest,
  objection,
  openCallbackWhenDue,
  signed,
} from '../../support/flow.ts'
import { folded } from '../../support/life-invariants.ts'
import { createWorld, hotline, of, system, type World } from '../../support/world.ts'
import { scheme } from './scheme-fixture.ts'

/* The scenarios of the specification, section 10a, that concern who is scored for what, each told as it is there. */

const caller = hotline('callback_agent')
const reviewer = hotline('reviewer')
const river = of('east-river')

/** What one unit is counted by the whole streams of requests. */
function counted(world: World, unit: string, ...numbers: string[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const number of numbers) {
    for (const { before, event, after } of folded(number, world.events(number))) {
      for (const { unitCode, metric, amount } of talliesOf(before, event, after, 'Asia/Shanghai')) {
        if (unitCode === unit) sums[metric] = (sums[metric] ?? 0) + amount
      }
    }
  }
  return sums
}

const scored = (world: World, unit: string, ...numbers: string[]) =>
  score({ ...emptyCounts, ...(counted(world, unit, ...numbers) as Partial<UnitCounts>) }, scheme)

test('4: labour arbitration is under way: redirected with the legal route, and counted for no unit', () => {
  const world = createWorld()
  const number = world.register()
  world.run(number, hotline('intake_agent'), 'proposeRedirect', { disposition: 'legal-route' })
  world.run(number, hotline('shift_lead'), 'confirmRedirect', {})
  expect(world.request(number).state).toBe('redirected')
  for (const { code } of world.rulebook.pack.units) {
    const { received: _, ...rest } = counted(world, code, number)
    expect(rest, code).toEqual({})
  }
})

test('8: a department objects on day 2 and is refused: the original deadline still stands', () => {
  const world = createWorld()
  const number = dispatched(world)
  const { dueAt } = world.request(number)
  world.wait(HOUR).run(number, river, 'object', objection)
  world.wait(HOUR).run(number, reviewer, 'refuseObjection', {
    opinion: '属于职责',
  })
  expect(world.request(number).dueAt).toBe(dueAt)
  expect(counted(world, 'east-river', number)).toMatchObject({ objected: 1, dispatched: 1 })
  expect(counted(world, 'east-river', number)).not.toHaveProperty('objectionUpheld')
})

describe('13: an extension', () => {
  test('asked for after the deadline is refused', () => {
    const world = createWorld()
    const number = inHandling(world)
    world.wait((world.request(number).dueAt ?? 0) - world.now() + 1)
    expect(world.refusal(number, river, 'requestExtension', extensionRequest(2))).toBe('deadline_passed')
  })

  test('before it, with the requester told, is granted: the callback waits for the new day', () => {
    const world = createWorld()
    const number = inHandling(world)
    const { dueAt } = world.request(number)
    world.run(number, river, 'requestExtension', extensionRequest(2))
    const extension = world.request(number).overlays.at(-1)?.ordinal ?? 0
    world.run(number, reviewer, 'decideExtension', { extension, granted: true })
    expect(world.request(number).dueAt).toBeGreaterThan(dueAt ?? Infinity)
    expect(world.request(number).callbackDueAt).toBe(world.request(number).dueAt)
  })
})

test('14: a lift needs the neighbours’ consent: on the ledger nobody is asked; when it returns, the callback happens', () => {
  const world = createWorld()
  const number = inHandling(world)
  world.run(number, river, 'requestLedger', ledgerRequest)
  world.run(number, of('east', 'district_centre'), 'approveLedger', { ledger: 1 })
  world.run(number, reviewer, 'approveLedger', { ledger: 1 })
  world.wait(30 * DAY)
  expect(world.refusal(number, system, 'openCallback', {})).toBe('callback_held')
  expect(counted(world, 'east-river', number)).not.toHaveProperty('callbackDue')
  world.wait(31 * DAY).run(number, system, 'returnLedger', { ledger: 1 })
  openCallbackWhenDue(world, number)
  world.run(number, caller, 'recordCallback', goodAnswer)
  expect(counted(world, 'east-river', number)).toMatchObject({ callbackDue: 1, callbackAnswered: 1, valid: 1 })
})

test('15: the unit never replies: the callback still starts at expiry; “not contacted” is a response of 0', () => {
  const world = createWorld()
  const number = signed(world)
  openCallbackWhenDue(world, number)
  world.run(number, caller, 'recordCallback', badAnswer)
  const { assessed, coverage } = scored(world, 'east-river', number)
  expect(assessed.rates.response).toEqual({ numerator: 0, denominator: 1, value: 0 })
  expect(coverage.value).toBe(1)
})

test('16: contacted, solved “no”, satisfied “basically”: 1, 0 and 0.9 of 1; rework opens', () => {
  const world = createWorld()
  const number = callbackPending(world)
  world.run(number, caller, 'recordCallback', {
    contacted: true,
    resolved: false,
    satisfaction: 'basically_satisfied',
  })
  expect(world.request(number).state).toBe('in_handling')
  const { rates } = scored(world, 'east-river', number).assessed
  expect([rates.response.value, rates.resolution.value, rates.satisfaction.value]).toEqual([1, 0, 0.9])
})

describe('17: a unit asks to exclude thirty angry ratings', () => {
  const world = createWorld()
  const numbers = Array.from({ length: 30 }, () => closed(world, {}, { ...badAnswer, resolved: true }))
  const ask = { reason: 'proven-false', evidence: ['report-1'], grounds: '查证不实' }

  test('because they are angry: refused, each by its own code, and nothing is recorded', () => {
    for (const number of numbers) {
      const before = world.types(number).length
      expect(world.refusal(number, river, 'requestExclusion', { ...ask, reason: 'bad_rating' })).toBe(
        'exclusion_because_of_rating',
      )
      expect(world.refusal(number, river, 'requestExclusion', { ...ask, evidence: [] })).toBe('evidence_required')
      expect(world.types(number)).toHaveLength(before)
    }
    expect(scored(world, 'east-river', ...numbers).excluded).toBe(0)
  })

  test('one that is proven is granted by somebody who had no part in it; both calibres are published', () => {
    const [number = ''] = numbers
    world.run(number, river, 'requestExclusion', ask)
    const decision = { exclusion: 1, granted: true, opinion: '' }
    expect(world.refusal(number, hotline('reviewer', caller.id), 'decideExclusion', decision)).toBe('own_decision')
    expect(world.refusal(number, of('east-river', 'reviewer'), 'decideExclusion', decision)).toBe('own_decision')
    world.run(number, reviewer, 'decideExclusion', decision)
    const result = scored(world, 'east-river', ...numbers)
    expect([result.fullCalibre.valid, result.assessed.valid, result.excluded]).toEqual([30, 29, 1])
    expect(result.coverage.value).toBe(1)
  })
})

test('11: a subdistrict whistles; one department does not report in; both sides are marked', () => {
  const world = createWorld()
  const number = signed(world)
  world.run(number, river, 'whistle', { kind: 'key_work', departments: ['market', 'housing'], issue: '' })
  world.run(number, of('market'), 'acknowledgeWhistle', { whistle: 1 })
  world.run(number, of('market'), 'reportIn', { whistle: 1 })
  world.wait(DAY).run(number, system, 'markWhistleMissed', { whistle: 1, unitCode: 'housing' })
  world.run(number, river, 'closeWhistle', { whistle: 1, mark: 4, result: '已到场' })
  world.run(number, of('market'), 'markSubdistrict', { whistle: 1, mark: 5 })
  const marks = (unit: string) => besideMarks({ ...emptyBeside, ...counted(world, unit, number) })
  expect(marks('market')).toMatchObject({ whistleAnswered: 1, markAsDepartment: 4 })
  expect(marks('housing')).toMatchObject({ whistleAnswered: 0, markAsDepartment: 4 })
  expect(marks('east-river')).toMatchObject({ markAsSubdistrict: 5, markAsDepartment: null })
})

test('coverage never exceeds the whole: an answer of the next period covers what fell due in this one', () => {
  const world = createWorld(undefined, '2026-03-16 09:00')
  const number = callbackPending(world)
  world.at('2026-03-25 10:00').run(number, caller, 'recordCallback', { ...goodAnswer })
  const opened = world.request(number).callbackOpenedAt ?? 0
  const days = new Map<string, string[]>()
  for (const { before, event, after } of folded(number, world.events(number))) {
    for (const { on, metric } of talliesOf(before, event, after, 'Asia/Shanghai')) {
      days.set(metric, [...(days.get(metric) ?? []), on])
    }
  }
  expect(new Date(opened).toISOString().slice(0, 10)).toBe(days.get('callbackDue')?.[0])
  expect(days.get('callbackAnswered')).toEqual(days.get('callbackDue'))
  expect(days.get('valid')).toEqual(['2026-03-25'])
})
