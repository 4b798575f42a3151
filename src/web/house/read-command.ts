import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import type { Refusal, RefusalCode } from '../../core/refusal.ts'
import { checkInput } from '../../core/text/check-input.ts'
import type { Instant } from '../../core/time.ts'
import type { Command } from '../../core/work-order/decide.ts'
import { commandFields, commandNames, type CommandName, type Field } from '../../core/work-order/fields.ts'
import type { LongList, Typed } from '../command-form-view.ts'
import { codeMeant } from './long-lists.ts'

export type CommandReading =
  { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly refusals: readonly Refusal[] }

export const isCommandName = (text: string): text is CommandName => (commandNames as readonly string[]).includes(text)

interface Reader {
  readonly rulebook: Rulebook
  readonly now: Instant
  readonly refusals: Refusal[]
}

/** What a form's fields say as a command: the same check as for programs, but names are understood as well as codes. */
export function readCommand(name: CommandName, typed: Typed, rulebook: Rulebook, now: Instant): CommandReading {
  const refusals: Refusal[] = []
  const body: Record<string, unknown> = {}
  for (const [fieldName, field] of Object.entries<Field>(commandFields[name])) {
    const values = (typed[fieldName] ?? []).map((value) => value.trim()).filter((value) => value !== '')
    const value = valueOf(field, fieldName, values, { rulebook, now, refusals })
    if (value !== undefined) body[fieldName] = value
  }
  const checked = checkInput(commandFields[name], body, { phones: rulebook.pack, controls: 'strip' })
  if (checked.ok && refusals.length === 0)
    return { ok: true, command: { name, input: checked.input } as unknown as Command }
  const named = new Set(refusals.map(({ field }) => field))
  const others = checked.ok ? [] : checked.problems.filter(({ field }) => !named.has(field))
  return { ok: false, refusals: [...refusals, ...others] }
}

function valueOf(field: Field, name: string, values: readonly string[], reader: Reader): unknown {
  const [first] = values
  if (first === undefined) return undefined
  switch (field.kind) {
    case 'flag':
      return first === 'yes' ? true : first === 'no' ? false : undefined
    case 'count':
    case 'ordinal':
      return wholeNumber(first)
    case 'unit':
      return meant(first, 'units', name, reader)
    case 'files':
      return values
    case 'units':
      return values.map((value) => meant(value, 'units', name, reader))
    case 'service':
      return meant(first, 'services', name, reader)
    case 'area':
      return meant(first, 'areas', name, reader)
    case 'evidence':
      return first
        .split(/[\r\n]+/u)
        .map((line) => line.trim())
        .filter((line) => line !== '')
    default:
      return first
  }
}

/** Digits of any width; anything else goes on as it is, for the check to refuse. */
function wholeNumber(text: string): number {
  const digits = text.normalize('NFKC')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
}

const notFound: Readonly<Record<LongList, RefusalCode>> = {
  units: 'unit_not_found',
  services: 'service_not_found',
  areas: 'area_not_found',
}

function meant(typed: string, list: LongList, field: string, { rulebook, now, refusals }: Reader): string | undefined {
  const code = codeMeant(typed, list, rulebook, now)
  if (code === undefined) refusals.push({ code: notFound[list], field })
  return code
}
