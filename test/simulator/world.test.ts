import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scoresOf } from '../../src/actions/scores.ts'
import { emptyCounts, sumCounts, type UnitCounts } from '../../src/core/assessment/counts.ts'
import { talliesOf } from '../../src/core/assessment/tally.ts'
import { apply, begin } from '../../src/core/work-order/apply.ts'
import type { ServiceRequest } from '../../src/core/work-order/service-request.ts'
import { eventOfBody } from '../../src/store/journal-entry.ts'
import { simulatedCity, type SimulatedCity } from './city.ts'

const life = { days: 24, perDay: 30, seed: 20261122, from: '2026-10-20' }

/** What a city of some weeks lives through: the whole main line and its side paths. */
const expected = [
  'registered',
  'classified',
  'answered_directly',
  'answer_rated',
  'transferred_emergency',
  'redirect_proposed',
  'repeat_informed',
  'merged',
  'child_attached',
  'dispatched',
  'designated_within_area',
  'signed',
  'objected',
  'contact_recorded',
  'assist_reported',
  'extension_requested',
  'extension_decided',
  'ledger_requested',
  'ledger_approved',
  'replied',
  'callback_opened',
  'callback_attempted',
  'callback_recorded',
  'callback_closed',
  'rework_opened',
  'supervised',
  'whistle_opened',
  'whistle_arrived',
]

describe.each(['beijing', 'tainan'])('a simulated %s', (pack) => {
  let city: SimulatedCity
  beforeAll(async () => {
    city = await simulatedCity(pack, life)
  })
  afterAll(() => city.close())

  it('lives through the whole loop', async () => {
    const types = await city.database.query<{ type: string }>('select distinct type from journal_entry')
    const seen = new Set(types.rows.map((row) => row.type))
    // A city without subdistricts has nobody to whistle, and districts keep what they get.
    const without = pack === 'tainan' ? ['whistle_opened', 'whistle_arrived', 'designated_within_area'] : []
    expect(expected.filter((type) => !seen.has(type) && !without.includes(type))).toEqual([])
    expect(city.result.registered).toBeGreaterThan(450)
    expect(city.result.refused).toBeLessThan(city.result.commands / 20)
  })

  it('counts the same from roll-ups, from records and from the journal', async () => {
    const fromJournal = await countsFromJournal(city)
    for (const period of ['2026-10', '2026-11']) {
      const rollups = await scoresOf(city.app, period)
      const records = await scoresOf(city.app, period, 'records')
      expect(records).toEqual(rollups)
      for (const { units } of rollups.objects) {
        for (const { unit, counts } of units) {
          const { fromDay, untilDay } = rollups.period
          expect({ unit, counts }).toEqual({ unit, counts: fromJournal(unit, fromDay, untilDay) })
        }
      }
    }
    const all = (await scoresOf(city.app, '2026-11')).objects.flatMap(({ units }) => units.map(({ counts }) => counts))
    expect(sumCounts(all).valid).toBeGreaterThan(100)
  })

  it('holds rows that its journal tells, and a journal that verifies', async () => {
    let wrong = 0
    for (const [number, request] of await replayed(city)) {
      const stored = await city.app.store.load(number)
      if (JSON.stringify(sorted(stored?.request)) !== JSON.stringify(sorted(request))) wrong += 1
    }
    expect(wrong).toBe(0)
    const verdict = await city.sealAndVerify()
    expect(verdict).toMatchObject({ ok: true, firstBad: null })
    expect(verdict.entries).toBeGreaterThan(1_500)
  })
})

it('is the same to the last hash for the same seed, and another for another', async () => {
  const short = { days: 3, perDay: 25, seed: 5, from: '2026-11-01' }
  const [first, again, other] = [
    await simulatedCity('beijing', short),
    await simulatedCity('beijing', short),
    await simulatedCity('beijing', { ...short, seed: 6 }),
  ]
  expect(again.result).toEqual(first.result)
  expect(other.result.journalHash).not.toBe(first.result.journalHash)
  await Promise.all([first.close(), again.close(), other.close()])
})

type Event = ReturnType<typeof eventOfBody>

async function streams({ database }: SimulatedCity): Promise<ReadonlyMap<string, readonly Event[]>> {
  const result = await database.query<{ number: string; body: string }>(
    'select number, body from journal_entry order by number, seq',
  )
  const byNumber = new Map<string, Event[]>()
  for (const { number, body } of result.rows) byNumber.set(number, [...(byNumber.get(number) ?? []), eventOfBody(body)])
  return byNumber
}

async function replayed(city: SimulatedCity): Promise<ReadonlyMap<string, ServiceRequest>> {
  const folded = new Map<string, ServiceRequest>()
  for (const [number, [first, ...rest]] of await streams(city)) {
    if (first) folded.set(number, rest.reduce(apply, begin(number, first)))
  }
  return folded
}

/** Counted by core alone, event by event: no SQL has a part in it. */
async function countsFromJournal(city: SimulatedCity) {
  const days = new Map<string, Record<string, number>>()
  for (const [number, events] of await streams(city)) {
    let before: ServiceRequest | null = null
    for (const event of events) {
      const after: ServiceRequest = before ? apply(before, event) : begin(number, event)
      for (const { unitCode, on, metric, amount } of talliesOf(before, event, after, city.app.rulebook.pack.timeZone)) {
        const counts = days.get(`${unitCode} ${on}`) ?? {}
        counts[metric] = (counts[metric] ?? 0) + amount
        days.set(`${unitCode} ${on}`, counts)
      }
      before = after
    }
  }
  return (unit: string, fromDay: string, untilDay: string): UnitCounts => {
    const within = [...days].filter(([key]) => {
      const [unitCode = '', on = ''] = key.split(' ')
      return unitCode === unit && on >= fromDay && on <= untilDay
    })
    return within.length === 0 ? emptyCounts : sumCounts(within.map(([, counts]) => counts))
  }
}

/** Keys in one order, and nothing that is undefined, so that two of the same compare equal. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  )
}
