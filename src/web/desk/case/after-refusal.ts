import type { ShouldRevalidateFunctionArgs } from 'react-router'

/** A form that was refused reads the page anew as well: what it lost against is then in sight, and can be sent on top of. */
export const alsoAfterRefusal = ({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean =>
  actionStatus !== undefined || defaultShouldRevalidate
