import type { ReactNode } from 'react'
import { useOnline } from '../../kit/online.ts'
import { usePage } from '../../kit/use-page.ts'

/** The network is gone: what can still be done, and that nothing typed is lost. */
export function OfflineNote(): ReactNode {
  const { say } = usePage()
  return useOnline() ? null : <output className="note offline">{say('case.offline')}</output>
}
