import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, run, type Runner, type TaskList } from 'graphile-worker'
import pg from 'pg'
import type { App } from '../../actions/app.ts'
import { tasks } from '../../jobs/tasks.ts'
import type { Payload } from '../../jobs/tasks/task.ts'

export interface JobRunner {
  isRunning(): boolean
  /** Lets the jobs that are on come to their end. */
  stop(): Promise<void>
}

export interface JobRunnerOptions {
  readonly app: App
  readonly ownerUrl: string
  readonly concurrency: number
  /** A pool of workers came into being, or is gone: its name stands on the jobs that it has taken. */
  readonly onPool: (name: string, lives: boolean) => Promise<void>
  readonly onFault: (error: unknown) => void
}

const restartMs = 2_000

/**
 * Runs the job runner, and a new one whenever it gives up, until it is stopped. It first brings its own
 * tables up to date, under the owner's rights; two processes may do so at once.
 */
export async function startJobRunner(options: JobRunnerOptions): Promise<JobRunner> {
  const stopping = new AbortController()
  let runner: Runner | undefined = await startOne(options)
  const supervise = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runner?.promise.catch(options.onFault)
      runner = undefined
      if (stopping.signal.aborted) return
      await pause(restartMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (!stopping.signal.aborted) runner = await startOne(options).catch(told(options))
    }
  }
  const supervised = supervise()
  return {
    isRunning: () => runner !== undefined,
    stop: async () => {
      stopping.abort()
      await runner?.stop().catch(options.onFault)
      await supervised
    },
  }
}

const told =
  ({ onFault }: JobRunnerOptions) =>
  (error: unknown): undefined => {
    onFault(error)
    return undefined
  }

async function startOne({ app, ownerUrl, concurrency, onPool, onFault }: JobRunnerOptions): Promise<Runner> {
  const events = new EventEmitter()
  events.on(
    'pool:create',
    ({ workerPool }: { workerPool: { id: string } }) => void onPool(workerPool.id, true).catch(onFault),
  )
  events.on(
    'pool:release',
    ({ workerPool }: { workerPool: { id: string } }) => void onPool(workerPool.id, false).catch(onFault),
  )
  const pool = openPool(ownerUrl)
  const runner = run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    taskList: taskList(app),
    parsedCronItems: [],
    logger: silent(),
    events,
    // No queue of its own in this process: when the database dies it gives its jobs back by a promise that nobody
    // can catch, and takes the server with it.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  })
  void runner
    .then((started) => started.promise)
    .catch(() => undefined)
    .then(() => pool.end())
  return runner
}

/** The job runner's own pool stops listening before its connections are gone, and an error that nobody hears ends the process. */
function openPool(ownerUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 3, application_name: 'open12345 jobs' })
  const unheard = (): void => undefined
  pool.on('error', unheard)
  pool.on('connect', (client) => client.on('error', unheard))
  return pool
}

const taskList = (app: App): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, runTask]) => [name, (payload: unknown) => runTask(app, payload as Payload)]),
  )

/** What it has to tell comes as faults of ours; a task's error stands on its job. */
const silent = (): Logger => new Logger(() => () => undefined)
