import type { ReactNode } from 'react'
import { usePage } from '../kit/use-page.ts'
import type { PeriodHead } from './scores.server.ts'

/** Which days, by which scheme, how it stands, and from which checkpoint of the journal. */
export function PeriodLine({ head }: { readonly head: PeriodHead }): ReactNode {
  const { say, day, when } = usePage()
  const { stands, checkpoint } = head
  return (
    <>
      <p>
        <strong>{head.period}</strong> ·{' '}
        {say('scores.period.days', { from: day(head.fromDay), until: day(head.untilDay) })} ·{' '}
        {say('scores.scheme', { version: head.schemeVersion })} ·{' '}
        {checkpoint
          ? say('scores.checkpoint', { size: checkpoint.size, root: checkpoint.root })
          : say('scores.checkpoint.none')}
      </p>
      <p className="note">{say(`scores.stands.${stands}`, { day: when(head.standsAt) })}</p>
      {head.isTransition && <p className="note">{say('scores.transition')}</p>}
    </>
  )
}
