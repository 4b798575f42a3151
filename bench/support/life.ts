import { changeOf } from '../../src/actions/record.ts'
import { dayOf } from '../../src/core/calendar/zone.ts'
import type { Rulebook } from '../../src/core/catalogue/rulebook.ts'
import type { Actor } from '../../src/core/permission/roles.ts'
import { DAY, HOUR, MINUTE, type Instant } from '../../src/core/time.ts'
import { route } from '../../src/core/routing/route.ts'
import { decide, type Command } from '../../src/core/work-order/decide.ts'
import type { RecordedEvent } from '../../src/core/work-order/events.ts'
import type { CommandInput, CommandName } from '../../src/core/work-order/fields.ts'
import type { Intake } from '../../src/core/work-order/intake.ts'
import { requestNumber } from '../../src/core/work-order/number.ts'
import { register } from '../../src/core/work-order/register.ts'
import { liveLead, pending, type ServiceRequest } from '../../src/core/work-order/service-request.ts'
import type { Tally } from '../../src/core/assessment/tally.ts'
import type { Chance } from './chance.ts'

/** A request's whole stream, as the rules made it. */
export interface Life {
  readonly request: ServiceRequest
  readonly intake: Intake
  readonly events: readonly RecordedEvent[]
  readonly tallies: readonly Tally[]
}

/** What becomes of a request: handled and called back, or left open for the whole time in one of two ways. */
export type Fate = 'settled' | 'in_ledger' | 'not_reached'

/** A service at a place with the unit that the catalogue names for it. */
export interface Matter {
  readonly serviceCode: string
  readonly areaCode: string
  readonly unit: string
  readonly canWait: boolean
}

/** Every assessed unit gets its matters, so that all of them have a score to compute. */
export function mattersOf(rulebook: Rulebook, day: string): readonly Matter[] {
  const catalogue = rulebook.catalogueOn(day)
  const services = (catalogue?.classes ?? []).flatMap((one) => one.groups.flatMap((group) => group.services))
  const areas = rulebook.pack.areas.filter((area) => area.kind === 'subdistrict' || area.kind === 'township')
  const byUnit = new Map<string, Matter[]>()
  services.forEach((service, index) => {
    if (service.level === 'L1' || service.scope === 'none') return
    const places = service.unitRule.by === 'area' ? areas : [areas[index % areas.length] as (typeof areas)[number]]
    for (const area of places) {
      const { lead } = route(rulebook, service.code, area.code, day)
      if (lead === null) continue
      const canWait = service.neverLedger !== true && service.scope === 'three_rates'
      const matter: Matter = { serviceCode: service.code, areaCode: area.code, unit: lead, canWait }
      const known = byUnit.get(lead)
      if (known) known.push(matter)
      else byUnit.set(lead, [matter])
    }
  })
  // As many of each unit: units, not services, are what a score is computed for.
  return [...byUnit.values()].flatMap((matters) => {
    const step = Math.max(1, Math.floor(matters.length / 6))
    return [0, 1, 2, 3, 4, 5].map((index) => matters[(index * step) % matters.length] as Matter)
  })
}

const dispatcher: Actor = { id: 'bench-dispatcher', role: 'dispatcher' }
const intakeAgent: Actor = { id: 'bench-intake', role: 'intake_agent' }
const caller: Actor = { id: 'bench-callback', role: 'callback_agent' }
const reviewer: Actor = { id: 'bench-reviewer', role: 'reviewer' }
const system: Actor = { id: 'system', role: 'system' }

/** Lets one request live by the product's own rules, up to `until`. */
export function liveThrough(
  rulebook: Rulebook,
  chance: Chance,
  birth: {
    readonly sequence: number
    readonly at: Instant
    readonly until: Instant
    readonly matter: Matter
    readonly fate: Fate
  },
): Life {
  const { timeZone } = rulebook.pack
  const { matter, fate, until } = birth
  const intake = intakeOf(birth.sequence, matter, rulebook.area(matter.areaCode)?.name['zh-CN'] ?? '')
  const number = requestNumber(dayOf(birth.at, timeZone), birth.sequence)
  const events: RecordedEvent[] = []
  const tallies: Tally[] = []
  let request: ServiceRequest | null = null
  let now = birth.at

  const keep = (actor: Actor, decision: ReturnType<typeof decide>): ServiceRequest => {
    if (!decision.ok) throw new Error(`${number} ${request?.state}: ${JSON.stringify(decision.refusal)}`)
    const before = request && { request, headHash: Buffer.alloc(0) }
    const change = changeOf({ ...decision, number, before, actor, now, timeZone })
    events.push(...change.events)
    tallies.push(...change.tallies)
    return (request = change.after)
  }
  /** False once the time is up. */
  const after = (wait: number): boolean => {
    now += Math.round(wait)
    return now < until
  }
  const run = <N extends CommandName>(actor: Actor, name: N, input: CommandInput<N>): void => {
    const command = { name, input } as unknown as Command
    keep(actor, decide(request as ServiceRequest, command, { rulebook, actor, now }))
  }
  const done = (): Life => ({ request: request as ServiceRequest, intake, events, tallies })

  keep(intakeAgent, register(intake, { rulebook, actor: intakeAgent, now }))
  if (!after((1 + chance.next() * 20) * MINUTE)) return done()
  run(dispatcher, 'dispatch', {})
  const unit = (request as unknown as ServiceRequest).leadUnit ?? ''
  const head: Actor = { id: `bench-${unit}`, role: 'unit_head', unit }
  if (!after((2 + chance.next() * 20) * MINUTE)) return done()
  run(head, 'sign', {})
  if (!after((5 + chance.next() * 60) * MINUTE)) return done()
  run(head, 'recordContact', { means: 'phone', reached: true })
  for (;;) {
    const round: ServiceRequest = request as unknown as ServiceRequest
    const left = (liveLead(round)?.dueAt ?? now) - now
    if (fate === 'in_ledger') {
      enterLedger(rulebook, run, head, () => request as ServiceRequest)
      return done()
    }
    if (!after(left * (0.05 + chance.next() * 0.7))) return done()
    run(head, 'reply', reply)
    if (!after(Math.max(MINUTE, ((request as unknown as ServiceRequest).callbackDueAt ?? now) - now + MINUTE)))
      return done()
    run(system, 'openCallback', {})
    if (!after((0.5 + chance.next() * 20) * HOUR)) return done()
    if (fate === 'not_reached') {
      run(caller, 'recordAttempt', { result: 'no_answer' })
      return done()
    }
    const resolved = round.round > 1 || chance.next() < 0.94
    run(caller, 'recordCallback', {
      contacted: chance.next() < 0.98,
      resolved,
      satisfaction: resolved ? (chance.next() < 0.85 ? 'satisfied' : 'basically_satisfied') : 'dissatisfied',
    })
    if ((request as unknown as ServiceRequest).state === 'closed') return done()
  }
}

type Run = <N extends CommandName>(actor: Actor, name: N, input: CommandInput<N>) => void

/** Long-pending by decision: the district first where there is one, then the authority. */
function enterLedger(rulebook: Rulebook, run: Run, head: Actor, request: () => ServiceRequest): void {
  run(head, 'requestLedger', {
    reason: rulebook.pack.reasons.ledger[0]?.code ?? '',
    plan: '与相关单位共同制定整改计划，分阶段实施',
    owner: head.id,
    reviewAfterDays: rulebook.pack.rules.ledgerMaxDays,
    requesterInformed: true,
  })
  for (let entry = pending(request(), 'ledger'); entry?.state === 'open'; entry = pending(request(), 'ledger')) {
    const isDistrict = 'step' in entry.detail && entry.detail.step === 'district'
    const district = rulebook.districtOf(head.unit ?? '')
    const actor: Actor = isDistrict ? { id: 'bench-district', role: 'district_centre', unit: district ?? '' } : reviewer
    run(actor, 'approveLedger', { ledger: entry.ordinal })
  }
}

const reply: CommandInput<'reply'> = {
  result: '工作人员到现场核实，已督促责任单位整改，现场恢复正常',
  publicReply: '您反映的问题已处理完毕，感谢您的来电',
  evidence: ['photo-1'],
  solved: 'yes',
  requesterInformed: true,
}

/** Synthetic to the last digit: a matter of some eighty characters, a name, a number, a door. */
export function intakeOf(sequence: number, matter: Matter, place: string): Intake {
  const words = `${place}附近第${sequence % 997}处反映的问题已经持续${(sequence % 30) + 1}天，影响周边居民正常生活，希望尽快派人到现场查看并处理，谢谢。`
  return {
    channel: 'phone',
    messageId: null,
    requestType: 'complaint',
    requesterKind: 'person',
    confidentiality: 'normal',
    language: 'zh-CN',
    title: '',
    matter: words,
    ownWords: words,
    serviceCode: matter.serviceCode,
    level: null,
    areaCode: matter.areaCode,
    place: { text: place, latitude: 39.9, longitude: 116.4 },
    requester: {
      name: '合成人',
      phone: `+86139${String((sequence * 7919) % 100_000_000).padStart(8, '0')}`,
      email: '',
      door: `${(sequence % 30) + 1}号楼${(sequence % 900) + 101}室`,
    },
    earlierNumber: null,
  }
}

/** Twelve months, in milliseconds. */
export const historyLength = 365 * DAY
