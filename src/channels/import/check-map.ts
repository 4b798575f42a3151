import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { ImportMap, MapTime } from './import-map.ts'
import { patternParts } from './row-time.ts'

/** What a map's schema cannot say is wrong with it. `path` leads into the map's JSON. */
export interface MapFault {
  readonly path: readonly (string | number)[]
  readonly code: string
  readonly sentence: LocalText
}

/** Faults inside a map that its schema accepts; empty where there are none. */
export function mapFaults(map: ImportMap): readonly MapFault[] {
  const { place, requestType, outcome } = map
  const sources = map.area.sources.flatMap(({ from, field }, index) =>
    from !== 'point' && field === undefined ? [fieldMissing(['area', 'sources', index])] : [],
  )
  const half = (place.latitude === undefined) !== (place.longitude === undefined)
  return [
    ...timeFaults(map.registeredAt, ['registeredAt', 'pattern']),
    ...(outcome.closedAt ? timeFaults(outcome.closedAt, ['outcome', 'closedAt', 'pattern']) : []),
    ...sources,
    ...(half ? [fieldMissing(['place'])] : []),
    ...(requestType.table && requestType.field === undefined ? [fieldMissing(['requestType'])] : []),
    ...(map.delimiter !== undefined && /["\r\n]/.test(map.delimiter) ? [badDelimiter] : []),
  ]
}

function timeFaults({ pattern }: MapTime, path: MapFault['path']): readonly MapFault[] {
  if (pattern === 'iso' || patternParts(pattern)) return []
  const sentence = {
    'zh-CN': `“${pattern}”须含 YYYY、MM、DD，且每部分只出现一次。`,
    en: `"${pattern}" has to hold YYYY, MM and DD, and no part twice.`,
  }
  return [{ path, code: 'time_pattern', sentence }]
}

const fieldMissing = (path: MapFault['path']): MapFault => ({
  path,
  code: 'field_missing',
  sentence: { 'zh-CN': '没有说明从哪个字段读取。', en: 'It does not say which field is read.' },
})

const badDelimiter: MapFault = {
  path: ['delimiter'],
  code: 'delimiter',
  sentence: { 'zh-CN': '分隔符不能是引号或换行。', en: 'A quotation mark or line end cannot separate fields.' },
}
