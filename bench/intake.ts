import { parseArgs } from 'node:util'
import { changeOf } from '../src/actions/record.ts'
import { birthOf } from '../src/actions/register.ts'
import { dayOf } from '../src/core/calendar/zone.ts'
import { requestNumber } from '../src/core/work-order/number.ts'
import { register } from '../src/core/work-order/register.ts'
import type { House } from '../src/main/open-house.ts'
import { createCommitter } from '../src/store/commit.ts'
import { applicationRole, openDatabase, type Database } from '../src/store/database.ts'
import { createSequence } from '../src/store/numbers.ts'
import { createRecent } from '../src/store/recent.ts'
import { heldIn, openBenchHouse } from './support/bench-house.ts'
import { beside, figureOf, print, quantileOf, say } from './support/figures.ts'
import { openConnection } from './support/http-client.ts'
import { intakeBody } from './support/intake-body.ts'
import { intakeOf } from './support/life.ts'
import { employ, type People } from './support/people.ts'
import { startBenchServer, startProduct, type ServerUnderTest } from './support/start-server.ts'

/**
 * Intake through HTTP with every check on (token, Idempotency-Key, validation, masking, identity under
 * its own key), beside the product's own commit statement with the same rows sent straight to the same
 * database, one request in a batch. Rounds alternate.
 *
 *   npm exec -- node bench/intake.ts --data DIR [--rounds 7] [--seconds 5] [--server api|product]
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '32' },
    floorConnections: { type: 'string', default: '16' },
    server: { type: 'string', default: 'api' },
  },
})
if (!values.data) throw new Error('--data DIR')
const roundMs = Number(values.seconds) * 1000
const connections = Number(values.connections)
const floorConnections = Number(values.floorConnections)
const run = Date.now().toString(36)
let sent = 0

const house = await openBenchHouse(values.data)
const server = await (values.server === 'product' ? startProduct(values.data) : startBenchServer(values.data))
try {
  const heldBefore = await heldIn(house)
  const people = await employ(house)
  await throughHttp(server, people, 1_500)
  const rates = { http: [] as number[], floor: [] as number[] }
  const shares: number[] = []
  const tails: number[] = []
  const cpu: number[] = []
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const http = await throughHttp(server, people, roundMs)
    const floor = await straight(house, people, roundMs)
    rates.http.push(http.perSecond)
    rates.floor.push(floor)
    shares.push(http.perSecond / floor)
    tails.push(http.p99)
    cpu.push(http.serverCpuMicroseconds)
    say(
      `round ${round}: http ${http.perSecond.toFixed(0)}/s (p99 ${http.p99.toFixed(0)} ms), statement ${floor.toFixed(0)}/s`,
    )
  }
  const [http, share] = [figureOf(rates.http), figureOf(shares)]
  print('intake', {
    server: values.server,
    heldBefore,
    heldAfter: await heldIn(house),
    connections,
    floorConnections,
    secondsARound: Number(values.seconds),
    httpPerSecond: http,
    statementPerSecond: figureOf(rates.floor),
    share,
    p99Milliseconds: figureOf(tails),
    serverProcessorMicrosecondsAnIntake: figureOf(cpu),
    targets: { perSecond: beside(http.median, 2000, 'at least'), share: beside(share.median, 0.5, 'at least') },
  })
} finally {
  await server.stop()
  await house.close()
}

async function throughHttp(to: ServerUnderTest, people: People, forMs: number) {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(to.port)))
  const took: number[] = []
  const cpuBefore = to.cpuSeconds()
  const startedAt = performance.now()
  const until = startedAt + forMs
  await Promise.all(
    open.map(async (connection) => {
      for (let at = performance.now(); at < until;) {
        sent += 1
        const matter = people.matters[sent % people.matters.length] as (typeof people.matters)[number]
        const headers = `${people.intake}idempotency-key: bench-${run}-${sent}\r\n`
        const answer = await connection.send(
          'POST',
          '/api/v1/requests',
          headers,
          intakeBody(house.app.rulebook, sent, matter),
        )
        if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body}`)
        const now = performance.now()
        took.push(now - at)
        at = now
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const serverCpuMicroseconds = ((to.cpuSeconds() - cpuBefore) * 1e6) / took.length
  for (const connection of open) connection.close()
  return { perSecond: took.length / seconds, p99: quantileOf(took, 0.99), serverCpuMicroseconds }
}

/** Statements are made before the clock starts: what is measured is the database with the product's own statement. */
async function straight(into: House, people: People, forMs: number): Promise<number> {
  const statements = await prepareStatements(into, people, Math.ceil((forMs / 1000) * 6_000))
  const database = openDatabase({
    url: into.ownerUrl,
    role: applicationRole,
    connections: floorConnections,
    byKeyOnly: true,
  })
  await Promise.all(Array.from({ length: floorConnections }, () => database.query('select pg_sleep(0.05)')))
  let next = 0
  let done = 0
  const startedAt = performance.now()
  const until = startedAt + forMs
  await Promise.all(
    Array.from({ length: floorConnections }, async () => {
      while (performance.now() < until) {
        const statement = statements[next++]
        if (!statement) return
        await database.query(statement)
        done += 1
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  await database.end()
  return done / seconds
}

type Statement = { readonly name: string; readonly text: string; readonly values: unknown[] }

/** The committer itself makes them; only that its database keeps them instead of running them. */
async function prepareStatements(
  { app, database }: House,
  people: People,
  count: number,
): Promise<readonly Statement[]> {
  const statements: Statement[] = []
  const keeping = {
    query: (statement: Statement) => {
      statements.push(statement)
      return Promise.resolve({ rows: [] })
    },
  } as unknown as Database
  const committer = createCommitter(keeping, app.random, createRecent(1))
  const nextSequence = createSequence(database)
  const actor = { id: 'bench-floor', role: 'intake_agent' } as const
  const { timeZone } = app.rulebook.pack
  for (let index = 0; index < count; index += 1) {
    sent += 1
    const matter = people.matters[sent % people.matters.length] as (typeof people.matters)[number]
    const place = app.rulebook.area(matter.areaCode)?.name['zh-CN'] ?? ''
    const intake = { ...intakeOf(sent, matter, place), messageId: `bench-floor:${run}-${sent}` }
    const now = app.clock.now()
    const decided = register(intake, { rulebook: app.rulebook, actor, now })
    if (!decided.ok) throw new Error(JSON.stringify(decided.refusal))
    const number = requestNumber(dayOf(now, timeZone), await nextSequence())
    await committer.commit(
      changeOf({ ...decided, number, before: null, actor, now, timeZone, birth: birthOf(app, number, intake) }),
    )
  }
  return statements
}
