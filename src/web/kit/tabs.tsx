import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'

interface TabsProps {
  readonly label: string
  readonly tabs: readonly {
    readonly id: string
    readonly words: string
    readonly count?: number
    readonly content: ReactNode
  }[]
}

/** Parts of a page of which one is in sight. What has an address of its own is a link instead (see `ViewLinks`). */
export function Tabs({ label, tabs }: TabsProps): ReactNode {
  return (
    <AriaTabs className="tabs">
      <TabList aria-label={label} className="tab-list">
        {tabs.map(({ id, words, count }) => (
          <Tab key={id} id={id} className="tab">
            {words}
            {count !== undefined && <span className="count">{count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
