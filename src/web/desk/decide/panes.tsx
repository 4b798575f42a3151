/* oxlint-disable jsx-a11y/prefer-tag-over-role, react/no-unstable-nested-components -- the rows of a list of any length are no table; a row is a function of its item */
import type { CSSProperties, ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { Clock } from '../../kit/clock-view.tsx'
import { usePage } from '../../kit/use-page.ts'
import { PresenceMarks, usePresent } from '../../kit/presence.tsx'
import { VirtualRows } from '../../kit/virtual-rows.tsx'
import type { DecideLine } from './lines.server.ts'

interface PanesProps {
  readonly label: string
  readonly lines: readonly DecideLine[]
  readonly readOn?: (() => void) | undefined
  readonly empty: ReactNode
  /** The address that shows a line beside the list. */
  readonly addressOf: (number: string) => string
  /** The request that is shown now. */
  readonly chosen: string | null
  /** Somebody chose it; on a narrow screen it then stands instead of the list. */
  readonly isChosen: boolean
  readonly backTo: string
  readonly children: ReactNode
}

/** The list of what waits, and beside it the one that is open. */
export function Panes(props: PanesProps): ReactNode {
  const { label, lines, readOn, empty, addressOf, chosen, isChosen, backTo, children } = props
  const { say } = usePage()
  const navigate = useNavigate()
  const present = usePresent()
  return (
    <div className={['panes', isChosen ? 'chosen' : '', lines.length === 0 ? 'none' : ''].join(' ')}>
      <div className="pane-list" style={{ '--lines': lines.length } as CSSProperties}>
        <VirtualRows
          label={label}
          items={lines}
          idOf={({ number }) => number}
          columns="minmax(0, 1fr)"
          rowHeight={76}
          onOpen={({ number }) => void navigate(addressOf(number), { preventScrollReset: true })}
          onEnd={readOn}
          empty={empty}
          classOf={({ number }) => (number === chosen ? 'shown' : undefined)}
          row={(line) => (
            <div role="gridcell" className="pane-row">
              <Link to={addressOf(line.number)} tabIndex={-1} className="one-line" preventScrollReset>
                {line.isAlarm && <span aria-hidden="true">⚠ </span>}
                {line.matter || printedNumber(line.number)}
              </Link>
              <span className="hint one-line">
                {[line.unit, line.service, line.area].filter((part) => part !== '').join(' · ')}
              </span>
              <span className="pane-row-foot">
                {line.dueAt !== null && <Clock dueAt={line.dueAt} />}
                {line.measures > 0 && <span className="badge">{say('decide.measures', { n: line.measures })}</span>}
                <PresenceMarks who={present.get(line.number)} />
              </span>
            </div>
          )}
        />
      </div>
      <div className="pane-detail">
        <p className="pane-back">
          <Link to={backTo}>{say('decide.back')}</Link>
        </p>
        {children}
      </div>
    </div>
  )
}
