import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { SearchField } from 'react-aria-components/SearchField'
import { KeyHint } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { useKeys, useKeySettings } from './keys.tsx'
import { usePage } from './use-page.ts'

/** Something that can be done or gone to by its name. */
export interface PaletteEntry {
  readonly id: string
  readonly words: string
  readonly keys?: string
  readonly run: () => void
}

interface Palette {
  readonly register: (entries: () => readonly PaletteEntry[]) => () => void
}

const PaletteContext = createContext<Palette>({ register: () => () => undefined })

/** Offers entries in the palette for as long as the component is shown. */
export function usePaletteEntries(entries: readonly PaletteEntry[]): void {
  const { register } = useContext(PaletteContext)
  const latest = useRef(entries)
  useEffect(() => {
    latest.current = entries
  })
  useEffect(() => register(() => latest.current), [register])
}

interface PaletteProviderProps {
  /** Pages that one may go to. */
  readonly pages: readonly { readonly to: string; readonly words: string; readonly keys?: string }[]
  readonly children: ReactNode
}

/** Ctrl+K: everything by its name. Shortcuts of the page are in it too, so that they are found before they are known. */
export function PaletteProvider({ pages, children }: PaletteProviderProps): ReactNode {
  const { say } = usePage()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const sources = useRef<(() => readonly PaletteEntry[])[]>([])
  useKeys([
    { keys: 'mod+k', words: say('kit.palette'), run: () => setOpen(true) },
    ...pages.flatMap(({ to, words, keys }) =>
      keys === undefined ? [] : [{ keys, words, run: () => void navigate(to) }],
    ),
  ])
  const palette = useMemo<Palette>(
    () => ({
      register: (entries) => {
        sources.current.push(entries)
        return () => void (sources.current = sources.current.filter((each) => each !== entries))
      },
    }),
    [],
  )
  return (
    <PaletteContext value={palette}>
      {children}
      <Dialog title={say('kit.palette')} isOpen={isOpen} onClose={() => setOpen(false)}>
        {isOpen && (
          <PaletteList
            pages={pages}
            offered={sources.current.flatMap((entries) => entries())}
            onDone={() => setOpen(false)}
          />
        )}
      </Dialog>
    </PaletteContext>
  )
}

interface PaletteListProps extends Pick<PaletteProviderProps, 'pages'> {
  readonly offered: readonly PaletteEntry[]
  readonly onDone: () => void
}

function PaletteList({ pages, offered, onDone }: PaletteListProps): ReactNode {
  const { say } = usePage()
  const navigate = useNavigate()
  const { all } = useKeySettings()
  const { contains } = useFilter({ sensitivity: 'base' })
  const [typed, setTyped] = useState('')
  const number = typed.replace(/\D/g, '')
  const entries: readonly PaletteEntry[] = [
    ...(number.length >= 10
      ? [
          {
            id: 'open',
            words: say('kit.palette.open', { number: typed.trim() }),
            run: () => void navigate(`/staff/requests/${number}`),
          },
        ]
      : []),
    ...offered,
    ...pages.map((page) => ({ ...page, id: page.to, run: () => void navigate(page.to) })),
    ...all()
      .filter(({ keys, isOff }) => isOff !== true && keys !== 'mod+k' && !pages.some((page) => page.keys === keys))
      .map(({ keys, words, run }) => ({
        id: `keys ${keys}`,
        words,
        keys,
        run: () => run(new KeyboardEvent('keydown')),
      })),
  ]
  const choose = (id: string): void => {
    onDone()
    entries.find((entry) => entry.id === id)?.run()
  }
  return (
    <Autocomplete
      filter={(text, wanted) => contains(text, wanted) || text === say('kit.palette.open', { number: typed.trim() })}
      inputValue={typed}
      onInputChange={setTyped}
    >
      <SearchField className="field" aria-label={say('kit.palette.search')} autoFocus>
        <Input placeholder={say('kit.palette.search')} />
      </SearchField>
      <Menu
        className="menu palette"
        aria-label={say('kit.palette')}
        items={entries}
        onAction={(id) => choose(String(id))}
        renderEmptyState={() => <p className="hint">{say('kit.nothing')}</p>}
      >
        {({ id, words, keys }) => (
          <MenuItem id={id} className="menu-item" textValue={words}>
            <span>{words}</span>
            {keys !== undefined && <KeyHint keys={keys} />}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  )
}
