import { useMemo, useState, type ReactNode } from 'react'
import { useLoaderData, useNavigate, useRevalidator, type LinksFunction } from 'react-router'
import { urgencyLevels } from '../../../core/deadline/terms.ts'
import { confidences } from '../../../core/routing/advise.ts'
import { printedNumber } from '../../../core/work-order/number.ts'
import type { EventType } from '../../../core/work-order/events.ts'
import type { DispatchCase, DispatchLine } from '../../house/dispatch-doors.ts'
import { Button } from '../../kit/button.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { useLive } from '../../kit/live.tsx'
import { useMorePages } from '../../kit/more-pages.ts'
import { usePresent, useSayPresent } from '../../kit/presence.tsx'
import { usePage } from '../../kit/use-page.ts'
import { ViewLinks } from '../../kit/view-links.tsx'
import { VirtualRows, type RowView } from '../../kit/virtual-rows.tsx'
import styles from '../../style/dispatch.css?url'
import { DeskPage } from '../desk-page.tsx'
import { Ask, type Asking } from './dialogs.tsx'
import { LineCells, LineHead } from './line.tsx'
import { Panel, useCase } from './panel.tsx'
import { SavedViews } from './saved-views.tsx'
import { useActs, useDelayed, type ActFields, type Seen } from './use-acts.ts'
import type { DispatchData, DispatchFilters } from './queue.server.ts'

export { loader } from './queue.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** What brings a request into this queue, or takes it out. */
const moving: readonly EventType[] = [
  'registered',
  'classified',
  'dispatched',
  'dispatch_recalled',
  'merged',
  'unmerged',
  'objection_upheld',
  'consultation_concluded',
  'redirect_proposed',
  'redirect_declined',
  'redirect_objected',
  'transferred_emergency',
  'withdrawn',
]

const order = (line: DispatchLine): number => confidences.indexOf(line.advice.confidence)

/** The dispatcher's queue: to whom each request should go and why; most go out by one key. */
export default function DispatchQueue(): ReactNode {
  const { say, when, root } = usePage()
  const data = useLoaderData<DispatchData>()
  const { filters, account } = data
  const { revalidate } = useRevalidator()
  const refresh = useDelayed(() => void revalidate(), 1_500)
  useLive('change', ({ type }) => moving.includes(type) && refresh())
  useLive('resync', () => refresh())
  return (
    <DeskPage
      title={say('dispatch.title')}
      head={
        <>
          <p className="hint">{say('queue.asOf', { when: when(root.now) })}</p>
          <SavedViews account={account} />
        </>
      }
    >
      <Filters filters={filters} />
      <Queue data={data} />
    </DeskPage>
  )
}

function Filters({ filters }: { readonly filters: DispatchFilters }): ReactNode {
  const { say } = usePage()
  const to = (change: Partial<DispatchFilters>): string => {
    const { view, level, by } = { ...filters, ...change }
    const chosen = { ...(view && { view }), ...(level && { level }), ...(by === 'view' && { by }) }
    const search = new URLSearchParams(chosen).toString()
    return search === '' ? '/staff/dispatch' : `/staff/dispatch?${search}`
  }
  const views = ['' as const, ...confidences]
  return (
    <div className="dispatch-filters">
      <ViewLinks
        label={say('dispatch.views')}
        views={views.map((view) => ({
          to: to({ view }),
          words: view === '' ? say('queue.filter.all') : say(`dispatch.view.${view}`),
          isCurrent: filters.view === view,
        }))}
      />
      <ViewLinks
        label={say('queue.filter.level')}
        views={urgencyLevels.map((level) => ({
          to: to({ level: filters.level === level ? '' : level }),
          words: say(`level.${level}`),
          isCurrent: filters.level === level,
        }))}
      />
      <ViewLinks
        label={say('dispatch.order')}
        views={(['due', 'view'] as const).map((by) => ({
          to: to({ by }),
          words: say(`dispatch.by.${by}`),
          isCurrent: filters.by === by,
        }))}
      />
    </div>
  )
}

function Queue({ data }: { readonly data: DispatchData }): ReactNode {
  const { say } = usePage()
  const navigate = useNavigate()
  const { lines: read, readOn } = useMorePages(data)
  const acts = useActs()
  const [active, setActive] = useState<DispatchLine | undefined>()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | undefined>()
  const found = useCase(active?.number)
  const present = usePresent()
  useSayPresent(active?.number)
  const lines = useMemo(() => {
    const left = read.filter(({ number }) => !acts.gone.has(number))
    return data.filters.by === 'view' ? left.toSorted((one, other) => order(one) - order(other)) : left
  }, [read, acts.gone, data.filters.by])
  const chosen = lines.filter(({ number }) => selected.has(number))
  const open = (line: DispatchLine): void => void navigate(`/staff/requests/${line.number}`)
  const accept = useAccept(acts, () => setSelected(new Set()))
  useDispatchKeys({ active, found, chosen, acts, accept, ask: setAsking })
  const toggle = (number: string): void =>
    setSelected((all) => {
      const next = new Set(all)
      if (!next.delete(number)) next.add(number)
      return next
    })
  return (
    <div className="dispatch-columns">
      <div>
        <Tools chosen={chosen} active={active} accept={accept} ask={setAsking} />
        <VirtualRows
          label={say('dispatch.title')}
          items={lines}
          idOf={({ number }) => number}
          columns="var(--dispatch-columns)"
          rowHeight={66}
          head={<LineHead />}
          row={drawLine(present, toggle)}
          onOpen={open}
          onActive={setActive}
          selected={selected}
          onSelect={setSelected}
          onEnd={readOn}
          empty={<p>{say(data.filters.view || data.filters.level ? 'queue.empty.filtered' : 'dispatch.empty')}</p>}
          classOf={({ advice }) => `line-${advice.confidence}`}
        />
      </div>
      <Panel found={found} />
      <Asked
        asking={asking}
        found={found}
        data={data}
        onClose={() => setAsking(undefined)}
        onSend={(about, fields, numbers) => void answer(about, fields, numbers, { acts, accept, say })}
      />
    </div>
  )
}

interface AskedProps {
  readonly asking: Asking | undefined
  readonly found: DispatchCase | undefined
  readonly data: DispatchData
  readonly onClose: () => void
  readonly onSend: (asking: Asking, fields: ActFields, numbers?: readonly string[]) => void
}

function Asked({ asking, found, data, onClose, onSend }: AskedProps): ReactNode {
  if (!asking) return null
  return (
    <Ask
      asking={asking}
      found={asking.lines[0]?.number === found?.number ? found : undefined}
      units={data.units}
      dispositions={data.dispositions}
      onClose={onClose}
      onSend={(fields, numbers) => {
        onClose()
        onSend(asking, fields, numbers)
      }}
    />
  )
}

const drawLine =
  (present: ReturnType<typeof usePresent>, toggle: (number: string) => void) =>
  (line: DispatchLine, { isSelected }: RowView): ReactNode => (
    <LineCells
      line={line}
      isSelected={isSelected}
      onSelect={() => toggle(line.number)}
      who={present.get(line.number)}
    />
  )

type Acts = ReturnType<typeof useActs>
type Accept = (lines: readonly DispatchLine[], fields?: ActFields) => Promise<void>

/** Sends requests to the units that were proposed, or to another one, and offers to take it back. */
function useAccept(acts: Acts, onSent: () => void): Accept {
  const { say } = usePage()
  return async (lines, fields = {}) => {
    onSent()
    const done = await acts.send('dispatch', lines.map(seenOf), fields)
    const [first] = done
    const words =
      done.length === 1 && first
        ? say('dispatch.sent', { number: printedNumber(first.number), unit: first.unit })
        : say('dispatch.sent.many', { n: done.length })
    acts.offerUndo('recall', done, words)
  }
}

const seenOf = ({ number, seq, guess }: DispatchLine): Seen => ({ number, seq, serviceCode: guess?.code })

interface Tools {
  readonly acts: Acts
  readonly accept: Accept
  readonly say: ReturnType<typeof usePage>['say']
}

async function answer(
  { kind, lines }: Asking,
  fields: ActFields,
  numbers: readonly string[] | undefined,
  { acts, accept, say }: Tools,
): Promise<void> {
  const [line] = lines
  if (!line) return
  switch (kind) {
    case 'unit':
      return accept(lines, fields)
    case 'bulk':
      return accept(lines.filter(({ number }) => numbers?.includes(number)))
    case 'merge': {
      const done = await acts.send('merge', lines.map(seenOf), fields)
      return acts.offerUndo('split', done, say('dispatch.merged', { n: done.length, parent: fields['parent'] ?? '' }))
    }
    case 'service':
      return void (await acts.send('classify', [{ number: line.number, seq: line.seq }], fields))
    case 'redirect':
      return void (await acts.send('redirect', lines.map(seenOf), fields))
    case 'split': {
      const children = (numbers ?? []).map((number) => ({ number, seq: 0 }))
      return void (await acts.send('split', children, fields))
    }
  }
}

interface KeysProps {
  readonly active: DispatchLine | undefined
  readonly found: DispatchCase | undefined
  readonly chosen: readonly DispatchLine[]
  readonly acts: Acts
  readonly accept: Accept
  readonly ask: (asking: Asking) => void
}

const isReady = ({ advice }: DispatchLine): boolean => advice.unitCode !== null && advice.confidence !== 'hard'

/** What the rule knows goes out; what it lacks is asked for. */
function acceptOrAsk(line: DispatchLine, accept: Accept, ask: KeysProps['ask']): void {
  if (isReady(line)) void accept([line])
  else ask({ kind: line.advice.doubts.includes('no_service') ? 'service' : 'unit', lines: [line] })
}

function useDispatchKeys({ active, chosen, acts, accept, ask }: KeysProps): void {
  const { say } = usePage()
  const lines = chosen.length > 0 ? chosen : active ? [active] : []
  const on = (kind: Asking['kind']) => (): void => void (lines.length > 0 && ask({ kind, lines }))
  const acceptNext = (): void => {
    if (chosen.length > 0) ask({ kind: 'bulk', lines: chosen })
    else if (active) acceptOrAsk(active, accept, ask)
  }
  useKeys([
    { keys: 'a', words: say('dispatch.keys.accept'), run: acceptNext },
    { keys: 'u', words: say('dispatch.ask.unit'), run: on('unit') },
    { keys: 'm', words: say('dispatch.ask.merge'), run: on('merge') },
    { keys: 's', words: say('dispatch.ask.split'), run: () => active && ask({ kind: 'split', lines: [active] }) },
    { keys: 'c', words: say('dispatch.ask.service'), run: () => active && ask({ kind: 'service', lines: [active] }) },
    { keys: 'r', words: say('dispatch.ask.redirect'), run: on('redirect') },
    { keys: 'z', words: say('dispatch.undo'), run: () => void acts.undo() },
  ])
}

/** The same by buttons, for whoever uses a mouse. */
function Tools({ chosen, active, accept, ask }: Pick<KeysProps, 'chosen' | 'active' | 'accept' | 'ask'>): ReactNode {
  const { say } = usePage()
  const lines = chosen.length > 0 ? chosen : active ? [active] : []
  const isOff = lines.length === 0
  return (
    <div className="dispatch-tools" role="toolbar" aria-label={say('dispatch.tools')}>
      {chosen.length > 0 && <span>{say('dispatch.chosen', { n: chosen.length })}</span>}
      <Button
        look="primary"
        keys="a"
        isDisabled={isOff}
        onPress={() => {
          if (chosen.length > 0) ask({ kind: 'bulk', lines: chosen })
          else if (active) acceptOrAsk(active, accept, ask)
        }}
      >
        {say(chosen.length > 0 ? 'dispatch.accept.many' : 'dispatch.accept')}
      </Button>
      {(['unit', 'merge', 'redirect'] as const).map((kind) => (
        <Button
          key={kind}
          keys={kind === 'redirect' ? 'r' : kind.charAt(0)}
          isDisabled={isOff}
          onPress={() => ask({ kind, lines })}
        >
          {say(`dispatch.ask.${kind}`)}
        </Button>
      ))}
      {active !== undefined && active.childCount > 0 && (
        <Button keys="s" onPress={() => ask({ kind: 'split', lines: [active] })}>
          {say('dispatch.ask.split')}
        </Button>
      )}
    </div>
  )
}
