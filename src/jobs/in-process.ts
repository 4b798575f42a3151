import type { App } from '../actions/app.ts'
import { removeTasks, waitingTasks } from '../store/write/outbox.ts'
import { reconcilers } from './reconcilers.ts'
import { tasks } from './tasks.ts'

const batch = 200

/**
 * Runs what waits in the outbox here and now, in the order in which it was written, one by one, and
 * what that brings in turn, until nothing waits. For the simulator and the tests; a server's worker
 * hands tasks to the job runner instead.
 * @returns how many were run
 */
export async function drainOutbox(app: App): Promise<number> {
  let done = 0
  for (;;) {
    const waiting = await waitingTasks(app.store.database, batch)
    if (waiting.length === 0) return done
    for (const { task, payload } of waiting) {
      const run = tasks[task]
      if (!run) throw new Error(`no task is called ${task}`)
      await run(app, payload)
    }
    await removeTasks(
      app.store.database,
      waiting.map((one) => one.id),
    )
    done += waiting.length
  }
}

/**
 * Runs every reconciler once, in a fixed order and one step at a time, so that a run can be repeated.
 * @param limit steps of each at most
 * @returns steps taken, by the reconciler's name
 */
export async function tick(app: App, limit = 10_000): Promise<Readonly<Record<string, number>>> {
  const done: Record<string, number> = {}
  for (const { name, run } of reconcilers) done[name] = await run(app, limit, 1)
  return done
}
