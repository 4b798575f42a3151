import type { ReactNode } from 'react'
import { Link } from 'react-router'

interface ViewLinksProps {
  readonly label: string
  readonly views: readonly {
    readonly to: string
    readonly words: string
    readonly isCurrent: boolean
    readonly count?: number | undefined
  }[]
}

/** Views of a list, each an address that can be kept and sent on. */
export function ViewLinks({ label, views }: ViewLinksProps): ReactNode {
  return (
    <nav className="view-links" aria-label={label}>
      {views.map(({ to, words, isCurrent, count }) => (
        <Link key={to} to={to} className="chip" aria-current={isCurrent ? 'page' : undefined}>
          {words}
          {count !== undefined && <span className="count">{count}</span>}
        </Link>
      ))}
    </nav>
  )
}
