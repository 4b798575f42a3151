import type { ReactNode } from 'react'
import { printedNumber } from '../../../core/work-order/number.ts'
import { KeyHint } from '../../kit/button.tsx'
import { When } from '../../kit/clock-view.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { NearMatter } from './suggestions.ts'
import type { CallDesk } from './use-call-desk.ts'

/** Open matters that sound the same near there: one keystroke hangs this call on the one that is handled already. */
export function NearBox({ desk, near }: { readonly desk: CallDesk; readonly near: readonly NearMatter[] }): ReactNode {
  const { say } = usePage()
  const chosen = desk.values.mergeInto
  return (
    <section className="panel call-near" aria-label={say('calls.near')}>
      <h2>
        {say('calls.near')}
        <KeyHint keys="alt+m" />
      </h2>
      {near.length === 0 && <p className="hint">{say('calls.near.none')}</p>}
      {chosen !== '' && !near.some(({ number }) => number === chosen) && (
        <p className="call-option taken">{say('calls.merge.into', { number: printedNumber(chosen) })}</p>
      )}
      <ul className="call-list">
        {near.map(({ number, matter, place, registeredAt, children }) => (
          <li key={number} className={chosen === number ? 'taken' : undefined}>
            <p>
              {children > 0 && <span className="badge urgent">{say('calls.near.event', { count: children + 1 })}</span>}{' '}
              {matter}
            </p>
            <p className="hint">
              {[place, printedNumber(number)].filter((part) => part !== '').join(' · ')} · <When at={registeredAt} />
            </p>
            <button
              type="button"
              className="button link"
              aria-pressed={chosen === number}
              onClick={() => desk.set({ mergeInto: chosen === number ? '' : number })}
            >
              {say(chosen === number ? 'calls.merge.undo' : 'calls.merge')}
            </button>
          </li>
        ))}
      </ul>
      <input type="hidden" name="mergeInto" value={chosen} />
    </section>
  )
}

/** Alt+M goes from one to the next, and from the last to none. */
export function nextNear(near: readonly NearMatter[], chosen: string): string {
  const at = near.findIndex(({ number }) => number === chosen)
  return near[at + 1]?.number ?? ''
}
