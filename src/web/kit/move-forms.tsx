import type { ReactNode } from 'react'
import { commandFields, type CommandName } from '../../core/work-order/fields.ts'
import type { CommandFormView, FieldView, Typed } from '../command-form-view.ts'
import type { MessageKey, Say } from '../messages/catalogue.ts'
import { Radios, Select, TextArea, TextField } from './fields.tsx'
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
  /** Moves whose form stands open from the start. */
  readonly opened?: readonly CommandName[]
}

/** A form for every move that is open; moves that ask nothing are plain buttons. */
export function MoveForms({ forms, opened = [], ...rest }: MoveFormsProps): ReactNode {
  const { say } = usePage()
  const title = rest.title ?? ((command: CommandName) => say(`command.${command}`))
  const plain = forms.filter(({ fields }) => fields.length === 0)
  const asking = forms.filter(({ fields }) => fields.length > 0)
  return (
    <div className="moves">
      {plain.length > 0 && (
        <div className="buttons">
          {plain.map(({ command }) => (
            <MoveButton key={command} command={command} words={title(command)} />
          ))}
        </div>
      )}
      {asking.map((view) => (
        <details key={view.command} open={isOpen(view, rest, opened)}>
          <summary>{title(view.command)}</summary>
          {view.fields.map((field) => (
            <MoveField key={field.name} view={view} field={field} {...rest} />
          ))}
          <div className="buttons">
            <MoveButton command={view.command} words={title(view.command)} />
          </div>
        </details>
      ))}
    </div>
  )
}

const MoveButton = ({ command, words }: { readonly command: CommandName; readonly words: string }): ReactNode => (
  <button className="primary" name="command" value={command}>
    {words}
  </button>
)

const isOpen = (view: CommandFormView, { meant, typed }: Pick<MoveFormsProps, 'meant' | 'typed'>, opened: readonly CommandName[]) =>
  meant === view.command ||
  opened.includes(view.command) ||
  view.fields.some(
    ({ name, kind }) => (kind === 'text' || kind === 'line') && (typed[`${view.command}.${name}`] ?? []).some((value) => value !== ''),
  )

type FieldKey = Extract<MessageKey, `field.${string}`>
type ChoiceKey = Extract<MessageKey, `choice.${string}`>

/** Every field of every command has its words: a field without them fails here, in the type check. */
type FieldName = { [N in CommandName]: keyof (typeof commandFields)[N] & string }[CommandName]
const fieldKey = (name: FieldName): FieldKey => `field.${name}`

function MoveField({ view, field, form, typed, problems, labels = {} }: { view: CommandFormView; field: FieldView } & FieldSurroundings): ReactNode {
  const { say } = usePage()
  const name = `${view.command}.${field.name}`
  const values = typed[name] ?? []
  const shared = {
    form,
    name,
    problems,
    label: labels[name] ?? say(fieldKey(field.name as FieldName)),
    isOptional: field.isOptional,
    hint: hintOf(view, field, say),
    value: values[0],
  }
  switch (field.kind) {
    case 'text':
      return <TextArea {...shared} rows={3} />
    case 'evidence':
      return <TextArea {...shared} rows={2} />
    case 'flag':
      return <Radios {...shared} options={['yes', 'no'].map((value) => ({ value, label: say(`choice.${value as 'yes' | 'no'}`) }))} />
    case 'choice':
      return <Radios {...shared} options={field.values.map((value) => ({ value, label: say(`choice.${value}` as ChoiceKey) }))} />
    case 'options':
      return field.options.length === 1 && !field.isOptional ? (
        <Select {...shared} options={field.options} />
      ) : (
        <Select {...shared} options={field.options} empty={field.isOptional ? say('none') : say('choose')} />
      )
    case 'number':
      return <TextField {...shared} inputMode="numeric" className="short" />
    case 'listed':
      return field.isMany ? <ManyFields shared={shared} values={values} list={field.list} /> : <TextField {...shared} list={field.list} />
    case 'line':
      return <TextField {...shared} className="short" />
  }
}

type FieldSurroundings = Pick<MoveFormsProps, 'form' | 'typed' | 'problems' | 'labels'>

/** Several of a list: three lines of the same name, which needs no script. */
function ManyFields({ shared, values, list }: { shared: Parameters<typeof TextField>[0]; values: readonly string[]; list: string }): ReactNode {
  return (
    <div className="many">
      <TextField {...shared} value={values[0]} list={list} />
      {[1, 2].map((index) => (
        <input
          key={index}
          name={shared.name}
          list={list}
          defaultValue={values[index]}
          aria-label={`${shared.label} ${index + 1}`}
          autoComplete="off"
        />
      ))}
    </div>
  )
}

function hintOf(view: CommandFormView, field: FieldView, say: Say): string | undefined {
  if (view.command === 'dispatch' && field.name === 'unitCode') return say('hint.unit.rule')
  if (field.kind === 'evidence') return say('hint.evidence')
  if (field.kind === 'listed') return field.isMany ? say('hint.units') : say('hint.unit')
  return undefined
}
