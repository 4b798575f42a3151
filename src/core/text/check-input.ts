import { refuse, type Refusal, type Refused } from '../refusal.ts'
import { parseRequestNumber } from '../work-order/number.ts'
import { cleanText } from './clean-text.ts'
import {
  codePattern,
  listMax,
  referencePattern,
  type CheckedInput,
  type InputField,
  type InputRules,
  type InputShape,
} from './input-field.ts'
import { normalisePhone } from './phone.ts'

type Value =
  | { readonly ok: true; readonly value: unknown }
  | Refused
  | { readonly ok: false; readonly problems: readonly Refusal[] }

const problemsMax = 20
const absent: Value = { ok: true, value: undefined }

/**
 * Checks what was handed in against its table and says everything that is wrong with it, not only
 * the first fault. The result holds the listed fields alone, cleaned; empty optional ones are left out.
 */
export function checkInput(shape: InputShape, body: unknown, rules: InputRules, prefix = ''): CheckedInput {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    return { ok: false, problems: [{ code: 'invalid_type', field: prefix.slice(0, -1), facts: { wanted: 'object' } }] }
  }
  const given = body as Readonly<Record<string, unknown>>
  const problems: Refusal[] = []
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(shape, name)) problems.push({ code: 'unknown_field', field: prefix + name.slice(0, 80) })
  }
  const input: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(shape)) {
    const raw = Object.hasOwn(given, name) ? given[name] : undefined
    const checked = checkField(field, raw, prefix + name, rules)
    if (checked.ok) {
      if (checked.value !== undefined) input[name] = checked.value
    } else if ('problems' in checked) problems.push(...checked.problems)
    else problems.push(checked.refusal)
  }
  return problems.length === 0 ? { ok: true, input } : { ok: false, problems: problems.slice(0, problemsMax) }
}

function checkField(field: InputField, raw: unknown, path: string, rules: InputRules): Value {
  const optional = 'optional' in field && field.optional
  if (raw === undefined || raw === null || (raw === '' && optional)) {
    if (optional) return absent
    return refuse(field.kind === 'evidence' ? 'evidence_required' : 'required', { field: path })
  }
  switch (field.kind) {
    case 'text':
      return textValue(field, raw, path, optional, rules)
    case 'flag':
      return typeof raw === 'boolean' ? { ok: true, value: raw } : wrongType(path, 'boolean')
    case 'count':
      return wholeNumber(raw, path, field.min, field.max)
    case 'ordinal':
      return wholeNumber(raw, path, 1, 32_767)
    case 'degrees':
      return degrees(raw, path, field)
    case 'choice':
      if (typeof raw !== 'string') return wrongType(path, 'text')
      return field.values.includes(raw)
        ? { ok: true, value: raw }
        : refuse('not_a_choice', { field: path, facts: { choices: field.values.join(', ') } })
    case 'units':
      return list(raw, path, codePattern, optional ? 'absent' : 'required')
    case 'evidence':
      return evidence(raw, path, optional, rules)
    case 'files':
      return list(raw, path, codePattern, 'required')
    case 'request':
      return requestNumber(raw, path)
    case 'phone':
      return asValue(normalisePhone(raw, rules.phones, path), 'phone')
    case 'email':
      return email(raw, path)
    case 'object':
      return nested(field.fields, raw, path, rules)
    case 'code':
      return pointsToSomebody(raw, rules) ? refuse('personal_data', { field: path }) : code(raw, path)
    default:
      return code(raw, path)
  }
}

const wrongType = (field: string, wanted: string): Refused => refuse('invalid_type', { field, facts: { wanted } })

const asValue = <K extends string>(result: Refused | ({ ok: true } & Record<K, unknown>), key: K): Value =>
  result.ok ? { ok: true, value: result[key] } : result

function textValue(
  field: { readonly max: number },
  raw: unknown,
  path: string,
  optional: boolean,
  rules: InputRules,
): Value {
  const cleaned = cleanText(raw, { field: path, max: field.max, optional, controls: rules.controls })
  if (!cleaned.ok) return cleaned
  return { ok: true, value: cleaned.text === '' ? undefined : cleaned.text }
}

function wholeNumber(raw: unknown, field: string, min: number, max: number): Value {
  if (typeof raw !== 'number') return wrongType(field, 'number')
  if (!Number.isInteger(raw)) return refuse('number', { field })
  return raw >= min && raw <= max ? { ok: true, value: raw } : refuse('range', { field, facts: { min, max } })
}

function degrees(raw: unknown, field: string, { min, max }: { readonly min: number; readonly max: number }): Value {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return refuse('number', { field })
  return raw >= min && raw <= max ? { ok: true, value: raw } : refuse('range', { field, facts: { min, max } })
}

function code(raw: unknown, field: string): Value {
  if (typeof raw !== 'string') return wrongType(field, 'text')
  return codePattern.test(raw) ? { ok: true, value: raw } : refuse('not_a_choice', { field })
}

function requestNumber(raw: unknown, field: string): Value {
  if (typeof raw !== 'string') return wrongType(field, 'text')
  const number = raw.length <= 40 ? parseRequestNumber(raw) : undefined
  return number === undefined ? refuse('request_not_found', { field }) : { ok: true, value: number }
}

function list(raw: unknown, field: string, pattern: RegExp, whenEmpty: 'absent' | 'required'): Value {
  if (!Array.isArray(raw)) return wrongType(field, 'list')
  if (raw.length === 0) return whenEmpty === 'absent' ? absent : refuse('required', { field })
  if (raw.length > listMax) return refuse('too_long', { field, facts: { limit: listMax, count: raw.length } })
  for (const [index, item] of raw.entries()) {
    if (typeof item !== 'string') return wrongType(`${field}.${index}`, 'text')
    if (!pattern.test(item)) return refuse('not_a_choice', { field: `${field}.${index}` })
  }
  return { ok: true, value: [...new Set(raw)] }
}

/** What stands in the journal for ever may be no phone number, and no bare name. */
const pointsToSomebody = (raw: unknown, { phones }: InputRules): boolean =>
  typeof raw === 'string' && (normalisePhone(raw, phones).ok || /^[\p{Script=Han}·]{2,5}$/u.test(raw.trim()))

/** Proof is named by hash, number or web address; an address that would run something is none. */
function evidence(raw: unknown, field: string, optional: boolean, rules: InputRules): Value {
  if (Array.isArray(raw)) {
    if (raw.length === 0 && !optional) return refuse('evidence_required', { field })
    const scheme = raw.find(
      (item) => typeof item === 'string' && /^(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)/i.test(item.trim()),
    )
    if (scheme !== undefined) return refuse('url_scheme', { field })
    const person = raw.findIndex((item) => pointsToSomebody(item, rules))
    if (person >= 0) return refuse('personal_data', { field: `${field}.${person}` })
  }
  return list(raw, field, referencePattern, 'absent')
}

function email(raw: unknown, field: string): Value {
  if (typeof raw !== 'string') return wrongType(field, 'text')
  const text = raw.trim()
  if (text.length > 254) return refuse('too_long', { field, facts: { limit: 254, count: text.length } })
  return /^[^\s@"<>()[\]\\,;:\p{C}]{1,64}@[^\s@"<>()[\]\\,;:\p{C}]+\.[^\s@"<>()[\]\\,;:\p{C}.]{2,}$/u.test(text)
    ? { ok: true, value: text.normalize('NFC') }
    : refuse('email', { field })
}

function nested(shape: InputShape, raw: unknown, path: string, rules: InputRules): Value {
  const checked = checkInput(shape, raw, rules, `${path}.`)
  return checked.ok ? { ok: true, value: checked.input } : checked
}
