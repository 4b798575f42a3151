import type { CommandName } from '../core/work-order/fields.ts'

export interface ListedOption {
  readonly value: string
  readonly label: string
}

/** Which of the page's long lists a field suggests from. */
export type LongList = 'units' | 'services' | 'areas'

/** One field of a command's form, ready to be shown; its label comes from the catalogue by name. */
/* `byRule` names what the catalogue's rule chooses where the field is left empty; empty where it cannot decide. */
export type FieldView = { readonly name: string; readonly isOptional: boolean } & (
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'line' | 'evidence' }
  | { readonly kind: 'listed'; readonly list: LongList; readonly isMany: boolean; readonly byRule?: string }
  | { readonly kind: 'options'; readonly options: readonly ListedOption[] }
  /** Values whose words the catalogue has. */
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
)

export interface CommandFormView {
  readonly command: CommandName
  readonly fields: readonly FieldView[]
  /** The move leads on; the others keep the state. */
  readonly isMainLine: boolean
}

/** What was typed, by field; some fields take several. */
export type Typed = Readonly<Record<string, readonly string[]>>
