import type { Instant } from '../core/time.ts'
import { reconcilers, type Reconciler } from '../jobs/reconcilers.ts'
import { handOverTasks, poolsAtWork, releasePool } from '../store/write/outbox.ts'
import type { ChoreRun } from '../web/operations.ts'
import type { House } from './open-house.ts'
import { createGate } from './worker/gate.ts'
import { startLoop, type Loop } from './worker/loop.ts'
import { startJobRunner } from './worker/runner.ts'
import { createSession, type LockKey, type Session } from './worker/session.ts'

export interface WorkerOptions {
  /** Tasks at once. */
  readonly concurrency?: number
  /** Told of every fault; the worker goes on by itself. */
  readonly onFault?: (where: string, error: unknown) => void
  /** Pauses of the reconcilers as a share of their own. */
  readonly pace?: number
  /** What else is done from time to time, in every process: sealing the journal. */
  readonly chores?: readonly Chore[]
}

export interface Chore {
  readonly name: string
  readonly everySeconds: number
  run(): Promise<void>
}

export interface Worker {
  /** Lets what is on come to its end, and gives the connections back. */
  stop(): Promise<void>
  /** Whether tasks are being handed over and done. */
  healthy(): boolean
  /** What it does from time to time, and how it went. */
  readonly chores: () => readonly ChoreRun[]
}

/** Tasks moved to the job runner in one statement. */
const relayBatch = 500
const relayIdleMs = 500
const graceMs = 20_000
/** Reconcilers at once: the rest of the connections belongs to requests. */
const reconcilersAtOnce = 2

/** Spaces of the advisory locks: one per reconciler, one per living pool of workers. */
const reconcilerSpace = 12_346
const poolSpace = 12_347

/**
 * Does what commits have left to do and what time makes due. Any number of workers may share a database:
 * a task is taken by one, a reconciler runs in one, and whatever happens twice has effect once. It outlives
 * the database's death.
 */
export async function startWorker(
  house: Pick<House, 'app' | 'ownerUrl'>,
  { concurrency = 16, onFault = () => undefined, pace = 1, chores = [] }: WorkerOptions = {},
): Promise<Worker> {
  const session = createSession(house.ownerUrl)
  const runner = await startJobRunner({
    ...house,
    concurrency,
    onPool: (name, lives) => (lives ? session.hold(poolKey(name)) : session.letGo(poolKey(name))),
    onFault: (error) => onFault('runner', error),
  }).catch(async (error: unknown) => {
    await session.close()
    throw error
  })
  const relay = startLoop({
    idleMs: relayIdleMs,
    run: async () => (await handOverTasks(session, relayBatch)) / relayBatch,
    onFault: (error) => onFault('relay', error),
  })
  const gate = createGate(reconcilersAtOnce)
  const every = (name: string, everySeconds: number, run: () => Promise<number>): NamedLoop => ({
    name,
    everySeconds,
    loop: startLoop({ idleMs: everySeconds * 1000 * pace, run, onFault: (error) => onFault(name, error) }),
  })
  const loops = [
    every('recovery', 30, () => releaseDeadPools(session)),
    ...chores.map((chore) => every(chore.name, chore.everySeconds, () => chore.run().then(() => 0))),
    ...reconcilers.map((reconciler, index) =>
      every(reconciler.name, reconciler.everySeconds, () => gate(() => runAlone(house, session, reconciler, index))),
    ),
  ]
  const startedAt = performance.now()
  return {
    healthy: () => runner.isRunning() && performance.now() - Math.max(relay.wentWellAt, startedAt) < graceMs,
    chores: () => loops.map((one) => choreRun(one, house.app.clock.now())),
    stop: async () => {
      await Promise.all([relay, ...loops.map(({ loop }) => loop)].map((loop) => loop.stop()))
      await runner.stop()
      await session.close()
    },
  }
}

interface NamedLoop {
  readonly name: string
  readonly everySeconds: number
  readonly loop: Loop
}

/** Loops know the monotonic clock alone; people read the one on the wall. */
const choreRun = ({ name, everySeconds, loop }: NamedLoop, now: Instant): ChoreRun => ({
  name,
  everySeconds,
  wentWellAt: loop.wentWellAt === 0 ? null : Math.round(now - (performance.now() - loop.wentWellAt)),
  faults: loop.faults,
})

/** A reconciler runs in one process at a time: two would be right too, but do the same work twice. */
async function runAlone(
  { app }: Pick<House, 'app'>,
  session: Session,
  reconciler: Reconciler,
  index: number,
): Promise<number> {
  const done = await session.alone([reconcilerSpace, index], () => reconciler.run(app, reconciler.limit))
  return (done ?? 0) / reconciler.limit
}

/** Whose lock can be taken is no longer there: a process was killed with jobs in its hands. */
async function releaseDeadPools(session: Session): Promise<number> {
  for (const pool of await poolsAtWork(session)) await session.alone(poolKey(pool), () => releasePool(session, pool))
  return 0
}

/** A pool's lock, by a hash of its name; two names of one hash only make a recovery come later. */
function poolKey(name: string): LockKey {
  let hash = 0
  for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0
  return [poolSpace, hash]
}
