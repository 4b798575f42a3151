import type { LocalText } from '../core/catalogue/catalogue.ts'
import type { CityPack } from '../core/catalogue/city-pack.ts'
import type { Field } from '../core/work-order/fields.ts'

interface Choice {
  readonly code: string
  readonly name: LocalText
}

/** The city's own choices of a field, with their words. */
export function choicesOf(field: Field, pack: CityPack): { readonly choices?: readonly Choice[] } {
  if (field.kind === 'reason') return { choices: pack.reasons[field.list].map(coded) }
  if (field.kind === 'disposition') return { choices: pack.dispositions.map(coded) }
  return {}
}

const coded = ({ code, name }: Choice): Choice => ({ code, name })
