import fc from 'fast-check'
import type { Reasons } from '../../src/core/catalogue/city-pack.ts'
import { roles, unitRoles, type Actor, type ActingRole } from '../../src/core/permission/roles.ts'
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts'
import {
  commandFields,
  commandNames,
  type CommandInput,
  type CommandName,
  type Field,
} from '../../src/core/work-order/fields.ts'
import { movesFrom } from '../../src/core/work-order/lifecycle.ts'
import type { Intake } from '../../src/core/work-order/intake.ts'
import {
  liveAssists,
  liveLead,
  type RequestNumber,
  type ServiceRequest,
} from '../../src/core/work-order/service-request.ts'
import { isPending, type OverlayKind } from '../../src/core/work-order/overlay.ts'
import { childAttached, childDetached } from '../../src/core/work-order/second-stream.ts'
import { isSettled } from '../../src/core/work-order/states.ts'
import { tinyCity } from './tiny-city.ts'
import type { World } from './world.ts'

/** One step of a random life, as numbers that shrink well; what they mean depends on where the request stands. */
export interface Step {
  readonly request: number
  readonly command: number
  readonly role: number
  readonly unit: number
  /** 0 takes any command and any role at all; the others one that the table allows. */
  readonly wildness: number
  readonly values: readonly number[]
  readonly wait: number
}

/** Marks every free text, so that it would be recognised where it must not be. */
export const freeText = '自由文本'

/** Mostly little time passes, so that much happens before a limit expires; now and then much does. */
const wait = fc.oneof(
  { weight: 60, arbitrary: fc.constant(0) },
  { weight: 20, arbitrary: fc.constantFrom(MINUTE, 5 * MINUTE, 20 * MINUTE, HOUR) },
  { weight: 3, arbitrary: fc.constantFrom(5 * HOUR, DAY, 3 * DAY) },
  { weight: 1, arbitrary: fc.constantFrom(8 * DAY, 40 * DAY) },
)

/** Without bias to small numbers, which here mean nothing small. */
export const step: fc.Arbitrary<Step> = fc.noBias(
  fc.record({
    request: fc.nat(999),
    command: fc.nat(999),
    role: fc.nat(999),
    unit: fc.nat(999),
    wildness: fc.nat(9),
    values: fc.array(fc.nat(999), { minLength: 7, maxLength: 7 }),
    wait,
  }),
)

const departments = tinyCity.units.filter(({ kind }) => kind === 'department' || kind === 'enterprise')

const services = tinyCity.catalogues.flatMap(({ classes }) =>
  classes.flatMap(({ groups }) => groups.flatMap((group) => group.services.map((service) => service.code))),
)

/** What four citizens want: varied, so that every level, scope and kind of unit comes up. */
export const beginnings: fc.Arbitrary<readonly Partial<Intake>[]> = fc.array(
  fc.record({
    serviceCode: fc.constantFrom(null, ...services, ...services),
    areaCode: fc.constantFrom(null, 'A11', 'A111', 'A22', 'A1'),
    requestType: fc.constantFrom('complaint', 'complaint', 'inquiry', 'praise'),
    confidentiality: fc.constantFrom('normal', 'anonymous'),
    matter: fc.constant(freeText),
  }),
  { minLength: 4, maxLength: 4 },
)

/** Ordinals that mean something now, and one that means nothing. */
const ordinalsOf = (request: ServiceRequest): readonly number[] => [
  ...request.overlays.filter(isPending).map((overlay) => overlay.ordinal),
  ...liveAssists(request).map((order) => order.ordinal),
  ...request.overlays.slice(-1).map((overlay) => overlay.ordinal),
  1,
  request.overlays.length + 1,
]

const pick = <T>(all: readonly T[], number: number): T => {
  const found = all[number % all.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** Carries one step out as the actions would, both streams of a merge included. Answers whom it touched; nobody where it was refused. */
export function takeStep(world: World, numbers: readonly RequestNumber[], taken: Step): readonly RequestNumber[] {
  world.wait(taken.wait)
  const open = numbers.filter((one) => !isSettled(world.request(one).state))
  const number = pick(taken.wildness > 1 && open.length > 0 ? open : numbers, taken.request)
  const request = world.request(number)
  const { command, role } = chosen(request, taken)
  if (command === 'openCallback' && (request.state === 'replied' || taken.wildness > 8)) {
    world.wait(Math.max(0, (request.callbackDueAt ?? 0) - world.now()))
  }
  const input = inputFor(command, request, numbers, taken.values)
  const related = relatedOf(command, request, input)
  const decision = world.decide(number, actorFor(role, request, taken), command, input, related)
  if (!decision.ok) return []
  const actor = actorFor(role, request, taken)
  world.record(number, actor, decision.to, decision.events)
  const second = (command === 'merge' ? related : null) ?? (leaves(request, command) ? request.parentNumber : null)
  if (second === null) return [number]
  const note = command === 'merge' ? childAttached(number) : childDetached(number)
  world.record(second, actor, world.request(second).state, [note])
  return [number, second]
}

const leaves = (request: ServiceRequest, command: CommandName): boolean =>
  request.state === 'merged' && (command === 'unmerge' || command === 'withdraw')

/** Ends most requests long before they have lived, or changes little: taken seldom. */
const seldom: readonly CommandName[] = [
  'withdraw',
  'transferEmergency',
  'proposeRedirect',
  'addFact',
  'attach',
  'recordAttempt',
  'urge',
  'supervise',
  'summon',
  'orderOnSite',
  'assignHandler',
  'reclassify',
  'openConsultation',
  'recallDispatch',
]

/** Leads on along the main line. */
const onward: readonly CommandName[] = ['dispatch', 'sign', 'recordContact', 'reply', 'recordCallback', 'unmerge']

/** Decides what waits. */
const decisions: Readonly<Record<OverlayKind, readonly CommandName[]>> = {
  objection: ['upholdObjection', 'refuseObjection', 'designate'],
  extension: ['decideExtension'],
  ledger: ['approveLedger', 'approveLedger', 'refuseLedger', 'clearLedger', 'returnLedger'],
  termination: ['approveTermination', 'refuseTermination'],
  redirect: ['confirmRedirect', 'declineRedirect'],
  consultation: ['concludeConsultation'],
  supervision: ['answerSupervision'],
  whistle: ['acknowledgeWhistle', 'reportIn', 'markWhistleMissed', 'closeWhistle', 'markSubdistrict'],
  escalation: ['answerEscalation'],
  reclassification: ['confirmReclassification', 'refuseReclassification'],
  exclusion: ['decideExclusion', 'decideExclusionAppeal'],
}

function chosen(request: ServiceRequest, taken: Step): { command: CommandName; role: ActingRole } {
  const allowed = movesFrom(request.state)
  if (taken.wildness < 1 || allowed.length === 0) {
    return { command: pick(commandNames, taken.command), role: pick([...roles, 'system'] as const, taken.role) }
  }
  const of = (commands: readonly CommandName[]) => allowed.filter((move) => commands.includes(move.command))
  const waiting = of(request.overlays.filter(isPending).flatMap((overlay) => decisions[overlay.kind]))
  const lasting = allowed.filter((move) => !seldom.includes(move.command))
  const preferred = [waiting, waiting, of(onward), lasting, lasting, allowed][taken.command % 6] ?? []
  const move = pick(firstOf(preferred, lasting, allowed), taken.values[0] ?? 0)
  return { command: move.command, role: pick(Object.keys(move.by) as ActingRole[], taken.role) }
}

const firstOf = <T>(...lists: readonly (readonly T[])[]): readonly T[] => lists.find((list) => list.length > 0) ?? []

function relatedOf(command: CommandName, request: ServiceRequest, input: object): RequestNumber | undefined {
  if ('parent' in input) return input.parent as RequestNumber
  if ('earlier' in input) return input.earlier as RequestNumber
  return command === 'openCallback' && request.parentNumber !== null ? request.parentNumber : undefined
}

/** Mostly somebody who stands as the role should: from the lead, its district, an involved unit. */
function actorFor(role: ActingRole, request: ServiceRequest, taken: Step): Actor {
  const id = `${role}-${taken.role % 2}`
  if (role === 'requester') return { id, role, requestNumber: taken.unit % 9 === 0 ? '0' : request.number }
  if (!(unitRoles as readonly ActingRole[]).includes(role)) return { id, role }
  const lead = liveLead(request)?.unitCode ?? request.scoringUnit
  const involved = [
    ...request.workOrders.map((order) => order.unitCode),
    ...request.overlays
      .flatMap((overlay) => ('departments' in overlay.detail ? overlay.detail.departments : []))
      .map((one) => one.unitCode),
  ]
  const candidates = [
    ...Array.from({ length: 7 }, () => lead),
    request.districtUnit,
    ...involved,
    pick(tinyCity.units, taken.unit).code,
  ]
  return {
    id,
    role,
    unit: pick(
      candidates.filter((unit) => unit !== null),
      taken.unit,
    ),
  }
}

/** Any input that the fields allow: right and wrong codes, all ordinals that there may be. */
function inputFor<N extends CommandName>(
  command: N,
  request: ServiceRequest,
  numbers: readonly RequestNumber[],
  values: readonly number[],
): CommandInput<N> {
  const fields = Object.entries(commandFields[command] as Readonly<Record<string, Field>>)
  const entries = fields.flatMap(([name, field], index) => {
    const value = values[index % values.length] ?? 0
    if ('optional' in field && value % 3 === 0) return []
    return [[name, valueFor(field, request, numbers, value)]]
  })
  return Object.fromEntries(entries) as CommandInput<N>
}

function valueFor(field: Field, request: ServiceRequest, numbers: readonly RequestNumber[], value: number): unknown {
  switch (field.kind) {
    case 'text':
      return `${freeText}${value}`
    case 'flag':
      return value % 4 !== 0
    case 'count':
      return value % 5 === 0 ? field.max : field.min + (value % 5)
    case 'ordinal':
      return pick(ordinalsOf(request), value)
    case 'choice':
      return pick(field.values, value)
    case 'reason': {
      const list = tinyCity.reasons[field.list as keyof Reasons]
      return value % 10 === 0 ? 'bad_rating' : pick(list, value).code
    }
    case 'disposition':
      return pick(tinyCity.dispositions, value).code
    case 'unit':
      return pick(tinyCity.units, value).code
    case 'units':
      return value % 2 === 0
        ? [pick(departments, value).code]
        : [pick(tinyCity.units, value).code, pick(departments, value).code]
    case 'service':
      return pick(services, value)
    case 'area':
      return pick(tinyCity.areas, value).code
    case 'request':
      return pick(numbers, value)
    case 'files':
      return [`file-${value % 7}`]
    case 'evidence':
      return value % 5 === 0 ? [] : [`proof-${value}`]
    case 'code':
      return value % 2 === 0 ? '119' : `code-${value % 3}`
  }
}
