import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { ImportMap } from '../../src/channels/import/import-map.ts'
import { loadCityPack } from '../../src/main/city/load.ts'
import { checkMaps } from '../../src/main/city/maps.ts'
import { loadSchemas } from '../../src/main/city/schema.ts'
import { jsonLines, openImportHouse, type ImportHouse } from './support/import-house.ts'

let house: ImportHouse
beforeAll(async () => {
  house = await openImportHouse('tainan')
})

/** Invented rows in the shape of the city's open data. */
const row = (id: string, more: object = {}) => ({
  id,
  t: '2016-02-06 04:00:00',
  district: '永康區',
  cat: '違規停車',
  sub: '違規停車',
  desc: '路口有車輛停放',
  addr: '臺南市永康區試驗路1號',
  lat: 23.02,
  lng: 120.26,
  ...more,
})

test('rows of the city’s own format find place, service and unit', async () => {
  const rows = [
    row('T1'),
    row('T2', { district: ':中西', cat: '路燈故障', sub: '9盞以下路燈故障' }),
    row('T3', { district: '', cat: '噪音舉發', sub: '其他汙染舉發', lat: 22.9997, lng: 120.227 }),
    row('T4', { district: '', addr: '試驗路', cat: '地震通報', sub: '路面坑洞' }),
    row('T5', { district: '', addr: '試驗路', cat: '沒有的類別', sub: '', lat: 22.9582, lng: 120.3324 }),
  ]
  const { exit, summary } = await house.import([house.file('t.jsonl', jsonLines(rows)), '--format', 'tainan1999'])
  expect(exit).toBe(0)
  expect(summary).toMatchObject({
    registered: 5,
    refused: 0,
    unit: { found: 4, share: 0.8, why: { 'unclear:no_area unclassified': 1 } },
    areaFrom: { 'name:district': 2, 'name:addr': 1, point: 1, otherwise: 1 },
    serviceFrom: { sub: 2, 'cat|sub': 2, otherwise: 1 },
    notes: { fallback_point: 2 },
  })
  const stored = await house.rows(
    `select message_id as id, service_code as service, area_code as area, latitude from hotline.service_request order by number`,
  )
  expect(stored).toEqual([
    { id: 'T1', service: 'illegal-parking', area: '67000310', latitude: 23.02 },
    { id: 'T2', service: 'street-light-few', area: '67000370', latitude: 23.02 },
    { id: 'T3', service: 'noise-other', area: '67000310', latitude: null },
    { id: 'T4', service: 'earthquake-damage', area: '67000310', latitude: 23.02 },
    { id: 'T5', service: 'unclassified', area: null, latitude: null },
  ])
})

test('the schema’s own example is a map that works', async () => {
  const schema = JSON.parse(readFileSync('cities/schema/import-map.json', 'utf8')) as {
    readonly examples: readonly ImportMap[]
  }
  const [example] = schema.examples
  const loaded = await loadCityPack('tainan')
  if (!loaded.ok || !example) throw new Error('no pack or no example')
  expect(loadSchemas('cities/schema')('import-map', example)).toEqual([])
  expect(checkMaps([{ name: 'example.json', value: example, positionOf: () => undefined }], loaded.pack)).toEqual([])
  const csv = [
    'case_enquiry_id,open_dt,target_dt,closed_dt,case_status,case_title,subject,reason,type,department,location,neighborhood,latitude,longitude,source',
    '1,2011-08-28 10:00:00,,2011-08-29 09:00:00,Closed,"Lamp, out",Works,Street Lights,Street Light Outages,PW,1 Test St,Nowhere,42.3594,-71.0587,App',
    '2,2011-08-28 10:01:00,,,Open,Mattress,Works,Sanitation,Bulk,PW,2 Test St,Nowhere,42.30,-71.10,App',
  ].join('\r\n')
  const { summary } = await house.import([house.file('b.csv', csv), '--map', house.map(example)])
  expect(summary).toMatchObject({ registered: 2, refused: 0, notes: { fallback_point: 1, bad_point: 1 } })
  const times = await house.rows(
    `select settled_at - registered_at as open_for from hotline.service_request where channel = 'import:boston311' order by number`,
  )
  expect(times).toMatchObject([{ open_for: { hours: 23 } }, { open_for: {} }])
})

test('a map of a pack is called like its file', async () => {
  const loaded = await loadCityPack('tainan')
  if (!loaded.ok) throw new Error('no pack')
  const value = loaded.maps['tainan1999']
  const faults = (name: string) => checkMaps([{ name, value, positionOf: () => undefined }], loaded.pack)
  expect(faults('maps/tainan1999.json')).toEqual([])
  expect(faults('maps/other.json')).toMatchObject([{ file: 'maps/other.json', path: '/name', code: 'name_differs' }])
})

test('the recipe’s map is one', async () => {
  const recipe = readFileSync('docs/recipes/import-your-records.md', 'utf8')
  const block = /^ {4}\{\n(?: {4}.*\n)+/m.exec(recipe)?.[0] ?? ''
  const value: unknown = JSON.parse(block)
  const loaded = await loadCityPack('test/city/fixtures/tiny')
  if (!loaded.ok) throw new Error('no pack')
  expect(loadSchemas('cities/schema')('import-map', value)).toEqual([])
  expect(checkMaps([{ name: 'recipe.json', value, positionOf: () => undefined }], loaded.pack)).toEqual([])
})
