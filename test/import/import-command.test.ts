import { existsSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ImportMap } from '../../src/channels/import/import-map.ts'
import { dayOf } from '../../src/core/calendar/zone.ts'
import { CommandRefusal, UsageError } from '../../src/main/commands/command.ts'
import { gzip, jsonLines, openImportHouse, type ImportHouse } from './support/import-house.ts'
import { goodRow, tinyMap } from './support/tiny-map.ts'

let house: ImportHouse
beforeAll(async () => {
  house = await openImportHouse()
})
beforeEach(async () => {
  await house.rows(
    'truncate hotline.service_request, hotline.event_text, hotline.outbox, hotline.counter_delta, identity.requester',
  )
})

const row = (id: string, more: object = {}) => ({ ...goodRow, id, ...more })
const many = (count: number) => Array.from({ length: count }, (_, index) => row(`m${index}`))
const counts = (summary: Readonly<Record<string, unknown>>) => [
  summary['registered'],
  summary['already'],
  summary['refused'],
]
const stored = () =>
  house.rows<Record<string, string | null>>(
    `select number::text, message_id, channel, state, disposition, service_code, lead_unit, area_code,
            registered_at::text as at, settled_at::text as settled, dispatch_due_at, due_at, callback_due_at, scoring_unit
       from hotline.service_request order by number`,
  )

describe('import', () => {
  test('every row is a request at its own time, routed as the catalogue of its day says, closed without clocks or scores', async () => {
    const file = house.file(
      'past.jsonl',
      jsonLines([row('a'), row('b', { kind: 'road', area: '12', at: '2024/03/05 23:59:60' })]),
    )
    const { exit, summary } = await house.import([file, '--map', house.map(tinyMap)])
    expect(exit).toBe(0)
    expect(summary).toMatchObject({
      registered: 2,
      already: 0,
      refused: 0,
      refusedFile: null,
      unit: { found: 2, share: 1, byDistrict: 0, unclassified: 0, why: {} },
      areaFrom: { 'code:area': 2 },
      interrupted: false,
    })
    const [first, second] = await stored()
    expect(first).toMatchObject({
      message_id: 'a',
      channel: 'import:paper',
      state: 'closed',
      disposition: 'imported',
      service_code: 'A101',
      lead_unit: 'water',
      area_code: '11',
      dispatch_due_at: null,
      due_at: null,
      callback_due_at: null,
      scoring_unit: null,
    })
    expect(first?.['settled']).toBe(first?.['at'])
    // The row's own day, in the pack's zone; a leap second is the next day's first.
    expect(first?.['number']).toMatch(/^240305/)
    expect(second?.['number']).toMatch(/^240306/)
    expect(second?.['lead_unit']).toBe('1')
    expect(await house.rows('select 1 from hotline.outbox')).toEqual([])
    const metrics = await house.rows<{ metric: string }>('select distinct metric from hotline.counter_delta')
    expect(metrics.map(({ metric }) => metric).sort()).toEqual(['received', 'topic'])
  })

  test('a close of the source is kept, and an open row waits for dispatch with its clock running from its own time', async () => {
    const closed = row('c', { closed: '2024-03-09T01:00:00Z' })
    const file = house.file('ends.jsonl', jsonLines([closed, row('d', { state: 'open' })]))
    expect((await house.import([file, '--map', house.map(tinyMap)])).summary).toMatchObject({
      unit: { why: { 'waits_for_dispatch A101': 1 } },
    })
    const [first, second] = await house.rows(
      `select state, seq, settled_at, changed_at, dispatch_due_at > registered_at as running from hotline.service_request order by number`,
    )
    expect(first).toMatchObject({
      state: 'closed',
      seq: 2,
      settled_at: new Date('2024-03-09T01:00:00Z'),
      running: null,
    })
    expect(second).toMatchObject({ state: 'pending_dispatch', settled_at: null, running: true })
    expect(await house.rows('select task from hotline.outbox')).toEqual([{ task: 'dispatch_by_rule' }])
  })

  test('who asked is sealed and the matter masked', async () => {
    const file = house.file(
      'who.jsonl',
      jsonLines([row('w', { name: '张三', phone: '700123', text: '我电话13800138000' })]),
    )
    await house.import([file, '--map', house.map(tinyMap)])
    expect(await house.rows(`select name, body from hotline.event_text where body ~ '138|张三'`)).toEqual([])
    expect(await house.rows('select phone_index is not null as indexed from identity.requester')).toEqual([
      { indexed: true },
    ])
  })

  test('run again it imports nothing twice, and goes on where an earlier run ended', async () => {
    const map = house.map(tinyMap)
    const part = house.file('part.jsonl', jsonLines(many(700).slice(0, 600)))
    const whole = house.file('whole.jsonl', jsonLines(many(700)))
    expect(counts((await house.import([part, '--map', map])).summary)).toEqual([600, 0, 0])
    expect(counts((await house.import([whole, '--map', map])).summary)).toEqual([100, 600, 0])
    expect(counts((await house.import([whole, '--map', map])).summary)).toEqual([0, 700, 0])
    expect(await stored()).toHaveLength(700)
  })

  test('what was written is sealed when the command ends', async () => {
    await house.import([house.file('seal.jsonl', jsonLines(many(5))), '--map', house.map(tinyMap)])
    expect(await house.rows('select 1 from hotline.journal_pending')).toEqual([])
    const [last] = await house.rows<{ size: string }>(
      'select max(tree_size)::text as size from hotline.journal_checkpoint',
    )
    expect(Number(last?.size)).toBeGreaterThanOrEqual(10)
  })

  test('a row that stands in the file twice is registered once', async () => {
    const file = house.file('twice.jsonl', jsonLines([row('t', { text: 'first' }), row('t', { text: 'second' })]))
    expect(counts((await house.import([file, '--map', house.map(tinyMap)])).summary)).toEqual([1, 1, 0])
  })

  test('two imports of one file at once register each row once', async () => {
    const file = house.file('race.jsonl', jsonLines(many(300)))
    const map = house.map(tinyMap)
    const runs = await Promise.all([
      house.import([file, '--map', map, '--refused', join(house.folder, 'r1')]),
      house.import([file, '--map', map]),
    ])
    expect(runs.map(({ exit }) => exit)).toEqual([0, 0])
    expect(runs.reduce((sum, { summary }) => sum + Number(summary['registered']), 0)).toBe(300)
    expect(await stored()).toHaveLength(300)
  })

  test('refused rows go to a file with line, field, code and sentence, and the rest go on', async () => {
    const lines = [
      row('r1'),
      row('r2', { at: 'yesterday' }),
      row('', {}),
      row('r4', { kind: 'x' }),
      row('r5', { state: 'test' }),
    ]
    const file = house.file('mixed.jsonl', `${jsonLines(lines)}{"id":\n\n${jsonLines([row('r7')])}`)
    const outcome = await house.import([file, '--map', house.map(tinyMap)])
    expect(outcome.exit).toBe(0)
    expect(counts(outcome.summary)).toEqual([2, 0, 5])
    expect(outcome.summary).toMatchObject({
      refusedBy: { time_invalid: 1, message_id_missing: 1, service_unknown: 1, not_real: 1, not_json: 1 },
    })
    expect(outcome.summary['refusedFile']).toBe(join(house.folder, 'imports', 'mixed.jsonl.refused.jsonl'))
    expect(house.refused(outcome).map(({ line, id, code, field }) => [line, id, code, field])).toEqual([
      [2, 'r2', 'time_invalid', 'at'],
      [3, null, 'message_id_missing', 'id'],
      [4, 'r4', 'service_unknown', 'kind'],
      [5, 'r5', 'not_real', 'state'],
      [6, null, 'not_json', null],
    ])
    expect(Object.keys(house.refused(outcome)[0]?.sentence ?? {})).toEqual(['zh-CN', 'en'])
    expect(statSync(String(outcome.summary['refusedFile'])).mode & 0o077).toBe(0)
  })

  test('a csv file, gzip or not, whatever it is called', async () => {
    const map: ImportMap = { ...tinyMap, name: 'sheet', format: 'csv', delimiter: ';' }
    const header = 'id;at;area;quarter;kind;sub;title;text;address;lat;lng;type;name;phone;state;closed'
    const record = (id: string, text: string) => `${id};2024/03/05 08:30:00;11;;water;;停水;${text};;;;;;;;`
    const text = `\ufeff${header}\r\n${record('s1', '"一;二\r\n""三"""')}\r\n${record('s2', 'x')};\r\n${record('s3', '')}`
    const outcome = await house.import([house.file('sheet.csv', gzip(text)), '--map', house.map(map)])
    expect(counts(outcome.summary)).toEqual([2, 0, 1])
    expect(house.refused(outcome)).toMatchObject([{ line: 4, code: 'column_count' }])
    const matters = await house.rows<{ body: string }>(
      `select body from hotline.event_text where name = 'matter' order by number`,
    )
    expect(matters.map(({ body }) => body)).toEqual(['停水：一;二\n"三"', '停水'])
    expect(counts((await house.import([house.file('plain.csv', text), '--map', house.map(map)])).summary)).toEqual([
      0, 2, 1,
    ])
  })

  test('an encoding of its own', async () => {
    const map: ImportMap = { ...tinyMap, name: 'wide', encoding: 'utf-16le' }
    const file = house.file('wide.jsonl', Buffer.from(`\ufeff${jsonLines([row('u')])}`, 'utf16le'))
    expect(counts((await house.import([file, '--map', house.map(map)])).summary)).toEqual([1, 0, 0])
    const latin = house.file('latin.jsonl', Buffer.from(jsonLines([row('l', { text: 'é' })]), 'latin1'))
    expect((await house.import([latin, '--map', house.map(tinyMap)])).summary).toMatchObject({
      refusedBy: { not_in_encoding: 1 },
    })
  })

  test('interrupted it ends in order, says so, and can go on', async () => {
    const file = house.file('long.jsonl', jsonLines(many(3000)))
    const map = house.map(tinyMap)
    const stop = new AbortController()
    const outcome = await house.import([file, '--map', map], {
      interrupted: stop.signal,
      onProgress: () => stop.abort(),
    })
    expect(outcome.exit).toBe(1)
    expect(outcome.summary).toMatchObject({ interrupted: true })
    const registered = Number(outcome.summary['registered'])
    expect(registered).toBeGreaterThan(0)
    expect(registered).toBeLessThan(3000)
    expect(await stored()).toHaveLength(registered)
    expect(counts((await house.import([file, '--map', map])).summary)).toEqual([3000 - registered, registered, 0])
  })
})

describe('what is wrong with the command is said before anything is written', () => {
  const good = () => house.file('good.jsonl', jsonLines([row('g')]))

  test.each<[string, () => readonly string[]]>([
    ['no file', () => ['--format', 'old']],
    ['two files', () => ['a', 'b', '--format', 'old']],
    ['no map', () => [good()]],
    ['two maps', () => [good(), '--format', 'old', '--map', 'x']],
    ['an unknown format', () => [good(), '--format', 'toString']],
    ['refused rows into the file itself', () => [good(), '--format', 'old', '--refused', good()]],
  ])('%s', async (_, args) => {
    await expect(house.import(args())).rejects.toBeInstanceOf(UsageError)
  })

  test('files that are not there or no map', async () => {
    const refusal = async (args: readonly string[]) => {
      const error: unknown = await house.import(args).catch((thrown: unknown) => thrown)
      return error instanceof CommandRefusal ? `${error.code}: ${error.message}` : error
    }
    const nowhere = join(house.folder, 'nowhere')
    expect(await refusal([nowhere, '--format', 'old'])).toMatch(/^file_unreadable: .*no such file/)
    expect(await refusal([house.folder, '--format', 'old'])).toMatch(/^file_unreadable: /)
    expect(await refusal([good(), '--map', nowhere])).toMatch(/^file_unreadable: .*no such file/)
    expect(await refusal([good(), '--map', house.file('broken.json', '{"name":\n}')])).toMatch(
      /^import_map_faults: .*broken\.json:2:1/,
    )
    expect(await refusal([good(), '--map', house.file('shape.json', '{"name":"x","format":"xml"}')])).toMatch(
      /shape\.json:1:\d+ \/format/,
    )
    const { registeredAt: _, ...rest } = tinyMap
    expect(await refusal([good(), '--map', house.file('part.json', JSON.stringify(rest))])).toMatch(/registeredAt/)
    const unknown = {
      ...tinyMap,
      service: { steps: [{ fields: ['kind'], table: { water: 'Z999' } }], otherwise: null },
    }
    expect(await refusal([good(), '--map', house.map(unknown)])).toMatch(/service_unknown/)
    const halfway = { ...tinyMap, area: { sources: [{ from: 'name' as const }], otherwise: null } }
    expect(await refusal([good(), '--map', house.map(halfway)])).toMatch(/field_missing/)
    expect(await refusal([good(), '--format', 'old', '--refused', join(nowhere, 'x')])).toMatch(/^refused_file: /)
    expect(await stored()).toEqual([])
  })

  test('a csv file whose header does not fit', async () => {
    const map: ImportMap = { ...tinyMap, name: 'head', format: 'csv' }
    const outcome = await house.import([house.file('head.csv', 'id,when\n1,2\n'), '--map', house.map(map)])
    expect(outcome).toMatchObject({ exit: 1, summary: { registered: 0, code: 'header_unfit' } })
    expect(outcome.errors.join()).toContain('it has: id, when')
  })

  test('a map of another file: not one row can be taken', async () => {
    const outcome = await house.import([house.file('other.jsonl', '{"a":1}\n{"a":2}\n'), '--map', house.map(tinyMap)])
    expect(outcome).toMatchObject({ exit: 1, summary: { refused: 2 } })
    expect(outcome.errors.join()).toContain('right map')
  })

  test('an empty file is done at once and leaves no file behind', async () => {
    const outcome = await house.import([house.file('empty.jsonl', ''), '--map', house.map(tinyMap)])
    expect(outcome).toMatchObject({ exit: 0, summary: { registered: 0, rows: 0, unit: { share: null } } })
    expect(existsSync(join(house.folder, 'imports', 'empty.jsonl.refused.jsonl'))).toBe(false)
  })

  test('a packed file that breaks off: what came before it stays, and the rest comes with the whole file', async () => {
    const path = house.file(
      'cut.jsonl.gz',
      gzip(jsonLines(many(2000).map((one, index) => ({ ...one, text: `${index * 7919}` })))),
    )
    const whole = readFileSync(path)
    truncateSync(path, whole.length - 20)
    const map = house.map(tinyMap)
    const outcome = await house.import([path, '--map', map])
    expect(outcome).toMatchObject({ exit: 1, summary: { code: 'file_unreadable' } })
    const registered = Number(outcome.summary['registered'])
    expect(await stored()).toHaveLength(registered)
    house.file('cut.jsonl.gz', whole)
    expect(counts((await house.import([path, '--map', map])).summary)).toEqual([2000 - registered, registered, 0])
  })
})

test('number and time agree on the day in the pack’s zone', async () => {
  const late = row('z', { at: '2024/12/31 23:30:00' })
  await house.import([house.file('late.jsonl', jsonLines([late])), '--map', house.map(tinyMap)])
  const [only] = await house.rows<{ number: string; at: Date }>(
    'select number::text, registered_at as at from hotline.service_request',
  )
  expect(only?.number.slice(0, 6)).toBe('241231')
  expect(dayOf(only?.at.getTime() ?? 0, 'Etc/GMT-3')).toBe('2024-12-31')
})
