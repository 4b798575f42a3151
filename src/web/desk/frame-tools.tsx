import type { ReactNode } from 'react'
import { Form, useLocation } from 'react-router'
import { KeyHint } from '../kit/button.tsx'
import { useLiveState } from '../kit/live.tsx'
import { Menu } from '../kit/menu.tsx'
import { useOnline } from '../kit/online.ts'
import { usePage } from '../kit/use-page.ts'
import { themes } from '../request/theme.ts'

/** What is at the same place on every desk: live or not, language, colours, keys, the door. */
export function FrameTools(): ReactNode {
  const { say, root } = usePage()
  const { pathname, search } = useLocation()
  const withChoice = (name: string, value: string): string => {
    const parameters = new URLSearchParams(search)
    parameters.set(name, value)
    return `${pathname}?${parameters.toString()}`
  }
  const items = [
    ...root.languages
      .filter(({ code }) => code !== root.language)
      .map(({ code, name }) => ({ id: `lang ${code}`, words: name })),
    ...themes
      .filter((theme) => theme !== root.theme)
      .map((theme) => ({ id: `theme ${theme}`, words: say(`theme.${theme}`) })),
    { id: root.isElder ? 'elder 0' : 'elder 1', words: root.isElder ? say('site.elder.off') : say('site.elder.on') },
  ]
  // Language and colours belong to the whole document, so it is fetched anew.
  const choose = (id: string): void => {
    const [name = '', value = ''] = id.split(' ')
    location.assign(withChoice(name, value))
  }
  return (
    <div className="desk-tools">
      <LiveMark />
      <span className="palette-hint">
        <KeyHint keys="mod+k" />
        <KeyHint keys="?" />
      </span>
      <Menu words={say('desk.view')} items={items} onChoose={choose} />
      <Form method="post" action="/staff/sign-out" reloadDocument>
        <button className="button quiet">{say('staff.sign-out')}</button>
      </Form>
    </div>
  )
}

/** Live, lost or offline: by sign and word. */
function LiveMark(): ReactNode {
  const { say } = usePage()
  const isOnline = useOnline()
  const live = useLiveState()
  const state = isOnline ? live : 'offline'
  return (
    <output className={`live-mark ${state}`}>
      <span aria-hidden="true">{state === 'live' ? '●' : '○'} </span>
      {say(`desk.live.${state}`)}
    </output>
  )
}
