import { beforeAll, describe, expect, test } from 'vitest'
import { mapFaults } from '../../src/channels/import/check-map.ts'
import { fieldsOf, type ImportMap } from '../../src/channels/import/import-map.ts'
import { rowMapper, type MappedRow } from '../../src/channels/import/map-row.ts'
import { createRulebook, type Rulebook } from '../../src/core/catalogue/rulebook.ts'
import { loadCityPack } from '../../src/main/city/load.ts'
import { goodRow, tinyMap } from './support/tiny-map.ts'

let rulebook: Rulebook
beforeAll(async () => {
  const loaded = await loadCityPack('test/city/fixtures/tiny')
  if (!loaded.ok) throw new Error('the tiny pack is broken')
  rulebook = createRulebook(loaded.pack)
})

const now = Date.UTC(2026, 0, 1)
const mapped = (more: object = {}, map: ImportMap = tinyMap) =>
  rowMapper(map, { rulebook, areaAt: () => '12', now })({ ...goodRow, ...more })
const taken = (more: object = {}, map?: ImportMap): MappedRow => {
  const row = mapped(more, map)
  if (!row.ok) throw new Error(row.code)
  return row
}
const refusal = (more: object, map?: ImportMap) => {
  const row = mapped(more, map)
  return row.ok ? undefined : `${row.code} ${row.field}`
}

describe('a row becomes an intake', () => {
  test('whole', () => {
    const row = taken()
    // The pack's zone is three hours ahead of UTC.
    expect(new Date(row.registeredAt).toISOString()).toBe('2024-03-05T05:30:00.000Z')
    expect(row).toMatchObject({
      outcome: 'imported',
      closedAt: row.registeredAt,
      areaFrom: 'code:area',
      serviceFrom: 'kind',
      notes: [],
    })
    expect(row.intake).toEqual({
      channel: 'import:paper',
      messageId: 'p1',
      requestType: 'complaint',
      requesterKind: 'person',
      confidentiality: 'normal',
      language: 'zh-CN',
      title: '',
      matter: '停水：从昨天起没有水',
      ownWords: '',
      serviceCode: 'A101',
      level: null,
      areaCode: '11',
      place: { text: '河街12号', latitude: 20.2, longitude: 10.4 },
      requester: null,
      earlierNumber: null,
    })
  })

  test('the most exact step decides the service, and a blank value is an empty part of its key', () => {
    expect(taken({ sub: ' cold ' })).toMatchObject({ serviceFrom: 'kind|sub', intake: { serviceCode: 'A102' } })
    expect(taken({ kind: 'road', sub: null }).intake.serviceCode).toBe('A201')
    expect(taken({ kind: 'road', sub: undefined }).intake.serviceCode).toBe('A201')
    expect(refusal({ kind: 'road', sub: 'x' })).toBe('service_unknown kind')
    expect(refusal({ kind: '__proto__' })).toBe('service_unknown kind')
    const rest = { ...tinyMap, service: { ...tinyMap.service, otherwise: 'A102' } }
    expect(taken({ kind: 'x' }, rest)).toMatchObject({ serviceFrom: 'otherwise', intake: { serviceCode: 'A102' } })
  })

  test('the first source that names exactly one area decides', () => {
    const from = (more: object) => {
      const { intake, areaFrom } = taken({ area: '', address: '', ...more })
      return [intake.areaCode, areaFrom]
    }
    expect(from({ quarter: 'Hill Township' })).toEqual(['12', 'name:quarter'])
    expect(from({ area: '99', address: '小城河街街道9号' })).toEqual(['11', 'name:address'])
    expect(from({ address: '东区' })).toEqual(['12', 'point'])
    expect(from({ lat: 20.5, lng: 10.5 })).toEqual([null, 'otherwise'])
    expect(from({ lat: '', lng: '' })).toEqual([null, 'otherwise'])
  })

  test('the type comes from its table', () => {
    expect(taken({ type: 'thanks' }).intake.requestType).toBe('praise')
    expect(taken({ type: 'other' }).intake.requestType).toBe('complaint')
  })

  test('each value stands in the matter once', () => {
    expect(taken({ title: '停水', text: '停水' }).intake.matter).toBe('停水')
    expect(taken({ title: null, text: ' 停水 ' }).intake.matter).toBe('停水')
    expect(taken({ title: 12, text: true }).intake.matter).toBe('12：true')
  })

  test('who asked is sealed, and the matter is masked by rule', () => {
    const { intake, notes } = taken({
      name: '张三',
      phone: '７００ 123',
      text: '我是张三，电话13800138000，住3号楼2单元501室',
      address: '河街3号楼2单元501室',
    })
    expect(intake.requester).toMatchObject({ name: '张三', phone: '+999700123', door: '河街3号楼2单元501室' })
    expect(intake.matter).not.toMatch(/张三|13800138000|501/)
    expect(intake.place.text).not.toContain('501')
    expect(intake.ownWords).toContain('电话13800138000')
    expect(notes).toEqual([])
  })

  test('a phone that cannot be read is noted and left out', () => {
    const { intake, notes } = taken({ name: '张三', phone: '12' })
    expect(intake.requester).toMatchObject({ name: '张三', phone: '' })
    expect(notes).toEqual(['phone_unreadable'])
  })

  test('text is NFC, without control and tag characters', () => {
    expect(taken({ title: 'cafe\u0301\u0000\u0007', text: '\u{E0041}水' }).intake.matter).toBe('café：水')
  })
})

describe('how a row ends', () => {
  test('closed when the source closed it, open where the map says so', () => {
    expect(taken({ closed: '2024-03-06T00:00:00Z' }).closedAt).toBe(Date.UTC(2024, 2, 6))
    expect(taken({ state: 'open', closed: 'rubbish' })).toMatchObject({ outcome: 'open' })
    expect(refusal({ closed: 'rubbish' })).toBe('time_invalid closed')
    expect(refusal({ closed: '2027-01-01T00:00:00Z' })).toBe('out_of_range closed')
  })

  test('a close before the beginning is noted and put at the beginning', () => {
    const row = taken({ closed: '2024-03-01T00:00:00Z' })
    expect(row).toMatchObject({ closedAt: row.registeredAt, notes: ['closed_before_registered'] })
  })

  test('the exception works both ways', () => {
    const open: ImportMap = { ...tinyMap, outcome: { rows: 'open', except: { field: 'state', values: [''] } } }
    expect(taken({ state: '' }, open).outcome).toBe('imported')
    expect(taken({ state: 'x' }, open).outcome).toBe('open')
  })
})

describe('a row is refused with its field', () => {
  test.each([
    [{ state: ' spam ' }, 'not_real state'],
    [{ id: '' }, 'message_id_missing id'],
    [{ id: 2 ** 60 }, 'message_id_inexact id'],
    [{ id: 'x'.repeat(201) }, 'too_long id'],
    [{ id: ['x'] }, 'invalid_type id'],
    [{ at: '2024/02/30 08:30:00' }, 'time_invalid at'],
    [{ at: '2027/01/01 08:30:00' }, 'out_of_range at'],
    [{ title: '', text: ' ' }, 'matter_missing title'],
    [{ title: '\u200b', text: '' }, 'matter_missing title'],
    [{ title: '\ud800' }, 'ill_formed_unicode title'],
    [{ title: `e${'\u0301'.repeat(20)}` }, 'too_many_combining title'],
    [{ text: '水'.repeat(20_001) }, 'too_long title'],
    [{ address: '街'.repeat(501) }, 'too_long address'],
  ])('%o', (more, expected) => {
    expect(refusal(more)).toBe(expected)
  })

  test('with a sentence in both languages', () => {
    expect(mapped({ at: 'x' })).toMatchObject({
      sentence: { 'zh-CN': expect.stringContaining('YYYY/MM/DD'), en: expect.stringContaining('YYYY/MM/DD') },
    })
    expect(mapped({ state: 'test' })).toMatchObject({ sentence: { en: 'A test of the source.' } })
  })
})

describe('what a schema cannot say of a map', () => {
  test('a good one has no faults, and every field that it reads is known', () => {
    expect(mapFaults(tinyMap)).toEqual([])
    expect(fieldsOf(tinyMap).toSorted()).toEqual([
      'address',
      'area',
      'at',
      'closed',
      'id',
      'kind',
      'lat',
      'lng',
      'name',
      'phone',
      'quarter',
      'state',
      'sub',
      'text',
      'title',
      'type',
    ])
  })

  test.each<[string, Partial<ImportMap>, string]>([
    ['time', { registeredAt: { field: 'at', pattern: 'HH:mm' } }, 'time_pattern registeredAt/pattern'],
    [
      'close',
      { outcome: { rows: 'imported', closedAt: { field: 'c', pattern: 'YYYY' } } },
      'time_pattern outcome/closedAt/pattern',
    ],
    ['area', { area: { sources: [{ from: 'name' }], otherwise: null } }, 'field_missing area/sources/0'],
    ['half a position', { place: { latitude: 'lat' } }, 'field_missing place'],
    ['type', { requestType: { table: { a: 'praise' }, otherwise: 'praise' } }, 'field_missing requestType'],
    ['delimiter', { delimiter: '"' }, 'delimiter delimiter'],
  ])('%s', (_, more, expected) => {
    expect(mapFaults({ ...tinyMap, ...more }).map(({ code, path }) => `${code} ${path.join('/')}`)).toEqual([expected])
  })
})
