/**
 * Writes cities/beijing/calendar.json from the published holiday notices as npm chinese-days 1.5 (MIT) has them:
 *   npm exec -- node tools/extract-beijing-calendar.ts
 * Every yearly notice of the State Council covers its whole year, so the calendar is published to the last year's end.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const years = ['2024', '2025', '2026']
const source = JSON.parse(readFileSync(join(root, 'node_modules/chinese-days/dist/chinese-days.json'), 'utf8')) as {
  readonly holidays: Readonly<Record<string, string>>
  readonly workdays: Readonly<Record<string, string>>
}
const inYears = ([day]: readonly [string, string]): boolean => years.includes(day.slice(0, 4))
/** The source says `National Day,国庆节,3`. */
const nameOf = (text: string): string => text.split(',').slice(0, 2).reverse().join(' ')

const holidays = Object.entries(source.holidays)
  .filter(inYears)
  .map(([day, text]) => ({ day, kind: 'holiday', name: nameOf(text) }))
const workdays = Object.entries(source.workdays)
  .filter(inYears)
  .map(([day, text]) => ({ day, kind: 'makeUpWorkday', name: nameOf(text) }))
const days = [...holidays, ...workdays].sort((one, other) => (one.day < other.day ? -1 : 1))
for (const year of years) {
  if (!days.some(({ day }) => day.startsWith(`${year}-10`)))
    throw new Error(`the source does not cover ${year} to its end`)
}

const spans = '[["09:00", "12:00"], ["13:00", "18:00"]]'
const lines = [
  '{',
  '  "$schema": "../schema/calendar.json",',
  `  "version": "${years.at(-1)}.1",`,
  '  "timeZone": "Asia/Shanghai",',
  '  "weekdays": {',
  ...[1, 2, 3, 4, 5].map((weekday) => `    "${weekday}": ${spans}${weekday < 5 ? ',' : ''}`),
  '  },',
  `  "makeUpHours": ${spans},`,
  `  "publishedUntil": "${years.at(-1)}-12-31",`,
  '  "days": {',
  days.map(({ day, kind, name }) => `    "${day}": { "kind": "${kind}", "name": "${name}" }`).join(',\n'),
  '  }',
  '}',
]
writeFileSync(join(root, 'cities/beijing/calendar.json'), `${lines.join('\n')}\n`)
