import { useMemo, useState, type ReactNode } from 'react'
import { useLoaderData, useNavigate, useRevalidator, type LinksFunction } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import type { DispatchLine } from '../../house/dispatch-doors.ts'
import { Clock } from '../../kit/clock-view.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { useLive } from '../../kit/live.tsx'
import { useMorePages } from '../../kit/more-pages.ts'
import { PresenceMarks, usePresent, useSayPresent } from '../../kit/presence.tsx'
import { usePage } from '../../kit/use-page.ts'
import { VirtualRows, type RowView } from '../../kit/virtual-rows.tsx'
import styles from '../../style/dispatch.css?url'
import { DeskPage } from '../desk-page.tsx'
import { HardCase, type Decision } from './hard-case.tsx'
import { useCase } from './panel.tsx'
import { useActs, useDelayed } from './use-acts.ts'
import type { HardData } from './hard.server.ts'

export { loader } from './hard.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** Hard cases, one at a time, with everything that it takes to decide: a number picks the unit. */
export default function Hard(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<HardData>()
  const { revalidate } = useRevalidator()
  const refresh = useDelayed(() => void revalidate(), 1_500)
  useLive(
    'change',
    ({ state }) => ['registered', 'pending_dispatch', 'pre_consultation', 'dispatched'].includes(state) && refresh(),
  )
  return (
    <DeskPage title={say('hard.title')} head={<p className="hint">{say('hard.hint')}</p>}>
      <HardDesk data={data} />
    </DeskPage>
  )
}

function HardDesk({ data }: { readonly data: HardData }): ReactNode {
  const { say } = usePage()
  const navigate = useNavigate()
  const { lines: read, readOn } = useMorePages(data)
  const acts = useActs()
  const [picked, setPicked] = useState<DispatchLine | undefined>()
  const lines = useMemo(() => read.filter(({ number }) => !acts.gone.has(number)), [read, acts.gone])
  // Before a key was pressed the first one lies open already.
  const active = lines.find(({ number }) => number === picked?.number) ?? lines[0]
  const found = useCase(active?.number)
  const present = usePresent()
  const sayWriting = useSayPresent(active?.number)
  useKeys([{ keys: 'z', words: say('dispatch.undo'), run: () => void acts.undo() }])
  const decide = async (line: DispatchLine, { unitCode, note, serviceCode }: Decision): Promise<void> => {
    const seen = { number: line.number, seq: line.seq, serviceCode }
    const isConsulted = line.state === 'pre_consultation' ? '1' : '0'
    const done = await acts.send('decide', [seen], { unitCode, note, isConsulted })
    const [first] = done
    if (first)
      acts.offerUndo('recall', done, say('dispatch.sent', { number: printedNumber(line.number), unit: first.unit }))
  }
  return (
    <div className="hard-columns">
      <VirtualRows
        label={say('hard.title')}
        items={lines}
        idOf={({ number }) => number}
        columns="minmax(0, 1fr)"
        rowHeight={88}
        row={drawRow(present)}
        onActive={setPicked}
        onOpen={({ number }) => void navigate(`/staff/requests/${number}`)}
        onEnd={readOn}
        empty={<p>{say('hard.empty')}</p>}
      />
      {active && found && (
        <HardCase
          key={found.number}
          found={found}
          units={data.units}
          onTyping={sayWriting}
          onDecide={(decision) => void decide(active, decision)}
        />
      )}
    </div>
  )
}

const drawRow =
  (present: ReturnType<typeof usePresent>) =>
  (line: DispatchLine, _: RowView): ReactNode => <HardRow line={line} who={present.get(line.number)} />

function HardRow({
  line,
  who,
}: {
  readonly line: DispatchLine
  readonly who: Parameters<typeof PresenceMarks>[0]['who']
}): ReactNode {
  const { say } = usePage()
  const reason = line.advice.doubts[0] ?? 'unclear'
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a cell of a grid of which only the rows in sight are in the page
    <span role="gridcell">
      <strong>{printedNumber(line.number)}</strong> <span className="alike">{say(`dispatch.doubt.${reason}`)}</span>
      <PresenceMarks who={who} />
      <span className="one-line block">{line.matter}</span>
      <Clock dueAt={line.dueAt} />
    </span>
  )
}
