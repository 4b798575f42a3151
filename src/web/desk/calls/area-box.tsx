import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { isComposing } from '../../kit/composition.ts'
import { idOf } from '../../kit/error-summary.tsx'
import { usePage } from '../../kit/use-page.ts'
import { CallFieldBox, callForm } from './call-fields.tsx'
import type { Suggestions } from './suggestions.ts'
import type { CallDesk } from './use-call-desk.ts'

export interface AreaOption {
  readonly value: string
  readonly name: string
  readonly hint: string
}

const most = 5

interface AreaBoxProps {
  readonly desk: CallDesk
  readonly suggested: Suggestions['areas']
  /** Every area as it is printed, for when the house cannot be asked. */
  readonly all: readonly string[]
  readonly onDone: () => void
}

/** Where: five candidates under the field, taken by arrows and Enter. Free words stay as they are until one is taken. */
export function AreaBox({ desk, suggested, all, onDone }: AreaBoxProps): ReactNode {
  const { say } = usePage()
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const id = idOf(callForm, 'areaCode')
  const typed = desk.values.areaCode
  const options = optionsOf(typed, suggested, all)
  const isShown = isOpen && desk.isAlive && options.length > 0
  const show = (): void => {
    setActive(0)
    setOpen(true)
  }
  const take = (option: AreaOption | undefined): void => {
    setOpen(false)
    if (option) desk.set({ areaCode: option.value })
  }
  const enter = (): void => {
    if (isShown) take(options[active])
    onDone()
  }
  const move = (step: number): void => {
    if (isShown) setActive(Math.max(0, Math.min(options.length - 1, active + step)))
    else setOpen(true)
  }
  return (
    <CallFieldBox desk={desk} name="areaCode" label={say('calls.area')} keys="alt+a">
      <div className="call-area">
        <input
          id={id}
          name="areaCode"
          value={typed}
          autoComplete="off"
          {...(desk.isAlive ? comboOf(id, isShown, active) : { list: 'areas' })}
          onChange={({ target }) => {
            desk.set({ areaCode: target.value })
            show()
          }}
          onFocus={show}
          onBlur={() => setOpen(false)}
          onKeyDown={(event) => keyDown(event, { isShown, enter, move, close: () => setOpen(false) })}
        />
        {isShown && <AreaOptions id={id} options={options} active={active} take={take} />}
      </div>
    </CallFieldBox>
  )
}

const comboOf = (id: string, isShown: boolean, active: number) =>
  ({
    role: 'combobox',
    'aria-expanded': isShown,
    'aria-controls': isShown ? `${id}-list` : undefined,
    'aria-autocomplete': 'list',
    'aria-activedescendant': isShown ? `${id}-${active}` : undefined,
  }) as const

interface AreaKeys {
  readonly isShown: boolean
  readonly enter: () => void
  readonly move: (step: number) => void
  readonly close: () => void
}

function keyDown(event: KeyboardEvent, { isShown, enter, move, close }: AreaKeys): void {
  if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return
  const { key } = event
  if (key === 'ArrowDown' || key === 'ArrowUp') move(key === 'ArrowDown' ? 1 : -1)
  else if (key === 'Enter') enter()
  else if (key === 'Escape' && isShown) close()
  else return
  event.preventDefault()
}

interface AreaOptionsProps {
  readonly id: string
  readonly options: readonly AreaOption[]
  readonly active: number
  readonly take: (option: AreaOption) => void
}

function AreaOptions({ id, options, active, take }: AreaOptionsProps): ReactNode {
  const { say } = usePage()
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a list under a field that one goes on typing in is no select
    <div className="call-options" role="listbox" id={`${id}-list`} aria-label={say('calls.area')}>
      {options.map((option, index) => (
        <div
          key={option.value}
          id={`${id}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the field keeps the focus
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault()
            take(option)
          }}
        >
          {option.name}
          {option.hint !== '' && <span className="hint"> {option.hint}</span>}
        </div>
      ))}
    </div>
  )
}

/** What the words of the call suggest; once something is typed here, what it means. An area that was taken asks nothing more. */
function optionsOf(typed: string, suggested: Suggestions['areas'], all: readonly string[]): readonly AreaOption[] {
  const words = typed.trim().toLowerCase()
  if (all.includes(typed)) return []
  if (words === '') return suggested.slice(0, most)
  const named = suggested.filter(({ value, name }) => `${value} ${name}`.toLowerCase().includes(words))
  const known = new Set(named.map(({ value }) => value))
  const others = all.filter((each) => each.toLowerCase().includes(words) && !known.has(each))
  const begins = (each: string): number => (each.toLowerCase().startsWith(words) ? 0 : 1)
  const listed = others
    .toSorted((one, other) => begins(one) - begins(other) || one.length - other.length)
    .slice(0, most)
    .map((value) => ({ value, name: value, hint: '' }))
  return [...named, ...listed, ...(named.length + listed.length === 0 ? suggested : [])].slice(0, most)
}
