import type { Day } from '../time.ts'
import type { RequestNumber } from './service-request.ts'

/**
 * Damm's quasigroup: its check digit finds every single wrong digit and every swap of two
 * neighbours, which is what goes wrong when a number is read out on the phone.
 */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

export function checkDigit(digits: string): string {
  let interim = 0
  for (const digit of digits) interim = Number(damm[interim]?.[Number(digit)])
  return String(interim)
}

export const sequencePerDay = 10_000_000

/**
 * Number of the request with this place in the sequence, registered on this city day: YYMMDD,
 * seven digits, check digit. Sequences go on over midnight, so a number is never given twice.
 */
export function requestNumber(day: Day, sequence: number): RequestNumber {
  const digits =
    day.slice(2, 4) + day.slice(5, 7) + day.slice(8, 10) + String(sequence % sequencePerDay).padStart(7, '0')
  return digits + checkDigit(digits)
}

export const isRequestNumber = (text: string): boolean =>
  /^\d{14}$/.test(text) && checkDigit(text.slice(0, 13)) === text[13]

/** As people read it: `261122-0000012-4`. */
export const printedNumber = (number: RequestNumber): string =>
  `${number.slice(0, 6)}-${number.slice(6, 13)}-${number.slice(13)}`

/** What a person typed, with any separators and full-width digits, as a number; undefined when it is none. */
export function parseRequestNumber(text: string): RequestNumber | undefined {
  const digits = text.normalize('NFKC').replace(/[\s\-‐-―]/g, '')
  return isRequestNumber(digits) ? digits : undefined
}
