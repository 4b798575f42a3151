import { useEffect, useState } from 'react'
import type { Instant } from '../../core/time.ts'
import { usePage } from './use-page.ts'

/**
 * The time now, by the server's clock: what it was when the page came, and the time that passed since.
 * A page that is not alive keeps the time at which it was made.
 */
export function useNow(everyMs = 15_000): Instant {
  const { root } = usePage()
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const begun = performance.now()
    setPassed(0)
    const timer = setInterval(() => setPassed(Math.round(performance.now() - begun)), everyMs)
    return () => clearInterval(timer)
  }, [root.now, everyMs])
  return root.now + passed
}
