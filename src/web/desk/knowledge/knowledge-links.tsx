import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { usePage } from '../../kit/use-page.ts'

interface KnowledgeLinksProps {
  readonly mayKeep: boolean
  readonly mayWrite: boolean
}

/** From searching to keeping, for those who keep. */
export function KnowledgeLinks({ mayKeep, mayWrite }: KnowledgeLinksProps): ReactNode {
  const { say } = usePage()
  if (!mayKeep && !mayWrite) return null
  return (
    <nav aria-label={say('kb.keep.menu')} className="kb-links">
      <Link to="/staff/knowledge">{say('kb.title')}</Link>
      {mayKeep && <Link to="/staff/knowledge/keep">{say('kb.keep.title')}</Link>}
      {mayWrite && <Link to="/staff/knowledge/new">{say('kb.new')}</Link>}
    </nav>
  )
}
