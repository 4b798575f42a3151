import type { Clock } from '../../actions/app.ts'
import type { Instant } from '../../core/time.ts'

/** How fast a synthetic city lives. Its people wait less the faster it is; the clock on the wall goes as ever. */
export interface Pace {
  /** The city's own time, by which its people's plans come due. */
  now(): Instant
  readonly speed: number
  set(speed: number): void
}

export function createPace(clock: Clock, speed = 1): Pace {
  let current = speed
  let since = clock.now()
  let reached = since
  const now = (): Instant => reached + Math.round((clock.now() - since) * current)
  return {
    now,
    get speed() {
      return current
    },
    set: (next) => {
      reached = now()
      since = clock.now()
      current = next
    },
  }
}
