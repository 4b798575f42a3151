/* oxlint-disable jsx-a11y/prefer-tag-over-role -- cells of a grid of which only the rows in sight are in the page */
import type { ReactNode } from 'react'
import { printedNumber } from '../../../core/work-order/number.ts'
import type { AdviceView, DispatchLine } from '../../house/dispatch-doors.ts'
import { Clock } from '../../kit/clock-view.tsx'
import type { LivePresence } from '../../kit/live.tsx'
import { PresenceMarks } from '../../kit/presence.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { Say } from '../../messages/catalogue.ts'

const signs = { sure: '●', look: '◐', hard: '○' } as const

/** How sure the rule is: by sign, word and colour. */
export function ConfidenceBadge({ advice }: { readonly advice: AdviceView }): ReactNode {
  const { say } = usePage()
  return (
    <span className={`confidence ${advice.confidence}`}>
      <span aria-hidden="true">{signs[advice.confidence]} </span>
      {say(`dispatch.view.${advice.confidence}`)}
    </span>
  )
}

export function LineHead(): ReactNode {
  const { say } = usePage()
  return (
    <>
      <span role="columnheader">{say('queue.number')}</span>
      <span role="columnheader">{say('queue.matter')}</span>
      <span role="columnheader">{say('dispatch.unit')}</span>
      <span role="columnheader">{say('queue.due')}</span>
    </>
  )
}

/** The settled service, or what the words seem to mean, with a mark. */
const serviceWords = ({ service, guess }: DispatchLine, say: Say): string =>
  service || (guess ? say('dispatch.guess', { service: guess.name }) : say('request.no-service'))

interface LineCellsProps {
  readonly line: DispatchLine
  readonly isSelected: boolean
  readonly onSelect: () => void
  readonly who: LivePresence['who'] | undefined
}

/** The cells of one request in the queue. */
export function LineCells({ line, isSelected, onSelect, who }: LineCellsProps): ReactNode {
  const { say } = usePage()
  const { number, level, isAlarm, advice } = line
  return (
    <>
      <span role="gridcell" className="dispatch-number">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isSelected}
          aria-label={say('dispatch.select', { number: printedNumber(number) })}
          onChange={onSelect}
        />
        <span>
          {printedNumber(number)}
          <br />
          <span className={level === 'L1' || isAlarm ? 'level urgent' : 'level'}>
            {(level === 'L1' || isAlarm) && <span aria-hidden="true">⚠ </span>}
            {say(`level.${level}`)}
          </span>
        </span>
      </span>
      <span role="gridcell" className="dispatch-matter">
        <span className="two-lines">{line.matter}</span>
        <span className="hint one-line">
          {[serviceWords(line, say), line.area].filter((part) => part !== '').join(' · ')}
        </span>
      </span>
      <span role="gridcell" className="dispatch-advice">
        <span className="one-line">{advice.unit || say('dispatch.unit.none')}</span>
        <span>
          <ConfidenceBadge advice={advice} />
          {line.alike > 0 && <span className="alike">{say('dispatch.alike', { n: line.alike })}</span>}
          {line.childCount > 0 && <span className="alike">{say('dispatch.children', { n: line.childCount })}</span>}
        </span>
      </span>
      <span role="gridcell">
        <Clock dueAt={line.dueAt} />
        <PresenceMarks who={who} />
      </span>
    </>
  )
}
