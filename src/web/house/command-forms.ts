import { dayOf } from '../../core/calendar/zone.ts'
import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { CodedReason } from '../../core/catalogue/city-pack.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { route } from '../../core/routing/route.ts'
import type { Instant } from '../../core/time.ts'
import { commandFields, type CommandName, type Field } from '../../core/work-order/fields.ts'
import type { Move } from '../../core/work-order/lifecycle.ts'
import { openMoves } from '../../core/work-order/open-moves.ts'
import { isPending, type Overlay } from '../../core/work-order/overlay.ts'
import { liveAssists, objectedUnits, type ServiceRequest } from '../../core/work-order/service-request.ts'
import type { CommandFormView, FieldView, ListedOption } from '../command-form-view.ts'

interface Asked {
  readonly actor: Actor
  readonly request: ServiceRequest
  readonly rulebook: Rulebook
  readonly now: Instant
  readonly text: (words: LocalText) => string
}

/** A form for every move that is open to the actor, those of the main line first. */
export function openForms(asked: Asked): readonly CommandFormView[] {
  const { actor, request, rulebook, now } = asked
  const forms = openMoves(actor, request, rulebook, now).flatMap((move) => formOf(move, asked) ?? [])
  return [...forms.filter(({ isMainLine }) => isMainLine), ...forms.filter(({ isMainLine }) => !isMainLine)]
}

/** Undefined where the move decides about something that is not there. */
function formOf(move: Move, asked: Asked): CommandFormView | undefined {
  const { command } = move
  const fields: FieldView[] = []
  for (const [name, field] of Object.entries<Field>(commandFields[command])) {
    // Files have a form of their own, which can send them.
    if (field.kind === 'files') return undefined
    const view = fieldView(name, field, command, asked)
    if (view.kind === 'options' && field.kind === 'ordinal' && view.options.length === 0) return undefined
    fields.push(view)
  }
  return { command, fields, isMainLine: move.to.some((to) => to !== 'same') }
}

function fieldView(
  name: string,
  field: Exclude<Field, { kind: 'files' }>,
  command: CommandName,
  asked: Asked,
): FieldView {
  const { pack } = asked.rulebook
  const shared = { name, isOptional: 'optional' in field && field.optional }
  const coded = (reasons: readonly CodedReason[]): FieldView => ({
    ...shared,
    kind: 'options',
    options: reasons.map((reason) => ({ value: reason.code, label: asked.text(reason.name) })),
  })
  switch (field.kind) {
    case 'text':
      return { ...shared, kind: 'text', max: field.max }
    case 'reason':
      return coded(pack.reasons[field.list])
    case 'disposition':
      return coded(pack.dispositions)
    case 'unit':
      return {
        ...shared,
        kind: 'listed',
        list: 'units',
        isMany: false,
        ...(command === 'dispatch' ? byRule(asked) : {}),
      }
    case 'units':
      return { ...shared, kind: 'listed', list: 'units', isMany: true }
    case 'service':
      return { ...shared, kind: 'listed', list: 'services', isMany: false }
    case 'area':
      return { ...shared, kind: 'listed', list: 'areas', isMany: false }
    case 'choice':
      return { ...shared, kind: 'choice', values: field.values }
    case 'flag':
      return { ...shared, kind: 'flag' }
    case 'count':
      return { ...shared, kind: 'number', min: field.min, max: field.max }
    case 'ordinal':
      return { ...shared, kind: 'options', options: ordinals(name, command, asked) }
    case 'evidence':
      return { ...shared, kind: 'evidence' }
    case 'request':
      return { ...shared, kind: 'line' }
    case 'code':
      return command === 'transferEmergency' && name === 'to'
        ? emergencyNumbers(shared, asked)
        : { ...shared, kind: 'line' }
  }
}

/** Whom the catalogue's rule would choose now. */
function byRule({ request, rulebook, now, text }: Asked): { readonly byRule: string } {
  const { serviceCode, areaCode } = request
  const day = dayOf(now, rulebook.pack.timeZone)
  const lead = serviceCode === null ? null : route(rulebook, serviceCode, areaCode, day, objectedUnits(request)).lead
  const unit = lead === null ? undefined : rulebook.unit(lead)
  return { byRule: unit ? text(unit.name) : '' }
}

const emergencyNumbers = (shared: { name: string; isOptional: boolean }, { rulebook, text }: Asked): FieldView => ({
  ...shared,
  kind: 'options',
  options: rulebook.pack.emergencyNumbers.map(({ number, name }) => ({
    value: number,
    label: `${text(name)} ${number}`,
  })),
})

/** The work orders or overlays that an ordinal may mean: the field is called by their kind. */
function ordinals(
  name: string,
  command: CommandName,
  { request, rulebook, text, actor }: Asked,
): readonly ListedOption[] {
  const unitName = (code: string | null): string => {
    const unit = code === null ? undefined : rulebook.unit(code)
    return unit ? text(unit.name) : ''
  }
  if (name === 'workOrder') {
    const own = command === 'reportAssist' ? actor.unit : undefined
    return liveAssists(request)
      .filter((order) => own === undefined || order.unitCode === own)
      .map((order) => ({ value: String(order.ordinal), label: `${order.ordinal} · ${unitName(order.unitCode)}` }))
  }
  const isMeant = command === 'appealExclusion' ? (overlay: Overlay) => overlay.state === 'refused' : isPending
  return request.overlays
    .filter((overlay) => overlay.kind === name && isMeant(overlay))
    .map((overlay) => ({
      value: String(overlay.ordinal),
      label: [String(overlay.ordinal), unitName(overlay.unitCode), reasonOf(overlay, rulebook, text)]
        .filter((part) => part !== '')
        .join(' · '),
    }))
}

function reasonOf(overlay: Overlay, rulebook: Rulebook, text: Asked['text']): string {
  const code = 'reason' in overlay.detail ? overlay.detail.reason : undefined
  const found = Object.values(rulebook.pack.reasons)
    .flat()
    .find((reason) => reason.code === code)
  return found ? text(found.name) : ''
}
