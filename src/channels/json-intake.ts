import type { Refusal } from '../core/refusal.ts'
import { checkInput } from '../core/text/check-input.ts'
import type { InputRules } from '../core/text/input-field.ts'
import { intakeFields, staffIntakeFields } from '../core/text/intake-fields.ts'
import { maskMatter } from '../core/text/mask-matter.ts'
import type { CityPack } from '../core/catalogue/city-pack.ts'
import type { Intake, Place, Requester } from '../core/work-order/intake.ts'

export interface JsonIntakeOptions {
  readonly pack: Pick<CityPack, 'callingCode' | 'phonePatterns' | 'languages' | 'defaultLanguage' | 'bounds'>
  /** True for the hotline's own people: they name the channel and may judge the urgency. */
  readonly staff: boolean
  readonly messageId: string | null
  readonly controls: InputRules['controls']
}

export type JsonIntake =
  { readonly ok: true; readonly intake: Intake } | { readonly ok: false; readonly problems: readonly Refusal[] }

interface Given extends Partial<Omit<Intake, 'place' | 'requester' | 'matter' | 'channel'>> {
  readonly channel?: string
  readonly matter: string
  readonly place?: { readonly text?: string; readonly latitude?: number; readonly longitude?: number }
  readonly requester?: Partial<Requester>
}

/** A JSON body as an intake: checked, cleaned, its working text masked, the citizen's own words kept beside it. */
export function jsonIntake(body: unknown, options: JsonIntakeOptions): JsonIntake {
  const { pack, staff } = options
  const checked = checkInput(staff ? staffIntakeFields : intakeFields, body, {
    phones: pack,
    controls: options.controls,
  })
  if (!checked.ok) return checked
  const given = checked.input as unknown as Given
  const problems = [...languageProblems(given, pack), ...pointProblems(given, pack)]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, intake: intakeOf(given, options) }
}

function intakeOf(given: Given, { pack, staff, messageId }: JsonIntakeOptions): Intake {
  const named = requesterOf(given)
  const confidentiality = given.confidentiality ?? (named ? 'normal' : 'anonymous')
  // Who wants to stay anonymous leaves no name, whatever was typed: the same as in the forms.
  const requester = confidentiality === 'anonymous' ? null : named
  return {
    channel: staff ? (given.channel ?? 'phone') : 'web',
    messageId,
    requestType: given.requestType ?? 'assistance',
    requesterKind: given.requesterKind ?? 'person',
    confidentiality,
    language: given.language ?? pack.defaultLanguage,
    title: maskMatter(given.title ?? '', named, pack),
    matter: maskMatter(given.matter, named, pack),
    ownWords: given.matter,
    serviceCode: given.serviceCode ?? null,
    level: given.level ?? null,
    areaCode: given.areaCode ?? null,
    place: placeOf(given, named, pack),
    requester,
    earlierNumber: given.earlierNumber ?? null,
  }
}

function requesterOf({ requester }: Given): Requester | null {
  if (!requester || Object.keys(requester).length === 0) return null
  return {
    name: requester.name ?? '',
    phone: requester.phone ?? '',
    email: requester.email ?? '',
    door: requester.door ?? '',
  }
}

/** The place is read by everybody who works on the request: a door in it belongs to the sealed part. */
const placeOf = ({ place }: Given, requester: Requester | null, pack: JsonIntakeOptions['pack']): Place => ({
  text: maskMatter(place?.text ?? '', requester, pack),
  latitude: place?.latitude ?? null,
  longitude: place?.longitude ?? null,
})

function languageProblems({ language }: Given, pack: JsonIntakeOptions['pack']): readonly Refusal[] {
  if (language === undefined || pack.languages.includes(language)) return []
  return [{ code: 'not_a_choice', field: 'language', facts: { choices: pack.languages.join(', ') } }]
}

/** Half a point is none, and a point elsewhere is a slip of the map. */
function pointProblems({ place }: Given, { bounds }: JsonIntakeOptions['pack']): readonly Refusal[] {
  const { latitude, longitude } = place ?? {}
  if (latitude === undefined && longitude === undefined) return []
  if (latitude === undefined) return [{ code: 'required', field: 'place.latitude' }]
  if (longitude === undefined) return [{ code: 'required', field: 'place.longitude' }]
  const inside =
    latitude >= bounds.south && latitude <= bounds.north && longitude >= bounds.west && longitude <= bounds.east
  return inside ? [] : [{ code: 'outside_city', field: 'place' }]
}
