import { expect, test } from 'vitest'
import { openVictim } from '../journal/random-tampering.ts'

const journals = 10
const each = 100
const first = Number(process.env['TAMPER_SEED'] ?? Date.now() % 1_000_000)

/** TAMPER_SEED repeats a run. */
test.each(Array.from({ length: journals }, (_, index) => first + index * each))(
  `${each} tamperings of a random journal are all found and named, and none where there is none (seed %i)`,
  async (seed) => {
    const victim = await openVictim(seed)
    const honest = { ok: true, faults: 0, firstBad: null, recordsWrong: 0 }
    try {
      expect(await victim.journal.verify()).toMatchObject(honest)
      let slowest = 0
      for (let one = seed; one < seed + each; one += 1) {
        const { kind, meant, verdict } = await victim.tamper(one)
        expect(verdict.ok, `seed ${one}: ${kind}`).toBe(false)
        const named = { number: verdict.firstBad?.number, seq: verdict.firstBad?.seq }
        expect(meant, `seed ${one}: ${kind}, named for ${verdict.firstBad?.reason}`).toContainEqual(named)
        slowest = Math.max(slowest, verdict.seconds)
      }
      expect(await victim.journal.verify()).toMatchObject(honest)
      process.stderr.write(`seed ${seed}: ${each} of ${each} found, the slowest verification took ${slowest} s\n`)
    } finally {
      await victim.close()
    }
  },
)
