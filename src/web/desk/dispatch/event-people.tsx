import { useState, type ReactNode } from 'react'
import { printedNumber } from '../../../core/work-order/number.ts'
import type { EventChild } from '../../../store/read/dispatch/area-events.ts'
import { Button } from '../../kit/button.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { usePage } from '../../kit/use-page.ts'

interface EventPeopleProps {
  readonly items: readonly EventChild[]
  readonly onSplit: (numbers: readonly string[]) => void
}

/** Whom an event touches; who does not belong to it is taken out again, one or all. */
export function EventPeople({ items, onSplit }: EventPeopleProps): ReactNode {
  const { say } = usePage()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const merged = items.filter(({ state }) => state === 'merged')
  const selected = merged.filter(({ number }) => chosen.has(number)).map(({ number }) => number)
  const split = (numbers: readonly string[]): void => {
    setChosen(new Set())
    if (numbers.length > 0) onSplit(numbers)
  }
  const toggle = (number: string): void =>
    setChosen((all) => {
      const next = new Set(all)
      if (!next.delete(number)) next.add(number)
      return next
    })
  useKeys([{ keys: 's', words: say('dispatch.ask.split'), run: () => split(selected), isOff: selected.length === 0 }])
  if (items.length === 0) return null
  return (
    <fieldset className="field event-people">
      <legend>{say('events.touched')}</legend>
      {items.map(({ number, matter, state }) => (
        <label key={number} className="check-line">
          <input
            type="checkbox"
            checked={chosen.has(number)}
            disabled={state !== 'merged'}
            onChange={() => toggle(number)}
          />
          <span>
            {printedNumber(number)} {state !== 'merged' && <span className="badge">{say(`state.${state}`)}</span>}{' '}
            <span className="hint">{matter}</span>
          </span>
        </label>
      ))}
      <div className="buttons">
        <Button keys="s" isDisabled={selected.length === 0} onPress={() => split(selected)}>
          {say('dispatch.ask.split.send', { n: selected.length })}
        </Button>
        {merged.length > 0 && (
          <Button look="quiet" onPress={() => split(merged.map(({ number }) => number))}>
            {say('events.end')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
