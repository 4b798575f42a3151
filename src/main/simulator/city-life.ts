import { execute } from '../../actions/execute.ts'
import { registerRequest } from '../../actions/register.ts'
import type { App } from '../../actions/app.ts'
import { MINUTE, type Instant } from '../../core/time.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Command } from '../../core/work-order/decide.ts'
import { isSettled } from '../../core/work-order/states.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import { createAgenda, type Agenda } from './agenda.ts'
import type { Arrival } from './arrivals.ts'
import type { Chance } from './chance.ts'
import { nextStep } from './plan.ts'
import { scripted } from './scripts.ts'
import type { Pace } from './pace.ts'
import type { Photographer } from './photos/photographer.ts'
import type { Step } from './step.ts'

export type Item =
  | { readonly kind: 'arrival'; readonly arrival: Arrival }
  | {
      readonly kind: 'step'
      readonly number: string
      readonly seq: number
      readonly step: Step
      readonly detours: boolean
    }

export interface LifeCounts {
  registered: number
  commands: number
  /** Commands that the rules refused: people try what is not allowed, too. */
  refused: number
}

/** The people of a synthetic city: who calls, and what everybody does next with each request. */
export interface CityLife {
  readonly agenda: Agenda<Item>
  readonly counts: LifeCounts
  expect(arrival: Arrival): void
  /** A request has changed, or is seen for the first time: plan what comes next. */
  notice(request: ServiceRequest, now: Instant, detours?: boolean): void
  /** Whether this state of the request is planned for already. */
  knows(number: string, seq: number): boolean
  carryOut(item: Item, now: Instant): Promise<void>
}

export interface LifeOptions {
  /** The city's own time, by which plans come due; without it they come due when the clock says so. */
  readonly pace?: Pick<Pace, 'now'>
  /** Callers send pictures and units show their work. */
  readonly photos?: Photographer | undefined
}

export function createCityLife(app: App, chance: Chance, { pace, photos }: LifeOptions = {}): CityLife {
  const agenda = createAgenda<Item>()
  const counts: LifeCounts = { registered: 0, commands: 0, refused: 0 }
  const seen = new Map<string, number>()
  const parents = new Map<string, string>()
  const recent: { number: string; arrival: Arrival }[] = []

  /** When the agenda has to bring up what is planned for an instant of the clock. */
  const comesUp = (at: Instant, now: Instant): Instant => (pace ? pace.now() + Math.max(0, at - now) : at)

  const notice: CityLife['notice'] = (request, now, detours = true) => {
    const { number, seq } = request
    const step = nextStep(app.rulebook, request, chance, now, detours)
    if (step) agenda.add(comesUp(step.at, now), { kind: 'step', number, seq, step, detours })
    if (step || !isSettled(request.state)) seen.set(number, seq)
    else seen.delete(number)
  }

  const attempt = async (actor: Actor, number: string, command: Command): Promise<ServiceRequest | null> => {
    const outcome = await execute(app, actor, number, command)
    counts[outcome.ok ? 'commands' : 'refused'] += 1
    return outcome.ok ? outcome.request : null
  }

  const arrive = async (arrival: Arrival, now: Instant): Promise<void> => {
    const key = arrival.intake.messageId ?? ''
    const earlier = arrival.script === 'repeat' ? earlierOf(recent, chance, key) : undefined
    const intake = earlier ? { ...arrival.intake, requester: earlier.arrival.intake.requester } : arrival.intake
    const actor: Actor = { id: `intake_agent-${1 + Math.floor(chance.draw('seat', key) * 20)}`, role: 'intake_agent' }
    const registered = await registerRequest(app, actor, intake)
    if (!registered.ok || !registered.request) return
    counts.registered += 1
    const { number } = registered
    const { title, matter } = arrival.intake
    const request = (await photos?.ofCitizen(registered.request, `${title} ${matter}`)) ?? registered.request
    const parent = arrival.event === null ? undefined : parents.get(arrival.event)
    const script = scripted(arrival, { app, chance, actor, parent, earlier: earlier?.number })
    if (arrival.event !== null && parent === undefined) parents.set(arrival.event, number)
    if (arrival.script === 'dispatch') remember(recent, { number, arrival })
    if (!script) return notice(request, now)
    // A merge is seen while the caller is on the line; the rest of the talk takes some minutes.
    const at = now + (arrival.script === 'merge' ? 1_000 : 2 * MINUTE + chance.wait(2 * MINUTE, 'script', key))
    seen.set(number, request.seq)
    agenda.add(comesUp(at, now), { kind: 'step', number, seq: request.seq, step: { ...script, at }, detours: true })
  }

  return {
    agenda,
    counts,
    notice,
    expect: (arrival) => agenda.add(arrival.at, { kind: 'arrival', arrival }),
    knows: (number, seq) => seen.get(number) === seq,
    carryOut: async (item, now) => {
      if (item.kind === 'arrival') return arrive(item.arrival, now)
      // Somebody else was faster: what was planned for the older state is void.
      if (seen.get(item.number) !== item.seq) return
      const { notBefore = now } = item.step
      if (notBefore > now) return agenda.add(comesUp(notBefore, now), item)
      await photos?.ofWork(item.number, item.step.actor, item.step.command)
      const changed = await attempt(item.step.actor, item.number, item.step.command)
      if (changed) return notice(changed, now)
      const loaded = await app.store.load(item.number)
      if (loaded && item.detours) notice(loaded.request, now, false)
      else seen.delete(item.number)
    },
  }
}

const kept = 200
function remember(recent: { number: string; arrival: Arrival }[], one: { number: string; arrival: Arrival }): void {
  recent.push(one)
  if (recent.length > kept) recent.shift()
}

/** Somebody who has called before, calls again about the same. */
function earlierOf(recent: readonly { number: string; arrival: Arrival }[], chance: Chance, key: string) {
  const known = recent.filter(({ arrival }) => arrival.intake.requester !== null)
  return known.length === 0 ? undefined : chance.pick(known, 'earlier', key)
}
