import { setTimeout as pause } from 'node:timers/promises'
import type { House } from '../../src/main/open-house.ts'
import { openConnection, type HttpConnection } from './http-client.ts'
import { intakeBody } from './intake-body.ts'
import type { Matter } from './life.ts'
import type { People } from './people.ts'

export interface Drive {
  readonly house: House
  readonly people: People
  readonly port: number
  readonly connections: number
  /** Lifecycles to be driven to their end, or until `stopped` says so. */
  readonly count: number
  readonly stopped?: () => boolean
}

export interface Driven {
  readonly closed: number
  readonly seconds: number
  /** Dispatched by the worker's rule before the dispatcher's own call came. */
  readonly dispatchedByRule: number
}

const mostOpen = 1_500
const lookEveryMs = 50
let sequence = Math.floor(Date.now() / 1000) % 1_000_000

/**
 * Drives requests through their whole life by the API: filed, dispatched, signed, contacted, replied to,
 * and, once the product has opened the callback, called back, which closes them. Which callbacks are open
 * the driver learns from the database, so that nothing but the life itself is asked of the server.
 */
export async function driveLifecycles({ house, people, port, connections, count, stopped }: Drive): Promise<Driven> {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)))
  const waiting = new Set<string>()
  const ready: string[] = []
  const state = { begun: 0, closed: 0, dispatchedByRule: 0, over: false }
  const { rulebook } = house.app
  const mayBegin = (): boolean => state.begun < count && stopped?.() !== true
  const startedAt = performance.now()
  const since = new Date(house.app.clock.now() - 1000)

  const watch = async (): Promise<void> => {
    while (!state.over) {
      const { rows } = await house.database.query<{ number: string }>({
        name: 'bench open callbacks',
        text: `select number from service_request where state = 'callback_pending' and next_attempt_at >= $1`,
        values: [since],
      })
      for (const { number } of rows) if (waiting.delete(number)) ready.push(number)
      await pause(lookEveryMs)
    }
  }
  const client = async (connection: HttpConnection): Promise<void> => {
    for (;;) {
      const number = ready.pop()
      if (number !== undefined) {
        await close(connection, number)
        state.closed += 1
      } else if (mayBegin() && state.begun - state.closed < mostOpen) {
        state.begun += 1
        sequence += 1
        const matter = people.matters[sequence % people.matters.length] as Matter
        const begun = await untilReplied(connection, matter)
        if (begun.byRule) state.dispatchedByRule += 1
        waiting.add(begun.number)
      } else if (!mayBegin() && state.closed >= state.begun) return
      else await pause(2)
    }
  }
  const post = async (
    connection: HttpConnection,
    path: string,
    headers: string,
    body: string,
    accepted: readonly number[],
  ) => {
    const answer = await connection.send('POST', `/api/v1/requests${path}`, headers, body)
    if (!accepted.includes(answer.status)) throw new Error(`${path} was answered with ${answer.status}: ${answer.body}`)
    return answer
  }
  const untilReplied = async (connection: HttpConnection, matter: Matter) => {
    const key = `idempotency-key: bench-${process.pid}-${sequence}\r\n`
    const filed = await post(connection, '', people.intake + key, intakeBody(rulebook, sequence, matter), [201])
    const { number } = JSON.parse(filed.body) as { number: string }
    // The worker's rule may have been faster: the request is where it should be all the same.
    const dispatched = await post(connection, `/${number}/dispatch`, people.dispatcher, '{}', [200, 409, 422])
    const head = people.headOf.get(matter.unit) ?? ''
    await post(connection, `/${number}/sign`, head, '{}', [200])
    await post(connection, `/${number}/record-contact`, head, '{"means":"phone","reached":true}', [200])
    await post(connection, `/${number}/reply`, head, replyBody, [200])
    return { number, byRule: dispatched.status !== 200 }
  }
  const close = (connection: HttpConnection, number: string) =>
    post(connection, `/${number}/record-callback`, people.caller, callbackBody, [200])

  const watching = watch()
  try {
    await Promise.all(open.map(client))
  } finally {
    state.over = true
    await watching
    for (const connection of open) connection.close()
  }
  const seconds = (performance.now() - startedAt) / 1000
  return { closed: state.closed, seconds, dispatchedByRule: state.dispatchedByRule }
}

const replyBody = JSON.stringify({
  result: '工作人员到现场核实，已督促责任单位整改，现场恢复正常',
  publicReply: '您反映的问题已处理完毕，感谢您的来电',
  evidence: ['photo-1'],
  solved: 'yes',
  requesterInformed: true,
})
const callbackBody = JSON.stringify({ contacted: true, resolved: true, satisfaction: 'satisfied' })

/** Seconds until no task waits any more, neither beside the commits nor in the job runner. */
export async function drained(house: House): Promise<number> {
  const startedAt = performance.now()
  const owner = house.database
  for (;;) {
    const { rows } = await owner.query<{ left: number }>(
      `select (select count(*) from outbox)::integer + (select count(*) from graphile_worker.jobs)::integer as left`,
    )
    if ((rows[0]?.left ?? 0) === 0) return (performance.now() - startedAt) / 1000
    await pause(50)
  }
}
