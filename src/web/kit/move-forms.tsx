import type { ReactNode } from 'react'
import type { CommandName } from '../../core/work-order/fields.ts'
import type { CommandFormView, Typed } from '../command-form-view.ts'
import { MoveField } from './move-field.tsx'
import type { Problem } from './problems.ts'
import { usePage } from './use-page.ts'

export interface MoveFormsProps {
  readonly form: string
  readonly forms: readonly CommandFormView[]
  readonly typed: Typed
  readonly meant: string
  readonly problems: readonly Problem[]
  /** Other words for a move where the page speaks to somebody else than staff. */
  readonly title?: (command: CommandName) => string
  /** Other words for a field, by `command.field`. */
  readonly labels?: Readonly<Record<string, string>>
  /** What usually comes next: it stands first and open, and its button has the accent. */
  readonly usual?: readonly CommandName[]
}

/** A form for every move that is open; moves that ask nothing are plain buttons. */
export function MoveForms({ forms, usual = [], ...rest }: MoveFormsProps): ReactNode {
  const { say } = usePage()
  const title = rest.title ?? ((command: CommandName) => say(`command.${command}`))
  const isUsual = ({ command }: CommandFormView): boolean => usual.includes(command)
  const plain = forms.filter(({ fields }) => fields.length === 0)
  const asking = forms.filter(({ fields }) => fields.length > 0)
  const inOrder = [...asking.filter(isUsual), ...asking.filter((view) => !isUsual(view))]
  return (
    <div className="moves">
      {plain.length > 0 && (
        <div className="buttons">
          {plain.map((view) => (
            <MoveButton
              key={view.command}
              command={view.command}
              words={title(view.command)}
              isPrimary={isUsual(view)}
            />
          ))}
        </div>
      )}
      {inOrder.map((view) => (
        <details key={view.command} open={isUsual(view) || forms.length === 1 || isOpen(view, rest)}>
          <summary>{title(view.command)}</summary>
          {view.fields.map((field) => (
            <MoveField key={field.name} view={view} field={field} {...rest} />
          ))}
          <div className="buttons">
            <MoveButton command={view.command} words={title(view.command)} isPrimary />
          </div>
        </details>
      ))}
    </div>
  )
}

interface MoveButtonProps {
  readonly command: CommandName
  readonly words: string
  readonly isPrimary?: boolean
}

const MoveButton = ({ command, words, isPrimary = false }: MoveButtonProps): ReactNode => (
  <button className={isPrimary ? 'primary' : undefined} name="command" value={command}>
    {words}
  </button>
)

/** What was typed in stays in sight. */
const isOpen = (view: CommandFormView, { meant, typed }: Pick<MoveFormsProps, 'meant' | 'typed'>): boolean =>
  meant === view.command ||
  view.fields.some(
    ({ name, kind }) =>
      (kind === 'text' || kind === 'line') && (typed[`${view.command}.${name}`] ?? []).some((value) => value !== ''),
  )
