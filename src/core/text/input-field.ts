import type { Refusal } from '../refusal.ts'
import type { Field } from '../work-order/fields.ts'
import type { PhoneRules } from './phone.ts'

/** A field of anything that people or programs hand in: those of commands, and those that only an intake has. */
export type InputField =
  | Field
  | { readonly kind: 'object'; readonly fields: InputShape; readonly optional?: true }
  | { readonly kind: 'phone'; readonly optional?: true }
  | { readonly kind: 'email'; readonly optional?: true }
  /** A number in degrees between two bounds. */
  | { readonly kind: 'degrees'; readonly min: number; readonly max: number; readonly optional?: true }

export type InputShape = Readonly<Record<string, InputField>>

/** What checking needs to know of the city, and how strict to be. */
export interface InputRules {
  readonly phones: PhoneRules
  /** Programs are told of control characters; what a person pastes into a form is freed of them. */
  readonly controls: 'refuse' | 'strip'
}

export type CheckedInput =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problems: readonly Refusal[] }

/** Codes of things: letters of any script would do no harm, but none is ever needed. */
export const codePattern = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/
/** A hash, a document's number or an address of proof. */
export const referencePattern = /^[\p{L}\p{N}][\p{L}\p{N}._:/#()〔〕-]{0,199}$/u
export const listMax = 20
