import { parseArgs } from 'node:util'
import { openDatabase } from '../src/store/database.ts'
import type { House } from '../src/main/open-house.ts'
import { heldIn, openBenchHouse } from './support/bench-house.ts'
import { driveLifecycles, drained } from './support/drive-lifecycles.ts'
import { beside, figureOf, print, rounded, say } from './support/figures.ts'
import { employ, type People } from './support/people.ts'
import { startBenchServer, startProduct, type ServerUnderTest } from './support/start-server.ts'

/**
 * Whole lifecycles a second through the API, at several sizes of history. Rounds go from one history to
 * the next and begin again.
 *
 *   npm exec -- node bench/lifecycles.ts --data DIR0 --data DIR1 --data DIR2 [--worker] [--rounds 7] [--count 1500]
 *
 * Without --worker the server is the API alone, and of the worker only the reconciler that opens
 * callbacks runs in it. With --worker it is what `npm start` starts, and a round ends when no job is left.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true },
    worker: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    count: { type: 'string', default: '1500' },
    connections: { type: 'string', default: '32' },
  },
})
const folders = values.data ?? []
if (folders.length === 0) throw new Error('--data DIR, once for each history')
const count = Number(values.count)
const connections = Number(values.connections)

interface Bench {
  readonly house: House
  readonly owner: House
  readonly server: ServerUnderTest
  readonly people: People
  readonly held: number
  readonly perSecond: number[]
  readonly serverCpu: number[]
}

const benches: Bench[] = []
try {
  for (const folder of folders) benches.push(await open(folder))
  // A server and a database that have just been started are not what a city works with.
  for (const bench of benches) await round(bench, count)
  for (let number = 1; number <= Number(values.rounds); number += 1) {
    for (const bench of benches) {
      const { perSecond, cpu, byRule } = await round(bench, count)
      bench.perSecond.push(perSecond)
      bench.serverCpu.push(cpu)
      say(
        `round ${number} at ${bench.held}: ${perSecond.toFixed(0)}/s, ${cpu.toFixed(2)} ms of the server, ${byRule} by rule`,
      )
    }
  }
  report()
} finally {
  for (const { server, house, owner } of benches) {
    await server.stop()
    await owner.database.end()
    await house.close()
  }
}

async function open(folder: string): Promise<Bench> {
  const house = await openBenchHouse(folder, { database: { connections: 4 } })
  const server = await (values.worker ? startProduct(folder) : startBenchServer(folder))
  const people = await employ(house)
  // Only the owner may look into the job runner's tables.
  const owner = { ...house, database: openDatabase({ url: house.ownerUrl, connections: 1 }) }
  return { house, owner, server, people, held: await heldIn(house), perSecond: [], serverCpu: [] }
}

async function round({ house, owner, server, people }: Bench, lives: number) {
  const cpuBefore = server.cpuSeconds()
  const driven = await driveLifecycles({ house, people, port: server.port, connections, count: lives })
  const drainSeconds = values.worker ? await drained(owner) : 0
  const cpu = ((server.cpuSeconds() - cpuBefore) * 1000) / driven.closed
  return { perSecond: driven.closed / (driven.seconds + drainSeconds), cpu, byRule: driven.dispatchedByRule }
}

function report(): void {
  const target = values.worker ? 150 : 250
  const sizes = benches.map(({ held, perSecond, serverCpu }) => ({
    held,
    perSecond: figureOf(perSecond),
    serverMillisecondsALifecycle: figureOf(serverCpu),
    target: beside(figureOf(perSecond).median, target, 'at least'),
  }))
  const [first, last] = [benches[0], benches.at(-1)]
  const ratios = (last?.perSecond ?? []).map((one, index) => one / (first?.perSecond[index] ?? Number.NaN))
  const medians = (sizes.at(-1)?.perSecond.median ?? Number.NaN) / (sizes[0]?.perSecond.median ?? Number.NaN)
  print('lifecycles', {
    server: values.worker ? 'npm start, every job drained' : 'API alone with the callback reconciler',
    connections,
    lifecyclesARound: count,
    sizes,
    lastToFirst: { ofMedians: rounded(medians), ofRounds: figureOf(ratios), target: beside(medians, 0.85, 'at least') },
  })
}
