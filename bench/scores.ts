import { parseArgs } from 'node:util'
import { scoresOf } from '../src/actions/scores.ts'
import { heldIn, openBenchHouse } from './support/bench-house.ts'
import { beside, figureOf, print, say } from './support/figures.ts'

/**
 * A month's scores of every assessed unit: from the daily roll-ups, and from scratch by reading the
 * records. Rounds alternate; each takes another month, and both must say the same.
 *
 * With --rollups only the roll-ups are read: for a directory that `bench/held.ts` filled without answers and orders.
 *
 *   npm exec -- node bench/scores.ts --data DIR [--rounds 7] [--rollups]
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    rollups: { type: 'boolean', default: false },
  },
})
if (!values.data) throw new Error('--data DIR')
const house = await openBenchHouse(values.data)
try {
  const months = lastMonths(Number(values.rounds), house.app.clock.now())
  const took = { rollups: [] as number[], records: [] as number[] }
  let units = 0
  let answers = 0
  // The first of each prepares statements and is not counted.
  for (const [round, month] of [months[0] as string, ...months].entries()) {
    const found: string[] = []
    for (const source of values.rollups ? (['rollups'] as const) : (['rollups', 'records'] as const)) {
      const startedAt = performance.now()
      const scores = await scoresOf(house.app, month, source)
      if (round > 0) took[source].push(performance.now() - startedAt)
      found.push(JSON.stringify(scores))
      const scored = scores.objects.flatMap((object) => object.units)
      units = scored.length
      if (round > 0 && source === (values.rollups ? 'rollups' : 'records'))
        answers += scored.reduce((sum, unit) => sum + unit.counts.valid, 0)
    }
    if (!values.rollups && found[0] !== found[1]) throw new Error(`roll-ups and records of ${month} differ`)
    say(`${month} rollups ${took.rollups.at(-1)?.toFixed(0)} ms, records ${took.records.at(-1)?.toFixed(0)} ms`)
  }
  const rollups = figureOf(took.rollups)
  const records = values.rollups ? null : figureOf(took.records)
  print('scores', {
    held: await heldIn(house),
    units,
    answersAMonth: Math.round(answers / months.length),
    rollupMilliseconds: rollups,
    recordMilliseconds: records,
    targets: {
      rollups: beside(rollups.median, 150, 'below'),
      records: records && beside(records.median, 1000, 'below'),
    },
    recordsTakeTimes: records && Number((records.median / rollups.median).toFixed(1)),
  })
} finally {
  await house.close()
}

/** Codes of the months before this one, newest first. */
function lastMonths(count: number, now: number): readonly string[] {
  const date = new Date(now)
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1 - index, 1)).toISOString().slice(0, 7),
  )
}
