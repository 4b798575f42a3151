import type { ReactNode } from 'react'
import type { CommandName, commandFields } from '../../core/work-order/fields.ts'
import type { CommandFormView, FieldView, Typed } from '../command-form-view.ts'
import type { MessageKey, Say } from '../messages/catalogue.ts'
import { Radios, Select, TextArea, TextField, type FieldProps } from './fields.tsx'
import type { Problem } from './problems.ts'
import { usePage } from './use-page.ts'

interface MoveFieldProps {
  readonly view: CommandFormView
  readonly field: FieldView
  readonly form: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly labels?: Readonly<Record<string, string>>
}

/** Every field of every command has its words: a field without them fails here, in the type check. */
type FieldName = { [N in CommandName]: keyof (typeof commandFields)[N] & string }[CommandName]
const fieldKey = (name: FieldName): Extract<MessageKey, `field.${string}`> => `field.${name}`

/** The values of every choice, from the same table. */
type ValuesOf<F> = F extends { readonly kind: 'choice'; readonly values: readonly (infer V extends string)[] }
  ? V
  : never
type FieldsOf<N extends CommandName> = (typeof commandFields)[N][keyof (typeof commandFields)[N]]
type ChoiceValue = { [N in CommandName]: ValuesOf<FieldsOf<N>> }[CommandName] | 'yes' | 'no'
const choiceKey = (value: ChoiceValue): Extract<MessageKey, `choice.${string}`> => `choice.${value}`

/** One field of a move: the control that its kind asks for. */
export function MoveField({ view, field, form, typed, problems, labels = {} }: MoveFieldProps): ReactNode {
  const { say } = usePage()
  const name = `${view.command}.${field.name}`
  const values = typed[name] ?? []
  const shared: FieldProps = {
    form,
    name,
    problems,
    label: labels[name] ?? say(fieldKey(field.name as FieldName)),
    isOptional: field.isOptional,
    hint: hintOf(field, say),
    value: values[0],
  }
  const empty = field.isOptional ? say('none') : say('choose')
  const chosen = (each: readonly string[]) =>
    each.map((value) => ({ value, label: say(choiceKey(value as ChoiceValue)) }))
  switch (field.kind) {
    case 'text':
      return <TextArea {...shared} rows={3} />
    case 'evidence':
      return <TextArea {...shared} rows={2} />
    case 'flag':
      return <Radios {...shared} options={chosen(['yes', 'no'])} />
    case 'choice':
      if (field.isOptional) return <Select {...shared} options={chosen(field.values)} empty={empty} />
      return <Radios {...shared} options={chosen(field.values)} />
    case 'options':
      if (field.options.length === 1 && !field.isOptional) return <Select {...shared} options={field.options} />
      return <Select {...shared} options={field.options} empty={empty} />
    case 'listed':
      if (field.isMany) return <ManyFields shared={shared} values={values} list={field.list} />
      return <TextField {...shared} list={field.list} />
    case 'number':
      return <TextField {...shared} inputMode="numeric" className="short" />
    case 'line':
      return <TextField {...shared} className="short" />
  }
}

interface ManyFieldsProps {
  readonly shared: FieldProps
  readonly values: readonly string[]
  readonly list: string
}

/** Several of a list: three lines of the same name, which needs no script. */
function ManyFields({ shared, values, list }: ManyFieldsProps): ReactNode {
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

function hintOf(field: FieldView, say: Say): string | undefined {
  if (field.kind === 'evidence') return say('hint.evidence')
  if (field.kind !== 'listed') return undefined
  if (field.isMany) return say('hint.units')
  if (field.byRule === undefined) return say('hint.unit')
  return field.byRule === '' ? say('hint.unit.unclear') : say('hint.unit.rule', { unit: field.byRule })
}
