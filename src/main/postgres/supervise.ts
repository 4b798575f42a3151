import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'

export interface Watch {
  /** The server has died: what is open on it is lost. */
  readonly onDown?: () => void
  /** It accepts connections again, at the same address. */
  readonly onUp?: () => void
  /** A restart failed and will be tried again. */
  readonly onFailure?: (error: unknown) => void
  readonly everyMs?: number
}

export interface Supervisor {
  /** Ends the watch, and waits for a restart under way. Call it before `release`. */
  stop(): Promise<void>
}

const SLOWEST_MS = 5_000

/**
 * Watches the server's process and brings it back when it dies, as often as needed; also when the children of the dead
 * one take their time to go, or the disk is full for a while.
 */
export function superviseCluster(cluster: Cluster, watch: Watch): Supervisor {
  const ending = new AbortController()
  const everyMs = watch.everyMs ?? 200
  const done = (async () => {
    while (!ending.signal.aborted) {
      await sleep(everyMs, ending.signal)
      if (ending.signal.aborted || cluster.isAlive()) continue
      watch.onDown?.()
      if (await reviveUntil(cluster, watch, ending.signal)) watch.onUp?.()
    }
  })()
  return {
    stop: async () => {
      ending.abort()
      await done
    },
  }
}

async function reviveUntil(cluster: Cluster, watch: Watch, ending: AbortSignal): Promise<boolean> {
  for (let waitMs = 100; !ending.aborted; waitMs = Math.min(waitMs * 2, SLOWEST_MS)) {
    try {
      await cluster.revive()
      return true
    } catch (error) {
      watch.onFailure?.(error)
      await sleep(waitMs, ending)
    }
  }
  return false
}

async function sleep(milliseconds: number, ending: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal: ending, ref: false }).catch(() => {})
}
