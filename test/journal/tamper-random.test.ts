import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, openVictim, type Victim } from './random-tampering.ts'

// Sixty of the thousand that `npm run test:long` makes: every kind once, at places that the seed chooses.
const first = Date.now() % 1_000_000
let victim: Victim
beforeAll(async () => {
  victim = await openVictim(first)
})
afterAll(() => victim.close())

test(`an honest journal raises no alarm (seed ${first})`, async () => {
  expect(await victim.journal.verify()).toMatchObject({ ok: true, faults: 0, firstBad: null, recordsWrong: 0 })
})

test.each(Array.from({ length: Math.max(60, kindNames.length) }, (_, index) => first + index))(
  'a tampering is found and its first bad entry named (seed %i)',
  async (seed) => {
    const { kind, meant, verdict } = await victim.tamper(seed)
    expect(verdict.ok, kind).toBe(false)
    expect(meant, kind).toContainEqual({ number: verdict.firstBad?.number, seq: verdict.firstBad?.seq })
  },
)

test('put back, it raises no alarm', async () => {
  expect(await victim.journal.verify()).toMatchObject({ ok: true, faults: 0, firstBad: null })
})
