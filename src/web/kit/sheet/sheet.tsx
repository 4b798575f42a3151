import { useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import type { LinksFunction } from 'react-router'
import { HOUR, MINUTE } from '../../../core/time.ts'
import deskStyles from '../../style/desk.css?url'
import styles from '../../style/sheet.css?url'
import { useAliveMark } from '../alive-mark.ts'
import { Button } from '../button.tsx'
import { Clock } from '../clock-view.tsx'
import { Countdown } from '../countdown.tsx'
import { Dialog } from '../dialog.tsx'
import { Empty, Skeleton } from '../empty.tsx'
import { Radios, Select, TextArea, TextField } from '../fields.tsx'
import { KeyHelp } from '../key-help.tsx'
import { KeysProvider } from '../keys.tsx'
import { Menu } from '../menu.tsx'
import { SkipLink, Title } from '../page.tsx'
import { Switches } from '../switches.tsx'
import { Tabs } from '../tabs.tsx'
import { ToastProvider, useToasts } from '../toasts.tsx'
import { usePage } from '../use-page.ts'
import { ViewLinks } from '../view-links.tsx'
import { SheetCombo } from './sheet-combo.tsx'
import { SheetRows } from './sheet-rows.tsx'

export const handle = { alive: true }
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

const tokens = ['paper', 'sheet', 'ink', 'quiet', 'line', 'hair', 'accent', 'link', 'good', 'soon', 'over'] as const

/** Everything that pages are made of, on one page: for those who build more of them. */
export default function Sheet(): ReactNode {
  const { say, root } = usePage()
  const title = say('sheet.title')
  useAliveMark()
  return (
    <I18nProvider locale={root.language}>
      <KeysProvider>
        <ToastProvider>
          <div className="desk sheet">
            <SkipLink />
            <header className="desk-header">
              <a className="site-name" href="/">
                {say('site.name', { city: root.site.city, hotline: root.site.hotline })}
              </a>
              <Switches />
            </header>
            <main id="main" tabIndex={-1}>
              <Title parts={[title, 'open12345']} />
              <h1>{title}</h1>
              <Colours />
              <Buttons />
              <Fields />
              <Clocks />
              <SheetRows />
              <States />
            </main>
          </div>
          <KeyHelp />
        </ToastProvider>
      </KeysProvider>
    </I18nProvider>
  )
}

function Colours(): ReactNode {
  const { say } = usePage()
  return (
    <section>
      <h2>{say('sheet.colours')}</h2>
      <ul className="swatches">
        {tokens.map((token) => (
          <li key={token}>
            <span className="swatch" style={{ background: `var(--${token})` }} />
            {token}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Buttons(): ReactNode {
  const { say } = usePage()
  const { show } = useToasts()
  const [isOpen, setOpen] = useState(false)
  const undo = { words: say('sheet.undo'), keys: 'z', run: () => undefined }
  return (
    <section>
      <h2>{say('sheet.buttons')}</h2>
      <div className="buttons">
        <Button look="primary" keys="mod+enter">
          {say('sheet.primary')}
        </Button>
        <Button>{say('sheet.plain')}</Button>
        <Button look="quiet">{say('sheet.quiet')}</Button>
        <Button isDisabled>{say('sheet.off')}</Button>
        <Button onPress={() => show({ words: say('sheet.toast'), action: undo, seconds: 30 })}>
          {say('sheet.news')}
        </Button>
        <Button onPress={() => setOpen(true)}>{say('sheet.dialog')}</Button>
        <Menu
          words={say('sheet.menu')}
          items={[
            { id: 'one', words: say('sheet.primary') },
            { id: 'two', words: say('sheet.quiet') },
          ]}
          onChoose={() => undefined}
        />
      </div>
      <Dialog title={say('sheet.dialog')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>{say('sheet.dialog.text')}</p>
      </Dialog>
    </section>
  )
}

function Fields(): ReactNode {
  const { say } = usePage()
  const field = { form: 'sheet', problems: [] }
  const options = [
    { value: 'one', label: say('level.L3') },
    { value: 'two', label: say('level.L4') },
  ]
  return (
    <section>
      <h2>{say('sheet.fields')}</h2>
      <div className="columns">
        <div>
          <TextField {...field} name="line" label={say('sheet.line')} hint={say('sheet.line.hint')} />
          <TextField
            {...field}
            name="wrong"
            label={say('sheet.wrong')}
            problems={[{ field: 'wrong', key: 'problem.choice' }]}
          />
          <TextArea {...field} name="text" label={say('sheet.text')} isOptional />
        </div>
        <div>
          <Select {...field} name="select" label={say('new.level')} options={options} />
          <Radios {...field} name="radio" label={say('new.level')} options={options} value="one" />
          <SheetCombo />
        </div>
      </div>
    </section>
  )
}

function Clocks(): ReactNode {
  const { say, root } = usePage()
  const at = root.now
  return (
    <section>
      <h2>{say('sheet.clocks')}</h2>
      <div className="columns">
        <Countdown from={at - HOUR} dueAt={at + 30 * HOUR} />
        <Countdown from={at - 20 * HOUR} dueAt={at + 2 * HOUR} />
        <Countdown from={at - 20 * HOUR} dueAt={at - 95 * MINUTE} />
        <Clock dueAt={null} />
      </div>
    </section>
  )
}

function States(): ReactNode {
  const { say } = usePage()
  const panels = ['state.dispatched', 'state.replied'] as const
  return (
    <section>
      <h2>{say('sheet.states')}</h2>
      <ViewLinks
        label={say('sheet.views')}
        views={[
          { to: '/kit', words: say('sheet.views'), isCurrent: true, count: 12 },
          { to: '/kit?view=2', words: say('sheet.plain'), isCurrent: false },
        ]}
      />
      <Tabs
        label={say('sheet.tabs')}
        tabs={panels.map((key) => ({ id: key, words: say(key), content: <p>{say(key)}</p> }))}
      />
      <Empty words={say('queue.empty')} />
      <Skeleton rows={3} label={say('kit.loading')} />
    </section>
  )
}
