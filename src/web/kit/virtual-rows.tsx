import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useKeys } from './keys.tsx'
import { usePage } from './use-page.ts'

export interface RowView {
  readonly index: number
  readonly isActive: boolean
  readonly isSelected: boolean
}

interface VirtualRowsProps<Item> {
  readonly label: string
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => string
  /** The cells of a row; the row itself is drawn here. */
  readonly row: (item: Item, view: RowView) => ReactNode
  /** Column heads, in the same grid as the rows. */
  readonly head?: ReactNode
  /** Widths of the columns as `grid-template-columns`. */
  readonly columns: string
  readonly rowHeight?: number
  readonly onOpen?: (item: Item) => void
  /** The row that keys act on, told whenever it moves. */
  readonly onActive?: (item: Item | undefined) => void
  readonly selected?: ReadonlySet<string>
  readonly onSelect?: (selected: ReadonlySet<string>) => void
  /** More can be read. Called as the end comes near. */
  readonly onEnd?: (() => void) | undefined
  readonly empty: ReactNode
  readonly classOf?: (item: Item) => string | undefined
}

/**
 * A list of any length with only the rows in sight in the page: j and k (or arrows) move, Enter opens,
 * x selects. What is active stays active while the list changes around it.
 */
export function VirtualRows<Item>(props: VirtualRowsProps<Item>): ReactNode {
  const { label, items, idOf, row, head, columns, rowHeight = 44, empty, classOf, selected } = props
  const box = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => (items[index] === undefined ? index : idOf(items[index])),
    overscan: 8,
    initialRect: { width: 1000, height: 900 },
  })
  const { active, move, setActive } = useActive(props, (index) => rows.scrollToIndex(index))
  useRowKeys(props, active, move)
  const shown = rows.getVirtualItems()
  useNearEnd(props, shown.at(-1)?.index ?? 0)
  if (items.length === 0) return <div className="empty">{empty}</div>
  return (
    <div className="rows" role="grid" aria-label={label} aria-rowcount={items.length + (head ? 1 : 0)}>
      {head !== undefined && (
        <div className="row rows-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: columns }}>
          {head}
        </div>
      )}
      <div className="rows-box" ref={box} role="rowgroup">
        <div className="rows-all" role="presentation" style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, start, key }) => {
            const item = items[index]
            if (item === undefined) return null
            const view = { index, isActive: index === active, isSelected: selected?.has(idOf(item)) ?? false }
            return (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                role="row"
                tabIndex={view.isActive || (active < 0 && index === 0) ? 0 : -1}
                aria-rowindex={index + (head ? 2 : 1)}
                aria-selected={selected ? view.isSelected : undefined}
                className={['row', classOf?.(item) ?? ''].join(' ')}
                data-active={view.isActive || undefined}
                style={{ gridTemplateColumns: columns, transform: `translateY(${start}px)`, minHeight: rowHeight }}
                onFocus={() => setActive(index)}
                onClick={() => setActive(index)}
              >
                {row(item, view)}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Which row keys act on, by its id, so that it stays the same row when others come and go. */
function useActive<Item>({ items, idOf, onActive }: VirtualRowsProps<Item>, show: (index: number) => void) {
  const [id, setId] = useState<string | undefined>()
  const last = useRef(0)
  const found = id === undefined ? -1 : items.findIndex((item) => idOf(item) === id)
  // The active row has gone: the one that took its place is next.
  const active = id !== undefined && found < 0 ? Math.min(last.current, items.length - 1) : found
  // Before the next key is heard, so that it never acts on the row before.
  useLayoutEffect(() => {
    if (active >= 0) last.current = active
  })
  const tell = useRef(onActive)
  useLayoutEffect(() => {
    tell.current = onActive
  })
  const item = items[active]
  useLayoutEffect(() => tell.current?.(item), [item])
  const setActive = useCallback(
    (index: number) => setId(items[index] === undefined ? undefined : idOf(items[index])),
    [items, idOf],
  )
  const move = (step: number): void => {
    const to = Math.max(0, Math.min(items.length - 1, active + step))
    setActive(to)
    show(to)
  }
  return { active, move, setActive }
}

function useRowKeys<Item>(props: VirtualRowsProps<Item>, active: number, move: (step: number) => void): void {
  const { say } = usePage()
  const { items, idOf, onOpen, selected, onSelect } = props
  const item = items[active]
  const toggle = (): void => {
    if (!item || !selected || !onSelect) return
    const next = new Set(selected)
    if (!next.delete(idOf(item))) next.add(idOf(item))
    onSelect(next)
  }
  useKeys([
    { keys: 'j', words: say('kit.row.next'), run: () => move(1) },
    { keys: 'k', words: say('kit.row.previous'), run: () => move(-1) },
    { keys: 'arrowdown', words: say('kit.row.next'), run: () => move(1) },
    { keys: 'arrowup', words: say('kit.row.previous'), run: () => move(-1) },
    { keys: 'enter', words: say('kit.row.open'), run: () => item && onOpen?.(item), isOff: !item || !onOpen },
    { keys: 'x', words: say('kit.row.select'), run: toggle, isOff: !onSelect },
  ])
}

/** Reads on before the reader gets there. */
function useNearEnd<Item>({ items, onEnd }: VirtualRowsProps<Item>, last: number): void {
  const isNear = items.length > 0 && last >= items.length - 12
  const read = useRef(onEnd)
  useEffect(() => {
    read.current = onEnd
  })
  useEffect(() => {
    if (isNear) read.current?.()
  }, [isNear, items.length])
}
