import { instantAt } from '../../src/core/calendar/zone.ts'
import { createRulebook, type Rulebook } from '../../src/core/catalogue/rulebook.ts'
import type { CityPack } from '../../src/core/catalogue/city-pack.ts'
import type { Actor, ActingRole } from '../../src/core/permission/roles.ts'
import type { RefusalCode } from '../../src/core/refusal.ts'
import type { Instant } from '../../src/core/time.ts'
import { apply, begin } from '../../src/core/work-order/apply.ts'
import type { Decision } from '../../src/core/work-order/context.ts'
import type { StagedFile } from '../../src/core/work-order/attachment.ts'
import { decide, type Command } from '../../src/core/work-order/decide.ts'
import type { EventType, RecordedEvent, RequestEvent } from '../../src/core/work-order/events.ts'
import type { CommandInput, CommandName } from '../../src/core/work-order/fields.ts'
import type { Intake } from '../../src/core/work-order/intake.ts'
import { register } from '../../src/core/work-order/register.ts'
import { openMoves } from '../../src/core/work-order/open-moves.ts'
import type { RequestNumber, ServiceRequest } from '../../src/core/work-order/service-request.ts'
import type { RequestState } from '../../src/core/work-order/states.ts'
import { tinyCity } from './tiny-city.ts'

/** People of the tiny city, by role (and unit). */
export const hotline = (role: ActingRole, id: string = role): Actor => ({ id, role })
export const of = (unit: string, role: ActingRole = 'unit_head', id = `${unit}-${role}`): Actor => ({ id, role, unit })
export const system: Actor = { id: 'system', role: 'system' }
export const requesterOf = (number: RequestNumber): Actor => ({
  id: 'requester',
  role: 'requester',
  requestNumber: number,
})

export const intake = (more: Partial<Intake> = {}): Intake => ({
  channel: 'phone',
  messageId: null,
  requestType: 'complaint',
  requesterKind: 'person',
  confidentiality: 'normal',
  language: 'zh-CN',
  title: '',
  matter: '街道上有垃圾',
  ownWords: '街道上有垃圾',
  serviceCode: 'street-litter',
  level: null,
  areaCode: 'A11',
  place: { text: '临河路', latitude: null, longitude: null },
  requester: { name: '王某', phone: '+8613800000000', email: '', door: '' },
  earlierNumber: null,
  ...more,
})

/** A small world in memory: requests with their streams, and a clock that only the test moves. */
export interface World {
  readonly rulebook: Rulebook
  now(): Instant
  /** Sets the clock to a civil time of the city, e.g. `2026-03-02 09:00`. */
  at(civilTime: string): World
  wait(milliseconds: number): World
  register(more?: Partial<Intake>, actor?: Actor): RequestNumber
  request(number: RequestNumber): ServiceRequest
  events(number: RequestNumber): readonly RecordedEvent[]
  types(number: RequestNumber): readonly EventType[]
  /** Decides without changing anything. */
  decide<N extends CommandName>(
    number: RequestNumber,
    actor: Actor,
    name: N,
    input: CommandInput<N>,
    related?: RequestNumber,
  ): Decision
  /** Carries the command out, and throws where it is refused. */
  run<N extends CommandName>(
    number: RequestNumber,
    actor: Actor,
    name: N,
    input: CommandInput<N>,
    related?: RequestNumber,
  ): ServiceRequest
  /** The code by which the command is refused, or undefined where it would proceed. */
  refusal<N extends CommandName>(
    number: RequestNumber,
    actor: Actor,
    name: N,
    input: CommandInput<N>,
    related?: RequestNumber,
  ): RefusalCode | undefined
  /** Folds events that no command of this stream made, e.g. those of a second stream. */
  record(number: RequestNumber, actor: Actor, to: RequestState, events: readonly RequestEvent[]): ServiceRequest
}

export function createWorld(pack: CityPack = tinyCity, from = '2026-03-02 09:00'): World {
  const rulebook = createRulebook(pack)
  const requests = new Map<RequestNumber, ServiceRequest>()
  const streams = new Map<RequestNumber, RecordedEvent[]>()
  const civil = (text: string): Instant => instantAt(text.slice(0, 10), text.slice(11, 16), pack.timeZone)
  let now = civil(from)

  const known = (number: RequestNumber): ServiceRequest => {
    const request = requests.get(number)
    if (!request) throw new Error(`no request ${number}`)
    return request
  }
  const record: World['record'] = (number, actor, to, events) => {
    let request = requests.get(number)
    const stream = streams.get(number) ?? []
    for (const one of events) {
      const recorded = recordedEvent(one, actor, now, request?.state ?? null, to)
      stream.push(recorded)
      request = request ? apply(request, recorded) : begin(number, recorded)
    }
    if (!request) throw new Error('nothing recorded')
    requests.set(number, request)
    streams.set(number, stream)
    return request
  }

  const world: World = {
    rulebook,
    now: () => now,
    at: (text) => {
      now = civil(text)
      return world
    },
    wait: (milliseconds) => {
      now += milliseconds
      return world
    },
    register: (more = {}, actor = hotline('intake_agent')) => {
      const number = `260302${String(requests.size + 1).padStart(7, '0')}0`
      const decision = register(intake(more), { rulebook, actor, now })
      if (!decision.ok) throw new Error(`register refused: ${decision.refusal.code}`)
      record(number, actor, decision.to, decision.events)
      return number
    },
    request: known,
    events: (number) => streams.get(number) ?? [],
    types: (number) => (streams.get(number) ?? []).map((one) => one.type),
    decide: (number, actor, name, input, related) => {
      const request = known(number)
      const decision = decide(request, { name, input } as unknown as Command, {
        rulebook,
        actor,
        now,
        related: related === undefined ? undefined : known(related),
        staged: stagedAs(input),
      })
      // Whatever proceeds must have been offered: the screens' list may never be shorter than the rules.
      if (decision.ok && !openMoves(actor, request, rulebook, now).some(({ command }) => command === name)) {
        throw new Error(`${name} proceeds from ${request.state} and was not offered`)
      }
      return decision
    },
    run: (number, actor, name, input, related) => {
      const decision = world.decide(number, actor, name, input, related)
      if (!decision.ok) throw new Error(`${name} refused: ${JSON.stringify(decision.refusal)}`)
      return record(number, actor, decision.to, decision.events)
    },
    refusal: (number, actor, name, input, related) => {
      const decision = world.decide(number, actor, name, input, related)
      return decision.ok ? undefined : decision.refusal.code
    },
    record,
  }
  return world
}

/** As the store records an event: who, when, from where to where. */
export const recordedEvent = (
  event: RequestEvent,
  actor: Actor,
  at: Instant,
  from: RequestState | null,
  to: RequestState,
): RecordedEvent => ({
  ...event,
  at,
  actorId: actor.id,
  actorRole: actor.role,
  actorUnit: actor.unit ?? null,
  from,
  to,
})

/** Every key of a file stands for a photo of its own. */
export const stagedAs = (input: object): readonly StagedFile[] | undefined =>
  'files' in input
    ? (input.files as readonly string[]).map((key) => ({
        hash: Buffer.from(key).toString('hex').padEnd(64, '0').slice(0, 64),
        mediaType: 'image/jpeg',
        bytes: 1000,
      }))
    : undefined
