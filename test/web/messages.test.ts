import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages, sayIn } from '../../src/web/messages/catalogue.ts'

const folder = join(import.meta.dirname, '../../src/web/messages')
const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
const read = (file: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
const source = read('zh-CN.json')
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted()

describe('the catalogue of messages', () => {
  it('finds every language by its file alone', () => {
    expect([...languages].toSorted()).toEqual(files.map((file) => file.slice(0, -'.json'.length)).toSorted())
    expect(languages.length).toBeGreaterThanOrEqual(2)
  })

  it.each(files)('%s has every key and no other', (file) => {
    expect(Object.keys(read(file)).toSorted()).toEqual(Object.keys(source).toSorted())
  })

  it.each(files)('%s says something for every key, with the same figures in it', (file) => {
    for (const [key, text] of Object.entries(read(file))) {
      if (key !== 'clock.gap') expect(text.trim(), key).not.toBe('')
      expect(placeholders(text), key).toEqual(placeholders(source[key] ?? ''))
    }
  })

  it('types no space between Chinese and Latin letters: the style does that', () => {
    const spaced = Object.entries(source).filter(([, text]) =>
      /\p{Script=Han} [A-Za-z0-9{]|[A-Za-z0-9}] \p{Script=Han}/u.test(text),
    )
    expect(spaced).toEqual([])
  })

  it('fills figures in', () => {
    expect(sayIn('en')('report.step', { step: 2 })).toBe('Step 2 of 3')
    expect(sayIn('zh-CN')('report.step', { step: 2 })).toBe('第2步，共3步')
    expect(sayIn('xx')('yes')).toBe('是')
  })
})
