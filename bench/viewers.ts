import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { issueToken } from '../src/actions/issue-token.ts'
import { createStaffAccess } from '../src/actions/staff-access.ts'
import { openBenchHouse } from './support/bench-house.ts'
import { beside, figureOf, print, quantileOf, say } from './support/figures.ts'
import { openConnection } from './support/http-client.ts'
import { intakeBody } from './support/intake-body.ts'
import { employ } from './support/people.ts'
import { startBenchServer } from './support/start-server.ts'
import { openViewer } from './support/viewers.ts'

/**
 * Live viewers on one process: every one has a session of his own and may see every request, so each move goes to all
 * of them. A delivery is measured from the moment at which the move is sent to the moment at which the viewer has read of it.
 *
 *   npm exec -- node bench/viewers.ts --data DIR [--viewers 2000] [--rounds 7] [--seconds 5] [--moves 5]
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    viewers: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '5' },
    /** Requests filed a second: two thousand desks see a city of some 100,000 a day at 5. */
    moves: { type: 'string', default: '5' },
  },
})
if (!values.data) throw new Error('--data DIR')
const count = Number(values.viewers)
const perSecond = Number(values.moves)
const run = Date.now().toString(36)

const house = await openBenchHouse(values.data)
const server = await startBenchServer(values.data)
try {
  const people = await employ(house)
  const connection = await openConnection(server.port)
  let filed = 0
  const file = async (): Promise<string> => {
    filed += 1
    const matter = people.matters[filed % people.matters.length] as (typeof people.matters)[number]
    const headers = `${people.intake}idempotency-key: viewers-${run}-${filed}\r\n`
    const answer = await connection.send(
      'POST',
      '/api/v1/requests',
      headers,
      intakeBody(house.app.rulebook, filed, matter),
    )
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body}`)
    return (JSON.parse(answer.body) as { number: string }).number
  }
  for (let warm = 0; warm < 50; warm += 1) await file()
  const memoryBefore = server.memoryBytes()

  const sentAt = new Map<string, number>()
  const heardAt = new Map<string, number[]>()
  let ended = 0
  const hear = (number: string, type: string): void => {
    if (type !== 'registered') return
    const times = heardAt.get(number)
    if (times) times.push(performance.now())
    else heardAt.set(number, [performance.now()])
  }
  say(`opening ${count} viewers`)
  const cookies = await sessions(count)
  const opening = performance.now()
  for (let from = 0; from < count; from += 50)
    await Promise.all(
      cookies.slice(from, from + 50).map((cookie) => openViewer(server.port, cookie, hear, () => (ended += 1))),
    )
  const openedInSeconds = (performance.now() - opening) / 1000
  await pause(3_000)
  const memoryOpen = server.memoryBytes()

  const rounds = { p50: [] as number[], p99: [] as number[], cpu: [] as number[] }
  let [expected, delivered] = [0, 0]
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    sentAt.clear()
    heardAt.clear()
    const cpuBefore = server.cpuSeconds()
    const began = performance.now()
    const moves = Number(values.seconds) * perSecond
    for (let move = 0; move < moves; move += 1) {
      const wait = began + (move * 1000) / perSecond - performance.now()
      if (wait > 0) await pause(wait)
      const at = performance.now()
      sentAt.set(await file(), at)
    }
    await pause(2_000)
    const took = [...sentAt].flatMap(([number, at]) => (heardAt.get(number) ?? []).map((heard) => heard - at))
    expected += moves * count
    delivered += took.length
    rounds.p50.push(quantileOf(took, 0.5))
    rounds.p99.push(quantileOf(took, 0.99))
    rounds.cpu.push((server.cpuSeconds() - cpuBefore) / ((performance.now() - began) / 1000))
    say(`round ${round}: p50 ${rounds.p50.at(-1)?.toFixed(0)} ms, p99 ${rounds.p99.at(-1)?.toFixed(0)} ms`)
  }
  const p99 = figureOf(rounds.p99)
  print('viewers', {
    viewers: count,
    movesPerSecond: perSecond,
    secondsARound: Number(values.seconds),
    openedInSeconds: Number(openedInSeconds.toFixed(1)),
    endedByServer: ended,
    deliveriesExpected: expected,
    deliveriesMissing: expected - delivered,
    p50Milliseconds: figureOf(rounds.p50),
    p99Milliseconds: p99,
    processorsOfServer: figureOf(rounds.cpu),
    memoryMebibytes: {
      before: Math.round(memoryBefore / 2 ** 20),
      withViewers: Math.round(memoryOpen / 2 ** 20),
      atTheEnd: Math.round(server.memoryBytes() / 2 ** 20),
      kibibytesAViewer: Math.round((memoryOpen - memoryBefore) / count / 2 ** 10),
    },
    targets: { p99Milliseconds: beside(p99.median, 1_000, 'below'), missing: expected === delivered },
  })
} finally {
  await server.stop()
  await house.close()
}
process.exit(0)

/** As many people as there are viewers: a session each, as the sign-in gives them. */
async function sessions(many: number): Promise<readonly string[]> {
  const access = createStaffAccess(house.app)
  const issued = await issueToken(house.app, { role: 'dispatcher', label: 'bench viewers' })
  if (!issued.ok) throw new Error('no token')
  const cookies: string[] = []
  for (let index = 0; index < many; index += 1) {
    const session = await access.openSession(issued.token)
    if (!session.ok) throw new Error('no session')
    cookies.push(`staff_session=${session.secret}`)
  }
  return cookies
}
