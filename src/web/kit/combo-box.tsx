import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'

export interface ComboOption {
  readonly id: string
  readonly words: string
  readonly hint?: string
}

interface ComboBoxProps {
  readonly label: string
  readonly hint?: string
  /** Form field that carries the chosen id. */
  readonly name?: string
  readonly options: readonly ComboOption[]
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly onChoose: (id: string) => void
  /** What was typed may stand as it is. */
  readonly isFree?: boolean
  readonly empty: string
}

/** A field that suggests while one types; the options come from outside, so that the server may search. */
export function ComboBox({
  label,
  hint,
  name,
  options,
  typed,
  onType,
  onChoose,
  isFree = true,
  empty,
}: ComboBoxProps): ReactNode {
  return (
    <AriaComboBox
      className="combo-box field"
      items={options.map(({ words, ...option }) => ({ ...option, name: words }))}
      inputValue={typed}
      onInputChange={onType}
      onSelectionChange={(id) => id !== null && onChoose(String(id))}
      allowsCustomValue={isFree}
      allowsEmptyCollection
      menuTrigger="input"
      {...(name === undefined ? {} : { name })}
    >
      <Label>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <div className="combo-line">
        <Input autoComplete="off" />
        <Button className="button quiet">▾</Button>
      </div>
      <Popover className="popover combo-popover">
        <ListBox className="list-box" renderEmptyState={() => <p className="hint">{empty}</p>}>
          {(option: { readonly id: string; readonly name: string; readonly hint?: string }) => (
            <ListBoxItem className="list-item" id={option.id} textValue={option.name}>
              <span>{option.name}</span>
              {option.hint !== undefined && <span className="hint">{option.hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
