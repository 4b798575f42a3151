import { parseArgs } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import { heldIn, openBenchHouse } from './support/bench-house.ts'
import { driveLifecycles } from './support/drive-lifecycles.ts'
import { beside, figureOf, print, quantileOf, say } from './support/figures.ts'
import { openConnection } from './support/http-client.ts'
import { employ } from './support/people.ts'
import { startBenchServer, startProduct } from './support/start-server.ts'

/**
 * How long a unit waits for its queue (first page of 50, through the API) while lifecycles run at full
 * speed on the same server, and while nothing else does. Rounds alternate.
 *
 *   npm exec -- node bench/queue.ts --data DIR [--worker] [--rounds 7] [--seconds 6]
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    worker: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '6' },
    connections: { type: 'string', default: '32' },
  },
})
if (!values.data) throw new Error('--data DIR')
const roundMs = Number(values.seconds) * 1000
const connections = Number(values.connections)

const house = await openBenchHouse(values.data, { database: { connections: 4 } })
const server = await (values.worker ? startProduct(values.data) : startBenchServer(values.data))
try {
  const people = await employ(house)
  const heads = [...people.headOf.values()]
  const held = await heldIn(house)
  const p95 = { busy: [] as number[], quiet: [] as number[] }
  const p50 = { busy: [] as number[], quiet: [] as number[] }
  const lifecycles: number[] = []
  const rowsSeen: number[] = []
  await readQueues(1_500)
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const quiet = await readQueues(roundMs / 3)
    let over = false
    const driving = driveLifecycles({
      house,
      people,
      port: server.port,
      connections,
      count: Number.POSITIVE_INFINITY,
      stopped: () => over,
    })
    await pause(500)
    const busy = await readQueues(roundMs)
    over = true
    const driven = await driving
    lifecycles.push(driven.closed / driven.seconds)
    for (const [kind, took] of [
      ['busy', busy],
      ['quiet', quiet],
    ] as const) {
      p95[kind].push(quantileOf(took, 0.95))
      p50[kind].push(quantileOf(took, 0.5))
    }
    say(
      `round ${round}: p95 ${p95.busy.at(-1)?.toFixed(1)} ms busy, ${p95.quiet.at(-1)?.toFixed(1)} ms quiet, ${lifecycles.at(-1)?.toFixed(0)} lifecycles/s`,
    )
  }
  const busy = figureOf(p95.busy)
  print('queue', {
    held,
    server: values.worker ? 'npm start' : 'API alone with the callback reconciler',
    lifecyclesPerSecond: figureOf(lifecycles),
    rowsAPage: figureOf(rowsSeen),
    busyP95Milliseconds: busy,
    busyP50Milliseconds: figureOf(p50.busy),
    quietP95Milliseconds: figureOf(p95.quiet),
    quietP50Milliseconds: figureOf(p50.quiet),
    target: beside(busy.median, 25, 'below'),
  })

  async function readQueues(forMs: number): Promise<readonly number[]> {
    const connection = await openConnection(server.port)
    const took: number[] = []
    const until = performance.now() + forMs
    let rows = 0
    while (performance.now() < until) {
      const head = heads[took.length % heads.length] ?? ''
      const from = performance.now()
      const answer = await connection.send('GET', '/api/v1/requests?limit=50', head)
      took.push(performance.now() - from)
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`)
      rows += (JSON.parse(answer.body) as { requests: readonly unknown[] }).requests.length
      await pause(10)
    }
    connection.close()
    rowsSeen.push(rows / took.length)
    return took
  }
} finally {
  await server.stop()
  await house.close()
}
