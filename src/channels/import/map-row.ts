import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import { cleanText } from '../../core/text/clean-text.ts'
import { maskMatter } from '../../core/text/mask-matter.ts'
import { normalisePhone } from '../../core/text/phone.ts'
import type { Instant } from '../../core/time.ts'
import type { Intake, Requester } from '../../core/work-order/intake.ts'
import { channelOf, type ImportMap, type RowOutcome } from './import-map.ts'
import { areaFinder, type AreaAt } from './row-area.ts'
import { rowPosition, type RowPosition } from './row-place.ts'
import { refusedByRule, refuseRow, type RowRefusal } from './row-refusal.ts'
import { serviceFinder } from './row-service.ts'
import { rowTime, timeReader } from './row-time.ts'
import { isInexact, textOf, valueOf, type Row } from './row.ts'

/** A row as the house takes it. */
export interface MappedRow {
  readonly ok: true
  readonly intake: Intake
  readonly registeredAt: Instant
  readonly outcome: RowOutcome
  readonly closedAt: Instant
  /** Which step of the map found the service; `otherwise` where none did. */
  readonly serviceFrom: string
  /** Which source of the map found the area; `otherwise` where none did. */
  readonly areaFrom: string
  /** What was left out of the row without refusing it: `fallback_point`, `bad_point`, `phone_unreadable`, `closed_before_registered`. */
  readonly notes: readonly string[]
}

export type RowMapper = (row: Row) => MappedRow | RowRefusal

export interface MapContext {
  readonly rulebook: Rulebook
  readonly areaAt: AreaAt
  /** No request is from later than this. */
  readonly now: Instant
}

const limits = { messageId: 200, matter: 20_000, address: 500, name: 100 }

/** A map made ready: its tables and names are looked up once, then it reads one row after the other. */
export function rowMapper(map: ImportMap, context: MapContext): RowMapper {
  const { rulebook, areaAt, now } = context
  const { pack } = rulebook
  const readTime = timeReader(map.registeredAt, pack.timeZone)
  const serviceOf = serviceFinder(map.service)
  const areaOf = areaFinder(map, rulebook, areaAt)
  const endOf = rowEnd(map, context)
  const words = rowWords(map, rulebook)
  return (row) => {
    const refused = refusedByMap(row, map)
    if (refused) return refused
    const messageId = rowMessageId(row, map.messageId.field)
    if (typeof messageId !== 'string') return messageId
    const registeredAt = rowTime(row, map.registeredAt, readTime, now)
    if (typeof registeredAt !== 'number') return registeredAt
    const service = serviceOf(row)
    if (service.code === null)
      return refuseRow('service_unknown', map.service.steps.flatMap(({ fields }) => fields).at(-1))
    const found = rowPosition(row, map.place, pack.bounds)
    if ('ok' in found) return found
    const area = areaOf(row, found.position)
    const said = words(row)
    if ('ok' in said) return said
    const end = endOf(row, registeredAt)
    if ('ok' in end) return end
    return {
      ok: true,
      intake: {
        ...said.intake,
        messageId,
        serviceCode: service.code,
        areaCode: area.code,
        place: { text: said.address, ...coordinates(found) },
      },
      registeredAt,
      ...end,
      serviceFrom: service.from,
      areaFrom: area.from,
      notes: [...(found.dropped ? [found.dropped] : []), ...said.notes, ...end.notes],
    }
  }
}

const coordinates = ({ position }: RowPosition): Pick<Intake['place'], 'latitude' | 'longitude'> => ({
  latitude: position?.latitude ?? null,
  longitude: position?.longitude ?? null,
})

function refusedByMap(row: Row, { refuse = [] }: ImportMap): RowRefusal | undefined {
  const hit = refuse.find(({ field, values }) => values.includes(textOf(row, field)))
  return hit && { ok: false, code: hit.code, field: hit.field, sentence: hit.sentence }
}

function rowMessageId(row: Row, field: string): string | RowRefusal {
  const raw = valueOf(row, field)
  if (raw === '') return refuseRow('message_id_missing', field)
  if (isInexact(row, field)) return refuseRow('message_id_inexact', field)
  const clean = cleanText(raw ?? row[field], { field, max: limits.messageId, controls: 'strip' })
  return clean.ok ? clean.text : refusedByRule(clean.refusal, field)
}

type End = Pick<MappedRow, 'outcome' | 'closedAt' | 'notes'>

/** How and when the row's request ends. */
function rowEnd(
  { outcome }: ImportMap,
  { rulebook, now }: MapContext,
): (row: Row, registeredAt: Instant) => End | RowRefusal {
  const { rows, closedAt: spec, except } = outcome
  const other: RowOutcome = rows === 'imported' ? 'open' : 'imported'
  const read = spec && timeReader(spec, rulebook.pack.timeZone)
  return (row, registeredAt) => {
    const ends = except?.values.includes(textOf(row, except.field)) ? other : rows
    if (!spec || !read || ends === 'open' || textOf(row, spec.field) === '') {
      return { outcome: ends, closedAt: registeredAt, notes: [] }
    }
    const closedAt = rowTime(row, spec, read, now)
    if (typeof closedAt !== 'number') return closedAt
    if (closedAt < registeredAt) return { outcome: ends, closedAt: registeredAt, notes: ['closed_before_registered'] }
    return { outcome: ends, closedAt, notes: [] }
  }
}

interface Words {
  readonly intake: Omit<Intake, 'messageId' | 'serviceCode' | 'areaCode' | 'place'>
  readonly address: string
  readonly notes: readonly string[]
}

/** The row's texts: cleaned, then masked by rule. What the masks cover stays sealed with the requester's own words. */
function rowWords(map: ImportMap, { pack }: Rulebook): (row: Row) => Words | RowRefusal {
  const { matter, place, requestType, requester: who } = map
  const types = new Map(Object.entries(requestType.table ?? {}))
  const channel = channelOf(map)
  return (row) => {
    const clean = cleanText(joined(row, matter), { field: 'matter', max: limits.matter, controls: 'strip' })
    if (!clean.ok)
      return clean.refusal.code === 'required'
        ? refuseRow('matter_missing', matter.fields[0])
        : refusedByRule(clean.refusal, matter.fields[0])
    const address = optional(row, place.address, limits.address)
    if (typeof address !== 'string') return address
    const name = optional(row, who?.name, limits.name)
    if (typeof name !== 'string') return name
    const phone = phoneOf(row, who?.phone, pack)
    const requester = requesterOf(name, phone.text, address, pack)
    // Where the matter names the whole address, only what the rule masks goes: a unit has to find the place.
    const masked = maskMatter(clean.text, requester && { ...requester, door: '' }, pack)
    const maskedAddress = maskMatter(address, null, pack)
    return {
      intake: {
        channel,
        requestType: types.get(textOf(row, requestType.field)) ?? requestType.otherwise,
        requesterKind: 'person',
        confidentiality: 'normal',
        language: pack.defaultLanguage,
        title: '',
        matter: masked,
        ownWords: masked === clean.text && requester === null ? '' : clean.text,
        level: null,
        requester,
        earlierNumber: null,
      },
      address: maskedAddress,
      notes: phone.readable ? [] : ['phone_unreadable'],
    }
  }
}

/** The fields that are not blank, each value once. */
const joined = (row: Row, { fields, separator = ' ' }: ImportMap['matter']): string =>
  [...new Set(fields.map((field) => textOf(row, field)))].filter((value) => value !== '').join(separator)

function optional(row: Row, field: string | undefined, max: number): string | RowRefusal {
  if (field === undefined) return ''
  const clean = cleanText(textOf(row, field), { field, max, optional: true, controls: 'strip' })
  return clean.ok ? clean.text : refusedByRule(clean.refusal, field)
}

function phoneOf(
  row: Row,
  field: string | undefined,
  pack: Rulebook['pack'],
): { readonly text: string; readonly readable: boolean } {
  const raw = textOf(row, field)
  if (raw === '') return { text: '', readable: true }
  const phone = normalisePhone(raw, pack)
  return phone.ok ? { text: phone.phone, readable: true } : { text: '', readable: false }
}

/** Null where the source says nothing of who asked. An address down to the door is part of identity. */
function requesterOf(name: string, phone: string, address: string, pack: Rulebook['pack']): Requester | null {
  const door = maskMatter(address, null, pack) === address ? '' : address
  return name === '' && phone === '' && door === '' ? null : { name, phone, email: '', door }
}
