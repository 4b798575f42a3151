/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the rows of a list of any length are no table */
import type { ReactNode } from 'react'
import { printedNumber } from '../../../core/work-order/number.ts'
import { Clock } from '../../kit/clock-view.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { RiskLine } from './risk-line.ts'
import { measureWords, ruleWords } from './rule-words.ts'

const heads = ['select', 'number', 'left', 'service', 'unit', 'rule', 'measures'] as const

export function RiskHead(): ReactNode {
  const { say } = usePage()
  return heads.map((head) => (
    <span key={head} role="columnheader">
      {say(`risk.column.${head}`)}
    </span>
  ))
}

interface CellsProps {
  readonly line: RiskLine
  readonly isSelected: boolean
  readonly onToggle: () => void
}

export function RiskCells({ line, isSelected, onToggle }: CellsProps): ReactNode {
  const { say } = usePage()
  const { number, service, area, unit, dueAt } = line
  return (
    <>
      <span role="gridcell">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isSelected}
          onChange={onToggle}
          aria-label={say('risk.select', { number: printedNumber(number) })}
        />
      </span>
      <span role="gridcell">
        <a href={`/staff/requests/${number}`} tabIndex={-1}>
          {printedNumber(number)}
        </a>
      </span>
      <span role="gridcell">
        <Clock dueAt={dueAt} />
      </span>
      <span role="gridcell">
        {service || say('request.no-service')}
        <span className="hint">{area}</span>
      </span>
      <span role="gridcell">{unit}</span>
      <span role="gridcell">{ruleWords(line.clock, line.level, line.term, say)}</span>
      <span role="gridcell">{measureWords(line, say)}</span>
    </>
  )
}
