import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import { civilTime, instantAt } from '../../core/calendar/zone.ts'
import { addDays } from '../../core/calendar/day.ts'
import { nextOpening } from '../../core/calendar/working-time.ts'
import type { Actor, Role } from '../../core/permission/roles.ts'
import { HOUR, type Instant } from '../../core/time.ts'
import type { Command } from '../../core/work-order/decide.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import type { Chance } from './chance.ts'

/** Something that somebody will do to a request. */
export interface Step {
  readonly at: Instant
  readonly actor: Actor
  readonly command: Command
  /** Not even a city that lives faster does it before: a rule would refuse. */
  readonly notBefore?: Instant
}

/** What planners are given: a request as it stands, and who lives in this city. */
export interface Scene {
  readonly request: ServiceRequest
  readonly rulebook: Rulebook
  readonly chance: Chance
  /** False after a refusal: only the plain main line is tried then. */
  readonly detours: boolean
}

export type Planner = (scene: Scene) => readonly (Step | null | false | undefined)[]

/** The hotline's own people: a few of each role, so that nobody decides on his own work. */
export const staff = (role: Role, { request, chance }: Scene, purpose: string = role): Actor => ({
  id: `${role}-${1 + Math.floor(chance.draw('staff', purpose, request.number, request.hops) * 4)}`,
  role,
})

export const unitActor = (unit: string, role: Role = 'unit_head'): Actor => ({ id: `${unit}-${role}`, role, unit })

/** Unlike others of its kind: how good and how quick a unit is stays the same all year. */
export function temperament(unit: string, chance: Chance): { readonly care: number; readonly pace: number } {
  return { care: 0.35 + 0.65 * chance.draw('care', unit) ** 0.5, pace: 0.5 + 0.9 * chance.draw('pace', unit) }
}

/** Urgent orders are handled day and night, others when the office is open. */
export const whenOpen = ({ request, rulebook }: Scene, at: Instant): Instant =>
  request.level === 'L1' || request.level === 'L2' ? at : nextOpening(rulebook.pack.calendar, at)

/** Citizens are called at the hours that the city allows. */
export function callingHour({ rulebook }: Scene, at: Instant): Instant {
  const { timeZone, rules } = rulebook.pack
  const { day, millisecondOfDay } = civilTime(at, timeZone)
  const opening = `${String(rules.callbackFromHour).padStart(2, '0')}:00`
  if (millisecondOfDay < rules.callbackFromHour * HOUR) return instantAt(day, opening, timeZone)
  return millisecondOfDay >= rules.callbackUntilHour * HOUR ? instantAt(addDays(day, 1), opening, timeZone) : at
}
