import { useEffect, useState, type ReactNode } from 'react'
import { useFetcher, useLoaderData, useNavigate, useRevalidator, type LinksFunction } from 'react-router'
import { DeskPage } from '../../desk/desk-page.tsx'
import { Button } from '../../kit/button.tsx'
import { Bars } from '../../kit/chart/bars.tsx'
import { Empty } from '../../kit/empty.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { useLive } from '../../kit/live.tsx'
import { useMorePages } from '../../kit/more-pages.ts'
import { usePage } from '../../kit/use-page.ts'
import { ViewLinks } from '../../kit/view-links.tsx'
import { VirtualRows, type RowView } from '../../kit/virtual-rows.tsx'
import styles from '../../style/floor.css?url'
import type { Measure, RiskAnswer, RiskData } from './at-risk.server.ts'
import { MeasureDialog } from './measure-dialog.tsx'
import { RiskCells, RiskHead } from './risk-cells.tsx'
import type { RiskLine } from './risk-line.ts'

export { action, loader } from './at-risk.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

const columns =
  '2.2rem minmax(9.5rem, 1fr) minmax(10rem, 1.2fr) minmax(10rem, 2fr) minmax(8rem, 1.3fr) minmax(7rem, 1fr) minmax(7rem, 1fr)'

/** Orders whose time runs out: chosen with x, urged or supervised together after a look at what that means. */
export default function AtRisk(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<RiskData>()
  const pages = useMorePages<RiskLine>(data)
  const { selected, setSelected, clear } = useSelection(pages.lines, data.most)
  const navigate = useNavigate()
  const { open, fetcher, ask, close } = useMeasure(selected, clear)
  const cells = (line: RiskLine, view: RowView): ReactNode => (
    <RiskCells line={line} isSelected={view.isSelected} onToggle={() => setSelected(toggled(selected, line.number))} />
  )
  useRefresh(fetcher.state === 'idle' && open === null)
  return (
    <DeskPage title={say('risk.title')} head={<Views data={data} />}>
      <div className="risk-parts">
        <div>
          <Chosen data={data} selected={selected} lines={pages.lines} onSelect={setSelected} onAsk={ask} />
          <VirtualRows
            label={say('risk.title')}
            items={pages.lines}
            idOf={({ number }) => number}
            columns={columns}
            rowHeight={52}
            head={<RiskHead />}
            row={cells}
            onOpen={({ number }) => void navigate(`/staff/requests/${number}`)}
            selected={selected}
            onSelect={setSelected}
            onEnd={pages.readOn}
            empty={<Empty words={say(`risk.none.${data.view}`)} />}
          />
        </div>
        <ByUnit data={data} />
      </div>
      {open !== null && fetcher.data && <MeasureDialog answer={fetcher.data} fetcher={fetcher} onClose={close} />}
    </DeskPage>
  )
}

function toggled(selected: ReadonlySet<string>, number: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(number)) next.add(number)
  return next
}

/** What was chosen and is still there; never more than one person can answer for. */
function useSelection(lines: readonly RiskLine[], most: number) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const there = new Set(lines.map(({ number }) => number))
  const selected = new Set([...chosen].filter((number) => there.has(number)))
  const setSelected = (next: ReadonlySet<string>): void => setChosen(new Set([...next].slice(0, most)))
  return { selected, setSelected, clear: () => setChosen(new Set()) }
}

/** Asks for the preview of a measure, and keeps the dialog open until it is closed. */
function useMeasure(selected: ReadonlySet<string>, clear: () => void) {
  const fetcher = useFetcher<RiskAnswer>()
  const [open, setOpen] = useState<Measure | null>(null)
  const ask = (measure: Measure): void => {
    if (selected.size === 0) return
    const form = new FormData()
    form.set('measure', measure)
    form.set('step', 'preview')
    for (const number of selected) form.append('number', number)
    setOpen(measure)
    void fetcher.submit(form, { method: 'post' })
  }
  const close = (): void => {
    if (fetcher.data?.step === 'done') clear()
    setOpen(null)
  }
  const isFresh = fetcher.state === 'idle' || fetcher.data?.measure === open
  return { open: isFresh ? open : null, fetcher, ask, close }
}

/** The list is read anew when something changed, but not under somebody's hands. */
function useRefresh(mayRefresh: boolean): void {
  const { revalidate } = useRevalidator()
  const [isDue, setDue] = useState(false)
  useLive('change', () => setDue(true))
  useLive('resync', () => setDue(true))
  useEffect(() => {
    if (!isDue || !mayRefresh) return undefined
    const timer = setTimeout(() => {
      setDue(false)
      void revalidate()
    }, 4_000)
    return () => clearTimeout(timer)
  }, [isDue, mayRefresh, revalidate])
}

function Views({ data }: { readonly data: RiskData }): ReactNode {
  const { say } = usePage()
  const { view, level, unit, byLevel } = data
  const to = (more: Readonly<Record<string, string>>): string => {
    const given = Object.entries({ view, level, unit: unit?.code ?? '', ...more }).filter(([, value]) => value !== '')
    return `/staff/at-risk?${new URLSearchParams(given).toString()}`
  }
  return (
    <>
      <ViewLinks
        label={say('risk.views')}
        views={(['risk', 'overdue'] as const).map((each) => ({
          to: to({ view: each }),
          words: say(`risk.view.${each}`),
          isCurrent: each === view,
        }))}
      />
      <ViewLinks
        label={say('risk.levels')}
        views={[
          { to: to({ level: '' }), words: say('risk.level.all'), isCurrent: level === '' },
          ...byLevel.map((each) => ({
            to: to({ level: each.level }),
            words: each.level,
            isCurrent: each.level === level,
            count: each.count,
          })),
        ]}
      />
      {unit && (
        <ViewLinks
          label={say('risk.units')}
          views={[
            { to: to({}), words: unit.name, isCurrent: true },
            { to: to({ unit: '' }), words: say('risk.unit.all'), isCurrent: false },
          ]}
        />
      )}
    </>
  )
}

interface ChosenProps {
  readonly data: RiskData
  readonly selected: ReadonlySet<string>
  readonly lines: readonly RiskLine[]
  readonly onSelect: (selected: ReadonlySet<string>) => void
  readonly onAsk: (measure: Measure) => void
}

function Chosen({ data, selected, lines, onSelect, onAsk }: ChosenProps): ReactNode {
  const { say } = usePage()
  const isNone = selected.size === 0
  useKeys([
    { keys: 'u', words: say('risk.urge'), run: () => onAsk('urge'), isOff: isNone },
    { keys: 'shift+s', words: say('risk.supervise'), run: () => onAsk('supervise'), isOff: isNone },
    { keys: 'escape', words: say('risk.clear'), run: () => onSelect(new Set()), isOff: isNone },
  ])
  return (
    <div className="risk-chosen">
      <output>{say('risk.selected', { count: selected.size, most: data.most })}</output>
      <Button look="quiet" onPress={() => onSelect(new Set(lines.map(({ number }) => number)))}>
        {say('risk.selectAll')}
      </Button>
      <Button look="quiet" isDisabled={isNone} onPress={() => onSelect(new Set())}>
        {say('risk.clear')}
      </Button>
      <Button look="primary" keys="u" isDisabled={isNone} onPress={() => onAsk('urge')}>
        {say('risk.urge')}
      </Button>
      <Button keys="shift+s" isDisabled={isNone} onPress={() => onAsk('supervise')}>
        {say('risk.supervise')}
      </Button>
    </div>
  )
}

function ByUnit({ data }: { readonly data: RiskData }): ReactNode {
  const { say } = usePage()
  if (data.byUnit.length === 0) return null
  return (
    <section className="panel">
      <Bars
        caption={say('risk.units')}
        head={[say('risk.units.head.unit'), say('risk.units.head.count')]}
        bars={data.byUnit.map(({ code, name, count }) => ({
          id: code,
          words: name,
          value: count,
          print: String(count),
          href: `/staff/floor/units/${encodeURIComponent(code)}`,
        }))}
      />
    </section>
  )
}
