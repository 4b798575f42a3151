import { setTimeout as pause } from 'node:timers/promises'

export interface LoopOptions {
  /** Does a bounded piece of work; tells which share of its bound it used, from 0 (nothing to do) to 1 (there may be more). */
  readonly run: () => Promise<number>
  /** Pause in milliseconds after a run that found nothing to do. */
  readonly idleMs: number
  readonly onFault: (error: unknown) => void
}

export interface Loop {
  /** When a run last went well, on the monotonic clock; 0 if none has. */
  readonly wentWellAt: number
  /** Runs that failed since then. */
  readonly faults: number
  /** Lets the run that is on come to its end. */
  stop(): Promise<void>
}

const longestAfterFaultMs = 15_000

/**
 * Runs a piece of work again and again. The fuller the run, the shorter the pause; behind a backlog it
 * rests for as long as it worked, so that requests are served meanwhile. After a fault it waits longer each time.
 */
export function startLoop({ run, idleMs, onFault }: LoopOptions): Loop {
  const stopping = new AbortController()
  let wentWellAt = 0
  let faults = 0

  const once = async (): Promise<number> => {
    const startedAt = performance.now()
    try {
      const share = Math.min(1, await run())
      faults = 0
      wentWellAt = performance.now()
      const tookMs = wentWellAt - startedAt
      return share >= 1 ? Math.min(tookMs, idleMs) : idleMs * (1 - share)
    } catch (error) {
      faults += 1
      onFault(error)
      return Math.min(longestAfterFaultMs, Math.max(idleMs, 250) * 2 ** Math.min(faults - 1, 6))
    }
  }

  const live = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const restMs = await once()
      // Processes that started together do not stay together.
      const jitter = 0.8 + 0.4 * Math.random()
      await pause(restMs * jitter, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const ended = live()
  return {
    get wentWellAt() {
      return wentWellAt
    },
    get faults() {
      return faults
    },
    stop: () => {
      stopping.abort()
      return ended
    },
  }
}
