import { dayOf } from '../../../core/calendar/zone.ts'
import type { Rulebook } from '../../../core/catalogue/rulebook.ts'
import type { Actor } from '../../../core/permission/roles.ts'
import { route, unitsOfPlace } from '../../../core/routing/route.ts'
import type { Instant } from '../../../core/time.ts'
import { leadFault } from '../../../core/work-order/dispatch.ts'
import type { CommandName } from '../../../core/work-order/fields.ts'
import { isPending, type Overlay, type OverlayKind } from '../../../core/work-order/overlay.ts'
import { liveLead, objectedUnits, type ServiceRequest } from '../../../core/work-order/service-request.ts'
import type { TimelineEntry } from '../../../store/read/timeline.ts'
import type { Typed } from '../../command-form-view.ts'
import type { DecisionKind, DecisionOption, DecisionTask, OffReason } from './decision.ts'

export interface Deciding {
  readonly task: DecisionTask
  readonly actor: Actor
  readonly request: ServiceRequest
  readonly entries: readonly TimelineEntry[]
  readonly rulebook: Rulebook
  readonly now: Instant
  readonly unitName: (code: string | null) => string
  /** Commands that are open to the actor. */
  readonly offered: ReadonlySet<CommandName>
}

/** An option with what it sends; the page sees only the option. */
export interface MadeOption extends DecisionOption {
  readonly preset: Typed
}

/** The overlay that waits for this decision. */
const overlayOf: Partial<Readonly<Record<DecisionTask, OverlayKind>>> = {
  objection: 'objection',
  extension: 'extension',
  ledger: 'ledger',
  termination: 'termination',
  exclusion: 'exclusion',
  appeal: 'exclusion',
  asked: 'escalation',
}

export function waitingOverlay({
  task,
  request,
  actor,
}: Pick<Deciding, 'task' | 'request' | 'actor'>): Overlay | undefined {
  const kind = overlayOf[task]
  return request.overlays.findLast(
    (overlay) =>
      overlay.kind === kind &&
      isPending(overlay) &&
      (task !== 'asked' || (overlay.detail as { to?: string }).to === actor.unit),
  )
}

/** Everything that may be decided, in the order of the keys 1 to 9. What the rules forbid is shown with the reason. */
export function optionsOf(deciding: Deciding): readonly MadeOption[] {
  const { task } = deciding
  const overlay = waitingOverlay(deciding)
  const ordinal = String(overlay?.ordinal ?? 0)
  const off = whyOff(deciding, overlay)
  const one = (kind: DecisionKind, command: CommandName, needsText: boolean, preset: Typed = {}): MadeOption => ({
    value: kind,
    kind,
    command,
    unit: '',
    needsText,
    takesUnit: false,
    off: off ?? (deciding.offered.has(command) ? null : 'notOffered'),
    preset,
  })
  switch (task) {
    case 'objection':
      return objectionOptions(deciding, one)
    case 'extension':
      return [
        one('grant', 'decideExtension', false, { extension: [ordinal], granted: ['yes'] }),
        one('deny', 'decideExtension', true, { extension: [ordinal], granted: ['no'] }),
      ]
    case 'ledger':
      return [
        one('approveLedger', 'approveLedger', false, { ledger: [ordinal] }),
        one('refuseLedger', 'refuseLedger', true, { ledger: [ordinal] }),
      ]
    case 'termination':
      return [
        one('approveTermination', 'approveTermination', false),
        one('refuseTermination', 'refuseTermination', true),
      ]
    case 'exclusion':
    case 'appeal': {
      const command = task === 'exclusion' ? 'decideExclusion' : 'decideExclusionAppeal'
      return [
        one('exclude', command, true, { exclusion: [ordinal], granted: ['yes'] }),
        one('keep', command, true, { exclusion: [ordinal], granted: ['no'] }),
      ]
    }
    case 'unclear':
      return unclearOptions(deciding, one)
    case 'asked':
      return [one('answer', 'answerEscalation', true, { escalation: [ordinal] })]
    case 'risk':
      return [one('urge', 'urge', false), one('supervise', 'supervise', true)]
  }
}

type One = (kind: DecisionKind, command: CommandName, needsText: boolean, preset?: Typed) => MadeOption

const unitsMost = 5

function objectionOptions(deciding: Deciding, one: One): readonly MadeOption[] {
  const { request, rulebook, unitName } = deciding
  const isLastHop = request.hops + 1 >= rulebook.pack.rules.objectionMaxHops
  const uphold = one('uphold', 'upholdObjection', true)
  const named = candidates(deciding).slice(0, unitsMost)
  return [
    one('refuse', 'refuseObjection', true),
    isLastHop ? { ...uphold, off: uphold.off ?? 'hops' } : uphold,
    ...named.map((code) => ({
      ...one('designate', 'designate', true, { unitCode: [code] }),
      value: `designate:${code}`,
      unit: unitName(code),
    })),
    { ...one('designateOther', 'designate', true), takesUnit: true },
  ]
}

/** Who could lead next: whom the objecting unit names, whom the catalogue names, who answers for the place. */
function candidates({ request, entries, rulebook, now }: Deciding): readonly string[] {
  const day = dayOf(now, rulebook.pack.timeZone)
  const lead = liveLead(request)?.unitCode
  const objected = [...objectedUnits(request), ...(lead === undefined ? [] : [lead])]
  const suggested = entries.findLast(({ type }) => type === 'objected')?.facts['suggestedUnit']
  const byRule =
    request.serviceCode === null ? null : route(rulebook, request.serviceCode, request.areaCode, day, objected).lead
  const all = [typeof suggested === 'string' ? suggested : null, byRule, ...unitsOfPlace(rulebook, request.areaCode)]
  return [...new Set(all)].filter(
    (code): code is string => code !== null && code !== lead && leadFault(rulebook, request, code, day) === undefined,
  )
}

/** The units of the district that may lead, that of the place first. */
function unclearOptions(deciding: Deciding, one: One): readonly MadeOption[] {
  const { request, rulebook, actor, now, unitName } = deciding
  const day = dayOf(now, rulebook.pack.timeZone)
  const own = rulebook.pack.units
    .filter(({ code, kind }) => kind !== 'community' && code !== actor.unit && rulebook.districtOf(code) === actor.unit)
    .map(({ code }) => code)
  const ofPlace = unitsOfPlace(rulebook, request.areaCode).filter((code) => own.includes(code))
  const fit = [...new Set([...ofPlace, ...own])].filter((code) => leadFault(rulebook, request, code, day) === undefined)
  return [
    ...fit.slice(0, unitsMost).map((code) => ({
      ...one('give', 'designateWithinArea', false, { unitCode: [code] }),
      value: `give:${code}`,
      unit: unitName(code),
    })),
    { ...one('giveOther', 'designateWithinArea', false), takesUnit: true },
  ]
}

/** Why the whole decision is not this person's: core would refuse it, so it is not offered. */
function whyOff({ task, actor, request, rulebook }: Deciding, overlay: Overlay | undefined): OffReason | null {
  if (overlay === undefined) return overlayOf[task] === undefined ? null : 'gone'
  const { detail } = overlay
  if (task === 'objection' && 'dispatchedBy' in detail && detail.dispatchedBy === actor.id) return 'own'
  if (
    task === 'exclusion' &&
    (overlay.openedBy === actor.id || (actor.unit !== undefined && actor.unit === overlay.unitCode))
  )
    return 'own'
  if (task === 'appeal' && overlay.decidedBy === actor.id) return 'own'
  if (task === 'ledger' && 'step' in detail) {
    const mine = actor.role === 'district_centre' ? 'district' : 'authority'
    if (detail.step !== mine) return detail.step === 'district' ? 'districtFirst' : 'authorityNext'
  }
  return rulebook.unit(request.leadUnit ?? '') === undefined && task === 'unclear' ? 'gone' : null
}
