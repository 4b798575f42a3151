import { describe, expect, test } from 'vitest'
import { csvRecord } from '../../src/channels/import/csv.ts'
import type { Line } from '../../src/main/import/lines.ts'
import { HeaderFault, readRows } from '../../src/main/import/rows.ts'
import { tinyMap } from './support/tiny-map.ts'

async function* linesOf(texts: readonly (string | null)[]): AsyncGenerator<Line> {
  for (const [index, text] of texts.entries()) yield { number: index + 1, text }
}

/** `line: id=…` for a row, `line! code` for a refused one. */
async function read(
  format: 'csv' | 'jsonl',
  texts: readonly (string | null)[],
  wanted = ['id', 'text'],
): Promise<readonly string[]> {
  const seen: string[] = []
  for await (const one of readRows(linesOf(texts), { ...tinyMap, format }, wanted)) {
    seen.push('row' in one ? `${one.line}: ${Object.values(one.row).join('|')}` : `${one.line}! ${one.refusal.code}`)
  }
  return seen
}

describe('csv records', () => {
  test.each([
    ['a,b', ['a', 'b']],
    ['', ['']],
    ['a,', ['a', '']],
    [',', ['', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"say ""hi""",', ['say "hi"', '']],
    ['"",x', ['', 'x']],
    ['6" pipe,it\'s "so"', ['6" pipe', 'it\'s "so"']],
    ['"two\nlines",x', ['two\nlines', 'x']],
    ['"open,x', 'quote_not_closed'],
    ['"a"b,x', 'quote_misplaced'],
  ])('%s', (text, fields) => {
    expect(csvRecord(text, ',')).toEqual(fields)
  })

  test('another delimiter', () => {
    expect(csvRecord('a,b\t"c\td"', '\t')).toEqual(['a,b', 'c\td'])
  })
})

describe('rows of a csv file', () => {
  test('values with line ends keep the number of their first line', async () => {
    expect(await read('csv', ['id,text', '1,a', '2,"b', '', 'c"', '3,d'])).toEqual(['2: 1|a', '3: 2|b\n\nc', '6: 3|d'])
  })

  test('a broken record costs its own line only', async () => {
    expect(await read('csv', ['id,text', '1,"open', '2,b', '3,"c"d', '4,d', '5', '6,e,f', '', '7,g'])).toEqual([
      '2! quote_not_closed',
      '3: 2|b',
      '4! quote_misplaced',
      '5: 4|d',
      '6! column_count',
      '7! column_count',
      '9: 7|g',
    ])
  })

  test('lines that a stray quotation mark swallowed are read on their own', async () => {
    expect(await read('csv', ['id,text', '1,"open', '2,b', '3,",c', '4,"d', 'e"'])).toEqual([
      '2! quote_not_closed',
      '3: 2|b',
      '4! quote_not_closed',
      '5: 4|d\ne',
    ])
  })

  test('a quotation mark that is never closed does not swallow a long file', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => `${index},x`)
    const seen = await read('csv', ['id,text', '0,"open', ...rows])
    expect(seen).toHaveLength(1001)
    expect(seen.filter((row) => row.includes('!'))).toEqual(['2! quote_not_closed'])
    expect(seen.at(-1)).toBe('1002: 999|x')
  })

  test('the header has to name every field of the map once', async () => {
    await expect(read('csv', ['id,words', '1,a'])).rejects.toMatchObject({
      missing: ['text'],
      columns: ['id', 'words'],
    })
    await expect(read('csv', ['id,text,text', '1,a,b'])).rejects.toBeInstanceOf(HeaderFault)
    expect(await read('csv', [' text , id ,x,x', 'a,1,,'])).toHaveLength(1)
    expect(await read('csv', [])).toEqual([])
  })

  test('lines that are too long or not of the encoding', async () => {
    expect(await read('csv', ['id,text', null, '1,a\ufffd', '2,b'])).toEqual([
      '2! line_too_long',
      '3! not_in_encoding',
      '4: 2|b',
    ])
  })
})

describe('rows of a jsonl file', () => {
  test('a broken line is told of and the next one read', async () => {
    expect(
      await read('jsonl', ['{"id":1}', '', '{"id":', '[1]', 'null', '"x"', '{"id":"a\ufffd"}', null, ' {"id":2} ']),
    ).toEqual([
      '1: 1',
      '3! not_json',
      '4! not_an_object',
      '5! not_an_object',
      '6! not_an_object',
      '7! not_in_encoding',
      '8! line_too_long',
      '9: 2',
    ])
  })
})
