import type { ReactNode } from 'react'
import type { Instant } from '../../core/time.ts'
import { clockWords, lookOf } from './clock.ts'
import { machineTime } from './dates.ts'
import { useNow } from './now.ts'
import { usePage } from './use-page.ts'

/** What is left or run over, with the time itself beside it. Overdue is told by sign and word, not by colour alone. */
export function Clock({ dueAt }: { readonly dueAt: Instant | null }): ReactNode {
  const { say, when } = usePage()
  const now = useNow()
  if (dueAt === null) return <span className="clock">{say('clock.none')}</span>
  const look = lookOf(dueAt, now)
  return (
    <span className={`clock ${look}`} data-due={dueAt}>
      <strong>
        {look !== 'calm' && <span aria-hidden="true">{look === 'over' ? '⚠ ' : '◷ '}</span>}
        {clockWords(dueAt, now, say)}
      </strong>{' '}
      <time dateTime={machineTime(dueAt)}>{say('clock.until', { when: when(dueAt) })}</time>
    </span>
  )
}

export function When({ at }: { readonly at: Instant }): ReactNode {
  const { when } = usePage()
  return <time dateTime={machineTime(at)}>{when(at)}</time>
}
