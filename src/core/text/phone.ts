import { refuse, type Refused } from '../refusal.ts'

/** The part of a city pack that says what its phone numbers look like. */
export interface PhoneRules {
  readonly callingCode: string
  readonly phonePatterns: readonly { readonly kind: 'mobile' | 'landline'; readonly pattern: string }[]
}

export type NormalPhone = { readonly ok: true; readonly phone: string } | Refused

/** Spaces, hyphens of every width, brackets, dots and slashes, which people put between digits. */
const separators = /[\s\-\u2010-\u2015\u2212()./\u3000（）]/g
const extension = /(?:ext\.?|转|轉|分机|#|x)\s*\d{1,6}$/i

const compiled = new WeakMap<PhoneRules['phonePatterns'], readonly RegExp[]>()
function patternsOf(rules: PhoneRules): readonly RegExp[] {
  let patterns = compiled.get(rules.phonePatterns)
  if (!patterns)
    compiled.set(rules.phonePatterns, (patterns = rules.phonePatterns.map(({ pattern }) => new RegExp(pattern))))
  return patterns
}

/**
 * A phone number as E.164, by the city's patterns: full-width digits, separators, `+`, `00` and an
 * extension are understood; the extension is not kept. Refuses `phone`, with the place of the first
 * letter (counted from 1) where one stands among the digits.
 */
export function normalisePhone(raw: unknown, rules: PhoneRules, field = 'phone'): NormalPhone {
  if (typeof raw !== 'string') return refuse('invalid_type', { field, facts: { wanted: 'text' } })
  if (raw.length > 60) return refuse('too_long', { field, facts: { limit: 60, count: raw.length } })
  const text = raw.normalize('NFKC').trim()
  const digits = text.replace(extension, '').replace(separators, '')
  const letter = /[^\d+]/u.exec(digits)
  if (letter) return refuse('phone', { field, facts: letterFacts(text, letter[0]) })
  const { callingCode } = rules
  const international = digits.startsWith('+') ? digits.slice(1) : digits.startsWith('00') ? digits.slice(2) : undefined
  if (international !== undefined && !international.startsWith(callingCode)) {
    return /^[1-9]\d{6,14}$/.test(international) ? { ok: true, phone: `+${international}` } : refuse('phone', { field })
  }
  const national =
    international === undefined ? withoutCallingCode(digits, rules) : international.slice(callingCode.length)
  if (!isNational(national, rules)) return refuse('phone', { field })
  return { ok: true, phone: `+${callingCode}${national.replace(/^0/, '')}` }
}

/** After the calling code the leading zero of an area code is left out; the patterns may or may not ask for it. */
const isNational = (national: string, rules: PhoneRules): boolean =>
  patternsOf(rules).some((pattern) => pattern.test(national) || pattern.test(`0${national}`))

const withoutCallingCode = (digits: string, rules: PhoneRules): string => {
  const rest = digits.startsWith(rules.callingCode) ? digits.slice(rules.callingCode.length) : undefined
  return rest !== undefined && !patternsOf(rules).some((pattern) => pattern.test(digits)) ? rest : digits
}

const letterFacts = (text: string, letter: string): Readonly<Record<string, string | number>> => ({
  letter,
  place: [...text].indexOf(letter) + 1,
})

/** Whether a text message reaches the number (E.164). Of numbers abroad nobody knows; they are tried. */
export function isMobile(phone: string, { callingCode, phonePatterns }: PhoneRules): boolean {
  const prefix = `+${callingCode}`
  if (!phone.startsWith(prefix)) return phone !== ''
  const national = phone.slice(prefix.length)
  return phonePatterns.some(
    ({ kind, pattern }) =>
      kind === 'mobile' && (new RegExp(pattern).test(national) || new RegExp(pattern).test(`0${national}`)),
  )
}

/** For showing a number without giving it away: `138****8000`. */
export function maskPhone(phone: string): string {
  if (phone.length < 8) return phone === '' ? '' : '****'
  const national = phone.startsWith('+') ? phone.slice(-11) : phone
  return `${national.slice(0, 3)}****${national.slice(-4)}`
}
