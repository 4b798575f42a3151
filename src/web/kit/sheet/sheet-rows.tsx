import { useState, type ReactNode } from 'react'
import { Clock } from '../clock-view.tsx'
import { HOUR } from '../../../core/time.ts'
import { usePage } from '../use-page.ts'
import { VirtualRows } from '../virtual-rows.tsx'

const items: readonly number[] = Array.from({ length: 10_000 }, (_, index) => index + 1)

/** Ten thousand rows, of which the page holds only those in sight. */
export function SheetRows(): ReactNode {
  const { say, root } = usePage()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  return (
    <section>
      <h2>{say('sheet.rows', { n: selected.size })}</h2>
      <VirtualRows
        label={say('sheet.rows.label')}
        items={items}
        idOf={String}
        columns="6rem 12rem 1fr"
        selected={selected}
        onSelect={setSelected}
        empty={say('kit.nothing')}
        head={
          <>
            <span role="columnheader">{say('queue.number')}</span>
            <span role="columnheader">{say('queue.due')}</span>
            <span role="columnheader">{say('queue.matter')}</span>
          </>
        }
        row={(item) => (
          <>
            <span role="rowheader" className="figure">
              {item}
            </span>
            <span role="gridcell">
              <Clock dueAt={root.now + (item - 3) * HOUR} />
            </span>
            <span role="gridcell" className="one-line">
              {say('sheet.dialog.text')}
            </span>
          </>
        )}
      />
    </section>
  )
}
