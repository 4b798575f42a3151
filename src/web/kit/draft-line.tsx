import type { ReactNode } from 'react'
import type { Instant } from '../../core/time.ts'
import { When } from './clock-view.tsx'
import type { DraftState } from './draft.ts'
import { usePage } from './use-page.ts'

interface DraftLineProps {
  readonly state: DraftState
  /** When the words were kept that stand in the form again; null where it began empty. */
  readonly keptAt: Instant | null
}

/** Whether what is typed is safe, in one quiet line. */
export function DraftLine({ state, keptAt }: DraftLineProps): ReactNode {
  const { say } = usePage()
  return (
    <output className={state === 'lost' ? 'draft-line lost' : 'draft-line'}>
      {state === 'none' && keptAt !== null && (
        <>
          {say('draft.back')} <When at={keptAt} />{' '}
          <button className="button link" name="command" value="drop">
            {say('draft.drop')}
          </button>
        </>
      )}
      {state === 'saving' && say('draft.saving')}
      {state === 'saved' && (
        <>
          <span aria-hidden="true">✓ </span>
          {say('draft.saved')}
        </>
      )}
      {state === 'lost' && (
        <>
          <span aria-hidden="true">⚠ </span>
          {say('draft.lost')}
        </>
      )}
    </output>
  )
}
