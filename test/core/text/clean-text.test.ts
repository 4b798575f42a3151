import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { cleanText } from '../../../src/core/text/clean-text.ts'
import { codePointCount, firstCodePoints } from '../../../src/core/text/characters.ts'

const rule = { field: 'matter', max: 5000, controls: 'refuse' } as const
const kept = (text: string, more = {}) => {
  const cleaned = cleanText(text, { ...rule, ...more })
  return cleaned.ok ? cleaned.text : cleaned.refusal
}
const refusal = (raw: unknown, more = {}) => {
  const cleaned = cleanText(raw, { ...rule, ...more })
  return cleaned.ok ? undefined : cleaned.refusal
}

describe('a text that is kept', () => {
  test.each([
    ['an ideograph beyond the basic plane', '\u{20BB7}野家'],
    ['ideographs of extensions G and H', '\u{30000}\u{31350}'],
    ['an ideographic variation', '葛\u{E0100}城区'],
    ['Uyghur, Tibetan and Mongolian', 'ئۇيغۇر བོད་ཡིག ᠮᠣᠩᠭᠣᠯ'],
    ['flags and skin tones', '🇨🇳👍🏽👨‍👩‍👧'],
    ['the flag of a region, which is made of tags', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
    ['line ends of every kind', '一\r\n二\n\n三'],
    ['an unbalanced isolate', 'a\u2066b'],
    ['full-width brackets, unfolded', '＜script＞'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['SQL', `'; DROP TABLE request;--`],
    ['two hundred line ends', `a${'\n'.repeat(200)}b`],
  ])('%s stays as it is', (_, text) => {
    expect(kept(text)).toBe(text)
  })

  test('decomposed letters are composed', () => expect(kept('cafe\u0301')).toBe('café'))
  test('hidden tag characters are taken away', () => expect(kept('好\u{E0041}\u{E0042}的')).toBe('好的'))
  test('a form is freed of control characters', () =>
    expect(kept('一\u0000二\u0085三\u001b[2J', { controls: 'strip' })).toBe('一二三[2J'))
  test('an optional text may be absent or empty', () => {
    expect(kept('', { optional: true })).toBe('')
    expect(cleanText(undefined, { ...rule, optional: true })).toEqual({ ok: true, text: '' })
  })
  test('a limit counts code points', () => {
    expect(kept('\u{20BB7}'.repeat(5000))).toHaveLength(10_000)
    expect(refusal('\u{20BB7}'.repeat(5001))).toEqual({
      code: 'too_long',
      field: 'matter',
      facts: { limit: 5000, count: 5001 },
    })
  })
})

describe('a text that is refused', () => {
  test.each([
    ['NUL', 'a\u0000b', 'control_character'],
    ['escape', '\u001b[2J', 'control_character'],
    ['delete', 'a\u007f', 'control_character'],
    ['C1', 'a\u0080', 'control_character'],
    ['the last of C1', 'a\u009f', 'control_character'],
    ['half a surrogate pair', 'a\udfff', 'ill_formed_unicode'],
    ['the other half', '\ud800a', 'ill_formed_unicode'],
    ['zero width only', '\u200b\u200c\ufeff', 'required'],
    ['white space only', ' \n\t\u3000', 'required'],
    ['nothing', '', 'required'],
    ['a thousand marks on one letter', `e${'\u0316'.repeat(1000)}`, 'too_many_combining'],
    ['nine marks', `e${'\u0316'.repeat(9)}`, 'too_many_combining'],
    ['5,001 characters', '字'.repeat(5001), 'too_long'],
    ['a number', 5, 'invalid_type'],
    ['a list', ['a'], 'invalid_type'],
    ['null', null, 'required'],
  ])('%s', (_, raw, code) => expect(refusal(raw)?.code).toBe(code))

  test('eight marks are what a script may need', () => expect(refusal(`x${'\u0316'.repeat(8)}`)).toBeUndefined())
})

/** Half pairs, controls, tags and marks often; everything else now and then. */
const codePoint = fc.oneof(
  fc.integer({ min: 0, max: 0x10ffff }),
  fc.constantFrom(0, 0x1b, 0x85, 0x65, 0x301, 0x200b, 0xdfff, 0xd800, 0xe0041),
)

describe('any text', () => {
  test('is refused, or kept in NFC within the limit; cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(codePoint, { maxLength: 40 }).map((points) => String.fromCodePoint(...points)),
        fc.constantFrom('refuse', 'strip'),
        (text, controls) => {
          const once = cleanText(text, { field: 'x', max: 30, controls, optional: true } as const)
          if (!once.ok) return
          expect(once.text).toBe(once.text.normalize('NFC'))
          expect(codePointCount(once.text)).toBeLessThanOrEqual(30)
          expect(cleanText(once.text, { field: 'x', max: 30, controls: 'refuse', optional: true })).toEqual(once)
        },
      ),
    )
  })

  test('is counted and cut as its code points are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.nat(25), (text, count) => {
        expect(codePointCount(text)).toBe([...text].length)
        expect(firstCodePoints(text, count)).toBe([...text].slice(0, count).join(''))
      }),
    )
  })
})
