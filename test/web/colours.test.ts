import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../src/web/style/tokens.css'), 'utf8')

/** The rules between a selector and the brace that ends them. */
function ruleOf(selector: string): string {
  const at = css.indexOf(`${selector} {`)
  if (at < 0) throw new Error(`no rule for ${selector}`)
  return css.slice(at, css.indexOf('}', at))
}
const light = ruleOf(':root')
const byDevice = ruleOf(":root:not([data-theme='light'])")
const dark = ruleOf(":root[data-theme='dark']")
const wall = ruleOf('.wall')

function tokensOf(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]))
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const grounds = ['paper', 'sheet', 'tint', 'tint-good', 'tint-soon', 'tint-over']
const words = ['ink', 'quiet', 'link', 'over']
const pairs = [
  ...words.flatMap((word) => grounds.map((ground) => [word, ground] as const)),
  ...['accent', 'good', 'soon'].flatMap((word) => ['paper', 'sheet'].map((ground) => [word, ground] as const)),
  ['soon', 'tint-soon'],
  ['on-accent', 'accent'],
] as const

describe.each([
  ['light', tokensOf(light)],
  ['dark', tokensOf(dark)],
  ['wall', tokensOf(wall)],
] as const)('colours, %s', (_, tokens) => {
  it.each(pairs)('%s is read on %s', (word, ground) => {
    expect(contrast(tokens.get(word) ?? '', tokens.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it('draws the edges of controls so that they are seen', () => {
    for (const ground of ['paper', 'sheet']) {
      expect(contrast(tokens.get('line') ?? '', tokens.get(ground) ?? '')).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('the two ways into the dark', () => {
  it('the device and the choice lead to the same colours', () => {
    expect([...tokensOf(byDevice)]).toEqual([...tokensOf(dark)])
    expect(tokensOf(dark).size).toBe(tokensOf(light).size)
  })
})

describe('the measure itself', () => {
  it('knows black on white and a pair that fails', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5)
  })
})
