import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { RequestType } from '../../core/work-order/states.ts'

/** An import map as `cities/schema/import-map.json` describes it: how a file of requests from elsewhere is read. */
export interface ImportMap {
  readonly name: string
  readonly description?: string
  readonly format: 'jsonl' | 'csv'
  readonly encoding?: 'utf-8' | 'utf-16le' | 'gb18030' | 'big5' | 'windows-1252'
  readonly delimiter?: string
  readonly messageId: { readonly field: string }
  readonly registeredAt: MapTime
  readonly service: MapService
  readonly area: MapArea
  readonly place: MapPlace
  readonly matter: { readonly fields: readonly string[]; readonly separator?: string }
  readonly channel: string
  readonly requestType: {
    readonly field?: string
    readonly table?: Readonly<Record<string, RequestType>>
    readonly otherwise: RequestType
  }
  readonly requester?: { readonly name?: string; readonly phone?: string }
  readonly refuse?: readonly MapRefusal[]
  readonly outcome: MapOutcome
}

export interface MapTime {
  readonly field: string
  /** In YYYY, MM, DD, HH, mm, ss and SSS, or `iso`. */
  readonly pattern: string
  /** The city's where absent. */
  readonly timeZone?: string
}

export interface MapService {
  readonly steps: readonly { readonly fields: readonly string[]; readonly table: Readonly<Record<string, string>> }[]
  readonly otherwise: string | null
}

export type AreaKind = 'city' | 'district' | 'subdistrict' | 'township' | 'community'

export interface MapAreaSource {
  readonly from: 'code' | 'name' | 'point'
  readonly field?: string
  readonly match?: 'exact' | 'start' | 'within'
  readonly kinds?: readonly AreaKind[]
}

export interface MapArea {
  readonly sources: readonly MapAreaSource[]
  readonly otherwise: string | null
}

export interface MapPlace {
  readonly address?: string
  readonly latitude?: string
  readonly longitude?: string
  readonly coordinates?: 'wgs84' | 'gcj02'
  readonly badPoint?: 'drop' | 'refuse'
  readonly fallbackPoints?: readonly { readonly latitude: number; readonly longitude: number }[]
  readonly fallbackWithinDegrees?: number
}

export interface MapRefusal {
  readonly field: string
  readonly values: readonly string[]
  readonly code: string
  readonly sentence: LocalText
}

export type RowOutcome = 'imported' | 'open'

export interface MapOutcome {
  readonly rows: RowOutcome
  readonly closedAt?: MapTime
  readonly except?: { readonly field: string; readonly values: readonly string[] }
}

/** The channel under which a map's requests stand: message ids are unique within it. */
export const channelOf = (map: ImportMap): string => `${map.channel}:${map.name}`

/** Every field of a row that the map reads, each once: a column that a csv file lacks shows a wrong map at once. */
export function fieldsOf(map: ImportMap): readonly string[] {
  const { place, requester, outcome } = map
  const fields = [
    map.messageId.field,
    map.registeredAt.field,
    ...map.service.steps.flatMap((step) => step.fields),
    ...map.area.sources.map((source) => source.field),
    place.address,
    place.latitude,
    place.longitude,
    ...map.matter.fields,
    map.requestType.field,
    requester?.name,
    requester?.phone,
    ...(map.refuse ?? []).map(({ field }) => field),
    outcome.closedAt?.field,
    outcome.except?.field,
  ]
  return [...new Set(fields.filter((field) => field !== undefined))]
}
