import { useEffect, useState, type ReactNode } from 'react'
import { usePage } from '../../kit/use-page.ts'

/** How long this call has been written at: quiet, so that nobody is hurried, and there when one wants to know. */
export function CallTimer({ begunAt }: { readonly begunAt: number | null }): ReactNode {
  const { say } = usePage()
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (begunAt === null) return undefined
    const timer = setInterval(() => setNow(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [begunAt])
  const seconds = begunAt === null ? 0 : Math.max(0, Math.round((now - begunAt) / 1_000))
  const printed = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <span className="call-timer" role="timer" aria-label={say('calls.timer')}>
      <span aria-hidden="true">◷ </span>
      {printed}
    </span>
  )
}
