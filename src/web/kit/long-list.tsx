import type { ReactNode } from 'react'
import type { CommandFormView, LongList } from '../command-form-view.ts'

export type LongLists = Readonly<Partial<Record<LongList, readonly string[]>>>

/** Lists that several fields suggest from, once a page. */
export function Datalists({ lists }: { readonly lists: LongLists }): ReactNode {
  return Object.entries(lists).map(([id, entries]) => (
    <datalist id={id} key={id}>
      {entries.map((entry) => (
        <option key={entry}>{entry}</option>
      ))}
    </datalist>
  ))
}

/** Which lists the forms of a page need. */
export const listsOf = (forms: readonly CommandFormView[]): readonly LongList[] => [
  ...new Set(forms.flatMap(({ fields }) => fields.flatMap((field) => (field.kind === 'listed' ? [field.list] : [])))),
]
