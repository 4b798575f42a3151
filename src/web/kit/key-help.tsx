import { useState, type ReactNode } from 'react'
import { Switch } from 'react-aria-components/Switch'
import { KeyHint } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { useKeys, useKeySettings } from './keys.tsx'
import { usePage } from './use-page.ts'

/** `?`: what can be done by key on this page. Letters alone can be turned off here (WCAG 2.1.4). */
export function KeyHelp(): ReactNode {
  const { say } = usePage()
  const [isOpen, setOpen] = useState(false)
  const { all, letters, setLetters } = useKeySettings()
  useKeys([
    { keys: '?', words: say('kit.keys'), run: () => setOpen(true) },
    { keys: 'mod+/', words: say('kit.keys'), run: () => setOpen(true) },
  ])
  const seen = new Set<string>()
  const bindings = isOpen ? all().filter(({ keys, isOff }) => isOff !== true && !seen.has(keys) && seen.add(keys)) : []
  return (
    <Dialog title={say('kit.keys')} isOpen={isOpen} onClose={() => setOpen(false)} isWide>
      <Switch className="switch" isSelected={letters} onChange={setLetters}>
        <span className="switch-track" aria-hidden="true" />
        {say('kit.keys.letters')}
      </Switch>
      <dl className="key-list">
        {bindings.map(({ keys, words }) => (
          <div key={keys}>
            <dt>
              <KeyHint keys={keys} />
              <span className="visually-hidden">{keys}</span>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
