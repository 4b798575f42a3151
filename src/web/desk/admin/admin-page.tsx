import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { usePage } from '../../kit/use-page.ts'
import { ViewLinks } from '../../kit/view-links.tsx'
import { DeskPage } from '../desk-page.tsx'

const views = [
  ['/staff/admin', 'health'],
  ['/staff/admin/jobs', 'jobs'],
  ['/staff/admin/people', 'people'],
  ['/staff/admin/pack', 'pack'],
] as const

/** A page of the administrator, with the way to the others. */
export function AdminPage({ view, hasProblem = false, children }: AdminPageProps): ReactNode {
  const { say } = usePage()
  const { pathname } = useLocation()
  const links = views.map(([to, name]) => ({ to, words: say(`admin.view.${name}`), isCurrent: to === pathname }))
  return (
    <DeskPage
      title={say(`admin.view.${view}`)}
      hasProblem={hasProblem}
      head={<ViewLinks label={say('admin.views')} views={links} />}
    >
      {children}
      <p className="hint">{say('admin.noContent')}</p>
    </DeskPage>
  )
}

interface AdminPageProps {
  readonly view: (typeof views)[number][1]
  readonly hasProblem?: boolean
  readonly children: ReactNode
}
