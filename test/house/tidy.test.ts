import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(root, file)))
const source = tracked.filter((file) => /^src\/.*\.(ts|tsx)$/.test(file))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Lines of a file that match, as `file:line text`, so that a failure says where to look. */
const places = (files: readonly string[], pattern: RegExp): string[] =>
  files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 100)}`] : [])),
  )

describe('the code', () => {
  it('has files small enough to read at once', () => {
    const lengths = source
      .map((file) => ({ file, lines: read(file).split('\n').length }))
      .sort((a, b) => a.lines - b.lines)
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([])
    expect(lengths[Math.floor(lengths.length * 0.95)]?.lines).toBeLessThanOrEqual(250)
    expect(lengths.length).toBeGreaterThan(200)
  })

  it('names no city outside the packs', () => {
    const city = /beijing|tainan|taipei|shanghai|北京|台南|臺南|上海/i
    expect(places(source, city).filter((place) => !/src\/main\/config\.ts.*'CITY'/.test(place))).toEqual([])
  })

  it('asks clock, chance and environment only in main', () => {
    const outside = source.filter((file) => !file.startsWith('src/main/'))
    expect(places(outside, /new Date\(\)|Date\.now\(|Math\.random\(|process\.env/)).toEqual([])
  })

  it('speaks SQL only in the store and in the embedded database', () => {
    const outside = source.filter((file) => !/^src\/(store|main\/postgres)/.test(file))
    expect(places(outside, /\b(select .+ from|insert into|update \w+ set|delete from) /)).toEqual([])
  })

  it('holds no leftovers', () => {
    const leftover = /\bTODO\b|\bFIXME\b|\bXXX\b|@ts-(ignore|nocheck|expect-error)|\.(skip|only)\(/
    const files = tracked.filter((file) => /\.(ts|tsx|sql|css)$/.test(file) && file !== 'test/house/tidy.test.ts')
    expect(places(files, leftover)).toEqual([])
  })
})
