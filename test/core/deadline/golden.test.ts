import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { instantAt } from '../../../src/core/calendar/zone.ts'
import { calendars, term } from './fixture-calendars.ts'
import { deadlineOf, goldenCases, goldenText } from './golden-cases.ts'
import { referenceDue, wall } from './reference.ts'

const file = new URL('../../../docs/golden/deadlines.txt', import.meta.url)

describe('the golden table of deadlines', () => {
  test('says what the code says, line by line (after a wanted change: vitest -u)', async () => {
    expect(existsSync(file), 'docs/golden/deadlines.txt is committed').toBe(true)
    expect(goldenCases.length).toBeGreaterThanOrEqual(200)
    await expect(goldenText()).toMatchFileSnapshot(file.pathname)
  })

  test('no case comes twice', () => {
    expect(new Set(goldenCases.map((golden) => JSON.stringify(golden))).size).toBe(goldenCases.length)
  })

  test.each(goldenCases.filter((golden) => golden.then.length === 0))(
    'counted minute by minute, $calendar from $from, $term, is the same',
    (golden) => {
      const calendar = calendars[golden.calendar]
      const from = instantAt(golden.from.slice(0, 10), golden.from.slice(11), calendar.timeZone)
      const expected = referenceDue(term(golden.term), from, calendar)
      expect(wall(deadlineOf(golden).dueAt, calendar.timeZone)).toBe(wall(expected, calendar.timeZone))
      expect(deadlineOf(golden).dueAt).toBe(expected)
    },
  )

  test.each([
    ['America/New_York', 300],
    ['Australia/Lord_Howe', -660],
    ['Asia/Kathmandu', -345],
  ])('is the same on a machine in %s', (zone, minutesBehindUtc) => {
    const script = `import { goldenText } from ${JSON.stringify(new URL('golden-cases.ts', import.meta.url).href)}
      if (new Date(${Date.UTC(2026, 0, 1)}).getTimezoneOffset() !== ${minutesBehindUtc}) throw new Error('zone not set')
      process.stdout.write(goldenText())`
    const text = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    expect(text).toBe(readFileSync(file, 'utf8'))
  })
})
