import { areaLine, areasNamed } from '../core/catalogue/find.ts'
import type { Area } from '../core/catalogue/catalogue.ts'
import type { Rulebook } from '../core/catalogue/rulebook.ts'
import { refuse, type Refusal, type Refused } from '../core/refusal.ts'
import { cleanText, type TextRule } from '../core/text/clean-text.ts'
import { maskMatter } from '../core/text/mask-matter.ts'
import { normalisePhone } from '../core/text/phone.ts'
import type { Intake, Requester } from '../core/work-order/intake.ts'
import { confidentialities, requestTypes, type Confidentiality, type RequestType } from '../core/work-order/states.ts'

/** A citizen's form as the browser sent it: nothing in it is to be trusted. */
export interface WebReport {
  /** Made with the form; the same form sent twice registers once. */
  readonly formKey: string
  readonly language: string
  readonly requestType: string
  readonly matter: string
  /** Code of a district, or empty. */
  readonly district: string
  /** What was typed for the street area: a name, or an entry of the list. */
  readonly street: string
  readonly address: string
  /** Where the phone stood, in degrees; empty or absent where nobody asked it. */
  readonly latitude?: string
  readonly longitude?: string
  /** Code of the service that the sender agreed to; what the catalogue does not know counts as none. */
  readonly service?: string
  readonly confidentiality: string
  readonly name: string
  readonly phone: string
  readonly door: string
  readonly earlierNumber?: string
}

export type WebReportReading = { readonly ok: true; readonly intake: Intake } | WebReportRefused
export interface WebReportRefused {
  readonly ok: false
  /** Everything that is wrong, in the order of the form. */
  readonly refusals: readonly Refusal[]
}

/** As many characters as each field of the form takes. */
export const webReportLimits = { matter: 2000, address: 200, street: 60, name: 60, phone: 60, door: 100 } as const

/** Reads the whole form. Refusals name the form's fields. */
export function intakeOfWebForm(report: WebReport, rulebook: Rulebook): WebReportReading {
  const refusals: Refusal[] = []
  const kept = <T>(read: { readonly ok: true; readonly value: T } | Refused, otherwise: T): T => {
    if (read.ok) return read.value
    refusals.push(read.refusal)
    return otherwise
  }
  const text = (field: keyof typeof webReportLimits, optional = true): string =>
    kept(readText(report[field], { field, max: webReportLimits[field], optional, controls: 'strip' }), '')
  const matter = text('matter', false)
  const requestType = kept(oneOf<RequestType>(report.requestType, requestTypes, 'requestType'), 'complaint')
  const areaCode = kept(areaOf(report, rulebook), null)
  const address = text('address')
  const position = positionOf(report, rulebook)
  if (areaCode === null && address === '' && position === null && !refusals.some(({ field }) => field === 'street')) {
    refusals.push({ code: 'required', field: 'district' })
  }
  const confidentiality = kept(
    oneOf<Confidentiality>(report.confidentiality, confidentialities, 'confidentiality'),
    'normal',
  )
  const requester = confidentiality === 'anonymous' ? null : readRequester(report, text, refusals, rulebook)
  if (refusals.length > 0) return { ok: false, refusals }
  const { pack } = rulebook
  return {
    ok: true,
    intake: {
      channel: 'web-form',
      messageId: report.formKey,
      requestType,
      requesterKind: 'person',
      confidentiality,
      language: report.language,
      title: '',
      matter: maskMatter(matter, requester, pack),
      ownWords: matter,
      serviceCode: report.service === undefined || report.service === '' ? null : report.service,
      level: null,
      areaCode,
      place: {
        text: maskMatter(address, requester, pack),
        latitude: position?.latitude ?? null,
        longitude: position?.longitude ?? null,
      },
      requester,
      earlierNumber: report.earlierNumber ?? null,
    },
  }
}

type Text = (field: keyof typeof webReportLimits, optional?: boolean) => string

function readRequester(report: WebReport, text: Text, refusals: Refusal[], rulebook: Rulebook): Requester {
  const name = text('name')
  const door = text('door')
  if (report.phone.trim() === '') {
    refusals.push({ code: 'required', field: 'phone' })
    return { name, phone: '', email: '', door }
  }
  const phone = normalisePhone(report.phone, rulebook.pack)
  if (!phone.ok) refusals.push(phone.refusal)
  return { name, phone: phone.ok ? phone.phone : '', email: '', door }
}

type Read<T> = { readonly ok: true; readonly value: T } | Refused

function readText(raw: string, rule: TextRule): Read<string> {
  const clean = cleanText(raw, rule)
  return clean.ok ? { ok: true, value: clean.text.trim() } : clean
}

function oneOf<T extends string>(raw: string, values: readonly T[], field: string): Read<T> {
  const value = values.find((each) => each === raw)
  return value === undefined ? refuse('not_a_choice', { field }) : { ok: true, value }
}

interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** A position within the city, to about a metre; anything else is none, and nobody is troubled with it. */
function positionOf({ latitude = '', longitude = '' }: WebReport, { pack }: Rulebook): Position | null {
  const [north, east] = [latitude, longitude].map((text) =>
    /^-?\d{1,3}\.\d{1,8}$/.test(text) ? Math.round(Number(text) * 1e5) / 1e5 : NaN,
  ) as [number, number]
  const { bounds } = pack
  const isInside = north >= bounds.south && north <= bounds.north && east >= bounds.west && east <= bounds.east
  return isInside ? { latitude: north, longitude: east } : null
}

/** The street area where one was named, else the district, else none. */
function areaOf(report: WebReport, rulebook: Rulebook): Read<string | null> {
  const { district, street } = report
  const known = district === '' ? undefined : rulebook.area(district)
  if (district !== '' && known?.kind !== 'district') return refuse('area_not_found', { field: 'district' })
  if (street.trim() === '') return { ok: true, value: known?.code ?? null }
  const [found, ...others] = areasByWords(street, rulebook, known?.code)
  return found && others.length === 0 ? { ok: true, value: found.code } : refuse('area_not_found', { field: 'street' })
}

/** Areas that the typed words may mean: a name, or a name after that of its district as the list prints it. */
export function areasByWords(words: string, rulebook: Rulebook, within?: string): readonly Area[] {
  const { index, pack } = rulebook
  const byName = areasNamed(index, words, within)
  if (byName.length > 0) return byName
  const typed = words.replace(/\s+/gu, '').toLowerCase()
  return pack.areas.filter((area) => {
    if (
      area.parent === undefined ||
      (within !== undefined && !areaLine(index, area.code).some(({ code }) => code === within))
    ) {
      return false
    }
    const parent = index.areas.get(area.parent)
    return pack.languages.some((language) => {
      const name = `${parent?.name[language] ?? ''}${area.name[language] ?? ''}`
      return name.replace(/\s+/gu, '').toLowerCase() === typed
    })
  })
}
