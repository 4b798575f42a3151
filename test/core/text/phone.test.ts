import { expect, test } from 'vitest'
import { maskPhone, normalisePhone } from '../../../src/core/text/phone.ts'
import { tinyCity } from '../../support/tiny-city.ts'

const other = {
  callingCode: '886',
  phonePatterns: [
    { kind: 'mobile', pattern: '^09[0-9]{8}$' },
    { kind: 'landline', pattern: '^06[0-9]{7}$' },
  ],
} as const

test.each([
  ['+86 138 0013 8000', '+8613800138000'],
  ['008613800138000', '+8613800138000'],
  ['13800138000', '+8613800138000'],
  ['１３８００１３８０００', '+8613800138000'],
  ['138-0013-8000', '+8613800138000'],
  ['(010) 6555 1234', '+861065551234'],
  ['010-6555-1234 ext 8', '+861065551234'],
  ['010-65551234转8', '+861065551234'],
  ['+86 10 6555 1234', '+861065551234'],
  ['+1 415 555 2671', '+14155552671'],
])('%s is one number', (raw, phone) => expect(normalisePhone(raw, tinyCity)).toEqual({ ok: true, phone }))

test.each([
  ['0912-345-678', '+886912345678'],
  ['+886 6 299 1111', '+88662991111'],
])('%s by the rules of another city', (raw, phone) => expect(normalisePhone(raw, other)).toEqual({ ok: true, phone }))

test.each([['12'], ['99999999999999999999'], ['+86 12'], ['---'], ['']])('%j is none', (raw) =>
  expect(normalisePhone(raw, tinyCity)).toMatchObject({ ok: false, refusal: { code: 'phone' } }),
)

test('a letter among the digits is pointed at', () =>
  expect(normalisePhone('1380013800O', tinyCity)).toEqual({
    ok: false,
    refusal: { code: 'phone', field: 'phone', facts: { letter: 'O', place: 11 } },
  }))

test('a number is no text', () =>
  expect(normalisePhone(13_800_138_000, tinyCity)).toMatchObject({ refusal: { code: 'invalid_type' } }))
test('a page of digits is not even looked at', () =>
  expect(normalisePhone('1'.repeat(100_000), tinyCity)).toMatchObject({ refusal: { code: 'too_long' } }))

test.each([
  ['+8613800138000', '138****8000'],
  ['13800138000', '138****8000'],
  ['', ''],
  ['12345', '****'],
])('%s is shown as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown))
