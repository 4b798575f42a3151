import { useId, useState, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import type { DispatchCase, DispatchLine, UnitChoice } from '../../house/dispatch-doors.ts'
import { Button } from '../../kit/button.tsx'
import { ComboBox } from '../../kit/combo-box.tsx'
import { isComposing } from '../../kit/composition.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Select, TextArea, TextField } from '../../kit/fields.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { ActFields } from './use-acts.ts'

/** What is being asked about which requests. */
export interface Asking {
  readonly kind: 'unit' | 'service' | 'merge' | 'split' | 'redirect' | 'bulk'
  readonly lines: readonly DispatchLine[]
}

interface AskProps {
  readonly asking: Asking
  readonly found: DispatchCase | undefined
  readonly units: readonly UnitChoice[]
  readonly dispositions: readonly UnitChoice[]
  readonly onClose: () => void
  /** @param numbers the requests that were chosen in the dialog, where it lets choose */
  readonly onSend: (fields: ActFields, numbers?: readonly string[]) => void
}

/** One question over the list; Enter answers it, Escape takes it back. */
export function Ask(props: AskProps): ReactNode {
  const { say } = usePage()
  const { asking, onClose } = props
  const [line] = asking.lines
  const about =
    asking.lines.length > 1 ? say('dispatch.chosen', { n: asking.lines.length }) : printedNumber(line?.number ?? '')
  return (
    <Dialog title={`${say(`dispatch.ask.${asking.kind}`)} · ${about}`} isOpen onClose={onClose}>
      <Question {...props} />
    </Dialog>
  )
}

function Question({ asking, found, units, dispositions, onSend }: AskProps): ReactNode {
  switch (asking.kind) {
    case 'unit':
      return <UnitQuestion candidates={found?.candidates ?? []} units={units} onSend={onSend} />
    case 'service':
      return <ServiceQuestion services={found?.services ?? []} onSend={onSend} />
    case 'merge':
      return <MergeQuestion alikes={found?.alikes ?? []} onSend={onSend} />
    case 'split':
      return <SplitQuestion items={found?.children ?? []} onSend={onSend} />
    case 'redirect':
      return <RedirectQuestion dispositions={dispositions} onSend={onSend} />
    case 'bulk':
      return <BulkQuestion lines={asking.lines} onSend={onSend} />
  }
}

type Sends = Pick<AskProps, 'onSend'>

/** A form of a dialog: Enter sends it, but never the Enter that takes a word from the input method. */
function AskForm({
  children,
  send,
  words,
}: {
  readonly children: ReactNode
  readonly send: (fields: ActFields) => void
  readonly words: string
}): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- guards the Enter of the input method
    <form
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isComposing(event.nativeEvent)) event.preventDefault()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        const fields = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value] as const] : [],
        )
        send(Object.fromEntries(fields))
      }}
    >
      {children}
      <div className="buttons">
        <button className="primary">{words}</button>
      </div>
    </form>
  )
}

function UnitQuestion({
  candidates,
  units,
  onSend,
}: Sends & { readonly candidates: readonly UnitChoice[]; readonly units: readonly UnitChoice[] }): ReactNode {
  const { say } = usePage()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const wanted = typed.trim().toLowerCase()
  const matching =
    wanted === '' ? candidates : units.filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(wanted))
  const options = matching.slice(0, 12).map(({ code, name }) => ({ id: code, words: name }))
  const unitCode = chosen || (options.length === 1 ? (options[0]?.id ?? '') : '')
  return (
    <>
      <ol className="candidates">
        {candidates.map(({ code, name }) => (
          <li key={code}>
            <Button look="quiet" onPress={() => onSend({ unitCode: code })}>
              {name}
            </Button>
          </li>
        ))}
      </ol>
      <AskForm words={say('dispatch.ask.unit.send')} send={({ note = '' }) => unitCode && onSend({ unitCode, note })}>
        <ComboBox
          label={say('dispatch.unit')}
          options={options}
          typed={typed}
          onType={(text) => {
            setTyped(text)
            setChosen('')
          }}
          onChoose={(id) => {
            setChosen(id)
            setTyped(units.find(({ code }) => code === id)?.name ?? typed)
          }}
          empty={say('dispatch.unit.nothing')}
        />
        <TextField form="ask" name="note" label={say('field.note')} isOptional />
      </AskForm>
    </>
  )
}

/** What the words may mean, first; any other service by its name. */
function ServiceQuestion({ services, onSend }: Sends & { readonly services: readonly UnitChoice[] }): ReactNode {
  const { say } = usePage()
  const { load, data } = useFetcher<readonly UnitChoice[]>()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const options = (typed.trim() === '' ? services : (data ?? [])).map(({ code, name }) => ({ id: code, words: name }))
  return (
    <>
      <ol className="candidates">
        {services.map(({ code, name }) => (
          <li key={code}>
            <Button look="quiet" onPress={() => onSend({ serviceCode: code })}>
              {name}
            </Button>
          </li>
        ))}
      </ol>
      <AskForm words={say('dispatch.ask.service.send')} send={() => chosen !== '' && onSend({ serviceCode: chosen })}>
        <ComboBox
          label={say('field.serviceCode')}
          options={options}
          typed={typed}
          onType={(text) => {
            setTyped(text)
            setChosen('')
            void load(`/staff/dispatch/services?q=${encodeURIComponent(text.slice(0, 60))}`)
          }}
          onChoose={(id) => {
            setChosen(id)
            setTyped(options.find((option) => option.id === id)?.words ?? typed)
          }}
          empty={say('new.service.nothing')}
        />
      </AskForm>
    </>
  )
}

function MergeQuestion({ alikes, onSend }: Sends & { readonly alikes: DispatchCase['alikes'] }): ReactNode {
  const { say } = usePage()
  const list = useId()
  return (
    <AskForm words={say('dispatch.ask.merge.send')} send={onSend}>
      <TextField
        form="ask"
        name="parent"
        label={say('dispatch.ask.merge.parent')}
        hint={say('dispatch.ask.merge.hint')}
        value={alikes[0] ? printedNumber(alikes[0].number) : ''}
        list={list}
      />
      <datalist id={list}>
        {alikes.map(({ number, matter }) => (
          <option key={number} value={printedNumber(number)}>
            {matter}
          </option>
        ))}
      </datalist>
      <TextField form="ask" name="note" label={say('field.note')} isOptional />
    </AskForm>
  )
}

function SplitQuestion({ items, onSend }: Sends & { readonly items: DispatchCase['children'] }): ReactNode {
  const { say } = usePage()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const merged = items.filter(({ state }) => state === 'merged')
  if (merged.length === 0) return <p>{say('dispatch.ask.split.nothing')}</p>
  const toggle = (number: string): void =>
    setChosen((all) => {
      const next = new Set(all)
      if (!next.delete(number)) next.add(number)
      return next
    })
  return (
    <AskForm
      words={say('dispatch.ask.split.send', { n: chosen.size })}
      send={({ note = '' }) => chosen.size > 0 && onSend({ note }, [...chosen])}
    >
      <fieldset className="field">
        <legend>{say('dispatch.ask.split.which')}</legend>
        {merged.map(({ number, matter }) => (
          <label key={number} className="check-line">
            <input type="checkbox" checked={chosen.has(number)} onChange={() => toggle(number)} />
            <span>
              {printedNumber(number)} <span className="hint">{matter}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <TextArea form="ask" name="note" label={say('field.note')} rows={2} value={say('dispatch.ask.split.note')} />
    </AskForm>
  )
}

function RedirectQuestion({
  dispositions,
  onSend,
}: Sends & { readonly dispositions: readonly UnitChoice[] }): ReactNode {
  const { say } = usePage()
  return (
    <AskForm
      words={say('dispatch.ask.redirect.send')}
      send={(fields) => fields['disposition'] !== '' && onSend(fields)}
    >
      <Select
        form="ask"
        name="disposition"
        label={say('field.disposition')}
        options={dispositions.map(({ code, name }) => ({ value: code, label: name }))}
        empty={say('choose')}
      />
      <TextArea form="ask" name="note" label={say('field.note')} isOptional rows={2} />
    </AskForm>
  )
}

/** Who would go where, before a whole batch goes out. */
function BulkQuestion({ lines, onSend }: Sends & { readonly lines: readonly DispatchLine[] }): ReactNode {
  const { say } = usePage()
  const ready = lines.filter(({ advice }) => advice.confidence !== 'hard' && advice.unitCode !== null)
  const left = lines.length - ready.length
  return (
    <AskForm
      words={say('dispatch.ask.bulk.send', { n: ready.length })}
      send={() =>
        ready.length > 0 &&
        onSend(
          {},
          ready.map(({ number }) => number),
        )
      }
    >
      <ul className="case-list">
        {ready.map(({ number, matter, advice }) => (
          <li key={number}>
            {printedNumber(number)} → <strong>{advice.unit}</strong>
            <span className="hint one-line">{matter}</span>
          </li>
        ))}
      </ul>
      {left > 0 && <p className="hint">{say('dispatch.ask.bulk.left', { n: left })}</p>}
    </AskForm>
  )
}
