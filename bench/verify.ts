import { parseArgs } from 'node:util'
import { verifyHouse } from '../src/main/journal.ts'
import { heldIn, openBenchHouse } from './support/bench-house.ts'
import { figureOf, print, say } from './support/figures.ts'

/**
 * How fast the whole journal is verified: every body hashed again, every chain followed, every leaf and
 * checkpoint compared with the copies outside the database.
 *
 *   npm exec -- node bench/verify.ts --data DIR [--rounds 3]
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, rounds: { type: 'string', default: '3' } } })
if (!values.data) throw new Error('--data DIR')
const house = await openBenchHouse(values.data)
try {
  const seconds: number[] = []
  let entries = 0
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const from = performance.now()
    const verdict = await verifyHouse(house)
    if (!verdict.ok) throw new Error(`the journal does not verify: ${JSON.stringify(verdict)}`)
    seconds.push((performance.now() - from) / 1000)
    entries = verdict.entries
    say(`round ${round}: ${entries} entries in ${seconds.at(-1)?.toFixed(1)} s`)
  }
  print('verify', {
    held: await heldIn(house),
    entries,
    seconds: figureOf(seconds),
    entriesPerSecond: figureOf(seconds.map((one) => entries / one)),
  })
} finally {
  await house.close()
}
