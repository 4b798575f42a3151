import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from '../../src/main/city/json-text.ts'

describe('good JSON', () => {
  test('is read as JSON.parse reads it, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space)
        const parsed = parseJson(text)
        expect(parsed.ok && parsed.value).toEqual(JSON.parse(text))
      }),
    )
  })

  test('remembers where each value stands, and answers with the nearest for what is not there', () => {
    const parsed = parseJson('{\n  "a": [1,\n    {"b/c": null}]\n}')
    if (!parsed.ok) throw new Error(parsed.en)
    expect(parsed.positionOf([])).toEqual({ line: 1, column: 1 })
    expect(parsed.positionOf(['a', 0])).toEqual({ line: 2, column: 9 })
    expect(parsed.positionOf(['a', '1', 'b/c'])).toEqual({ line: 3, column: 13 })
    expect(parsed.positionOf(['a', 1, 'missing', 'deeper'])).toEqual({ line: 3, column: 5 })
  })

  test('a key called __proto__ is a key like any other', () => {
    const parsed = parseJson('{"__proto__": {"polluted": true}}')
    expect(parsed.ok && Object.keys(parsed.value as object)).toEqual(['__proto__'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('broken JSON', () => {
  test.each([
    ['', 1, 1],
    ['{"a": 1', 1, 8],
    ['{"a": 1,}', 1, 9],
    ['[1, 2,\n 3 4]', 2, 4],
    ['{"a": tru}', 1, 7],
    ['{a: 1}', 1, 2],
    ["{'a': 1}", 1, 2],
    ['{"a" 1}', 1, 6],
    ['{"a": "line\nbreak"}', 1, 7],
    ['{"a": "\\x"}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['[1] // why', 1, 5],
    ['{\n"a": 1,\n"a": 2}', 3, 1],
    ['NaN', 1, 1],
  ])('%j stops at line %i, column %i', (text, line, column) => {
    const parsed = parseJson(text)
    expect(parsed.ok ? undefined : parsed.position).toEqual({ line, column })
  })

  test('nesting without end is refused and does not overflow', () => {
    const parsed = parseJson('['.repeat(100_000))
    expect(parsed.ok ? '' : parsed.en).toBe('the nesting is too deep')
  })

  test('what JSON.parse refuses is refused, and the other way round, except for a key written twice', () => {
    const pieces = fc.array(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', '-', 'true', 'null', ' ', '\n'),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('')
        const parsed = parseJson(text)
        if (!parsed.ok && parsed.en.includes('twice')) return
        expect(parsed.ok).toBe(isJson(text))
      }),
      { numRuns: 2000 },
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
