import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import type { Refusal } from '../../core/refusal.ts'
import { checkInput } from '../../core/text/check-input.ts'
import { staffIntakeFields } from '../../core/text/intake-fields.ts'
import { maskMatter } from '../../core/text/mask-matter.ts'
import type { Instant } from '../../core/time.ts'
import type { Intake, Requester } from '../../core/work-order/intake.ts'
import type { Typed } from '../command-form-view.ts'
import { codeMeant } from './long-lists.ts'

export type CallReading =
  { readonly ok: true; readonly intake: Intake } | { readonly ok: false; readonly refusals: readonly Refusal[] }

interface Checked {
  readonly requestType?: Intake['requestType']
  readonly requesterKind?: Intake['requesterKind']
  readonly confidentiality?: Intake['confidentiality']
  readonly title?: string
  readonly matter: string
  readonly serviceCode?: string
  readonly areaCode?: string
  readonly place?: { readonly text?: string }
  readonly requester?: Partial<Requester>
  readonly earlierNumber?: string
  readonly level?: Intake['level']
}

/** A call as an intake agent wrote it down. Refusals name the form's fields. */
export function readCall(
  typed: Typed,
  key: { readonly messageId: string | null; readonly language: string },
  rulebook: Rulebook,
  now: Instant,
): CallReading {
  const word = (name: string): string => (typed[name]?.[0] ?? '').trim()
  const area = word('areaCode')
  const areaCode = area === '' ? undefined : codeMeant(area, 'areas', rulebook, now)
  const refusals: Refusal[] =
    area !== '' && areaCode === undefined ? [{ code: 'area_not_found', field: 'areaCode' }] : []
  const given = (name: string): string | undefined => word(name) || undefined
  const body = {
    requestType: given('requestType'),
    requesterKind: given('requesterKind'),
    confidentiality: given('confidentiality'),
    matter: word('matter'),
    serviceCode: given('serviceCode'),
    areaCode,
    place: { text: word('place') },
    requester: { name: word('name'), phone: word('phone'), email: word('email'), door: word('door') },
    earlierNumber: given('earlierNumber'),
    level: given('level'),
  }
  const checked = checkInput(staffIntakeFields, body, { phones: rulebook.pack, controls: 'strip' })
  if (!checked.ok) refusals.push(...checked.problems.map((problem) => ({ ...problem, field: lastPart(problem.field) })))
  if (!checked.ok || refusals.length > 0) return { ok: false, refusals }
  return { ok: true, intake: intakeOf(checked.input as unknown as Checked, word('ownWords'), key, rulebook) }
}

/** `requester.phone` is the form's field `phone`; `place.text` is its `place`. */
const lastPart = (field = ''): string => (field === 'place.text' ? 'place' : (field.split('.').at(-1) ?? field))

function intakeOf(
  input: Checked,
  ownWords: string,
  key: { readonly messageId: string | null; readonly language: string },
  rulebook: Rulebook,
): Intake {
  const confidentiality = input.confidentiality ?? 'normal'
  const requester: Requester | null =
    confidentiality === 'anonymous' ? null : { name: '', phone: '', email: '', door: '', ...input.requester }
  const masked = (text: string): string => maskMatter(text, requester, rulebook.pack)
  return {
    channel: 'phone',
    messageId: key.messageId,
    requestType: input.requestType ?? 'complaint',
    requesterKind: input.requesterKind ?? 'person',
    confidentiality,
    language: key.language,
    title: '',
    matter: masked(input.matter),
    ownWords: ownWords === '' ? input.matter : ownWords,
    serviceCode: input.serviceCode ?? null,
    level: input.level ?? null,
    areaCode: input.areaCode ?? null,
    place: { text: masked(input.place?.text ?? ''), latitude: null, longitude: null },
    requester,
    earlierNumber: input.earlierNumber ?? null,
  }
}
