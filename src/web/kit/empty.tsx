import type { ReactNode } from 'react'

/** Nothing here: one sentence, and the one useful thing to do. */
export const Empty = ({ words, children }: { readonly words: string; readonly children?: ReactNode }): ReactNode => (
  <div className="empty">
    <p>{words}</p>
    {children}
  </div>
)

/** The shape of what is coming. Shown only after a moment, so that what is quick does not flicker. */
export const Skeleton = ({ rows = 6, label }: { readonly rows?: number; readonly label: string }): ReactNode => (
  <div className="skeleton" role="status" aria-label={label}>
    {Array.from({ length: rows }, (_, index) => (
      <div key={index} className="skeleton-row" />
    ))}
  </div>
)
