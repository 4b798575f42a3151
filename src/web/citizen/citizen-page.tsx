import type { ReactNode } from 'react'
import { Page } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'
import { lifeWords } from './life-words.ts'

interface CitizenPageProps {
  readonly title: string
  readonly formId?: string
  readonly hasProblem?: boolean
  /** Address of the module that makes the page alive; without script the page is whole all the same. */
  readonly life: string
  readonly children: ReactNode
}

/** A page for citizens that comes alive: what waits on this phone to be sent stands above everything. */
export function CitizenPage({ life, children, ...page }: CitizenPageProps): ReactNode {
  const { root } = usePage()
  return (
    <Page {...page}>
      <div
        id="outbox"
        hidden
        aria-live="polite"
        data-words={lifeWords(root.language, {
          waiting: 'outbox.waiting',
          refused: 'outbox.refused',
          open: 'outbox.open',
          sent: 'outbox.sent',
          number: 'done.number',
          code: 'done.code',
          track: 'done.track',
          noted: 'outbox.noted',
        })}
      />
      {children}
      <script type="module" src={life} />
    </Page>
  )
}
