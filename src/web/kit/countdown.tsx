import type { ReactNode } from 'react'
import type { Instant } from '../../core/time.ts'
import { Clock } from './clock-view.tsx'
import { lookOf } from './clock.ts'
import { useNow } from './now.ts'

/** A clock with a bar that shrinks from when it began to when it ends. The words say the same. */
export function Countdown({ from, dueAt }: { readonly from: Instant; readonly dueAt: Instant }): ReactNode {
  const now = useNow()
  const left = Math.max(0, Math.min(1, (dueAt - now) / Math.max(1, dueAt - from)))
  return (
    <div className={`countdown ${lookOf(dueAt, now)}`}>
      <Clock dueAt={dueAt} />
      <div className="countdown-bar" aria-hidden="true">
        <div style={{ inlineSize: `${Math.round(left * 100)}%` }} />
      </div>
    </div>
  )
}
