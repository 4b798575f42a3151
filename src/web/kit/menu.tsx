import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Button } from './button.tsx'

interface MenuProps {
  readonly words: ReactNode
  readonly items: readonly { readonly id: string; readonly words: string; readonly isOff?: boolean }[]
  readonly onChoose: (id: string) => void
}

/** A few things to do that are not worth a button each. */
export function Menu({ words, items, onChoose }: MenuProps): ReactNode {
  return (
    <MenuTrigger>
      <Button look="quiet">{words}</Button>
      <Popover className="popover">
        <AriaMenu className="menu" onAction={(id) => onChoose(String(id))}>
          {items.map((item) => (
            <MenuItem key={item.id} id={item.id} className="menu-item" isDisabled={item.isOff === true}>
              {item.words}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
