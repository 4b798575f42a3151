import type { ReactNode } from 'react'
import { Title } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'

interface DeskPageProps {
  readonly title: string
  readonly hasProblem?: boolean
  /** What stands beside the title: state, filters, counts. */
  readonly head?: ReactNode
  readonly children: ReactNode
}

/** A page within the frame of the desk. */
export function DeskPage({ title, hasProblem = false, head, children }: DeskPageProps): ReactNode {
  const { say, root } = usePage()
  const site = say('site.name', { city: root.site.city, hotline: root.site.hotline })
  return (
    <main id="main" tabIndex={-1}>
      <Title parts={[...(hasProblem ? [say('problem.title')] : []), title, site]} />
      <div className="page-head">
        <h1>{title}</h1>
        {head}
      </div>
      {children}
    </main>
  )
}
