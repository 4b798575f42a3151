import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../actions/app.ts'
import { issueToken } from '../actions/issue-token.ts'
import { addDays } from '../core/calendar/day.ts'
import { dayOf, startOfDay } from '../core/calendar/zone.ts'
import { unitRoles, type Role } from '../core/permission/roles.ts'
import { unitsByOpenWork } from '../store/read/open-numbers.ts'
import { applicationRole, openDatabase } from '../store/database.ts'
import { createStore } from '../store/store.ts'
import { readSetting, writeSetting } from '../store/write/setting.ts'
import { demoSpeeds } from '../web/kit/demo-speeds.ts'
import type { DemoControls } from '../web/page-context.ts'
import type { House } from './open-house.ts'
import { seedKnowledge } from './demo-knowledge.ts'
import { liveOn } from './simulator/live.ts'
import type { Pace } from './simulator/pace.ts'
import { createSimulatedClock, simulate } from './simulator/simulate.ts'

/** The demo's city: the last thirty days, and then it goes on. */
const demo = { days: 30, perDay: 40, seed: 12345 } as const

/** Fills an empty demo with the last thirty days, up to this moment. Once: what is there is never seeded again. */
export async function seedDemo(house: House, onProgress: (day: number, days: number) => void): Promise<void> {
  const { database } = house
  if ((await readSetting(database, 'demo_seeded')) !== undefined) return
  await writeSetting(database, 'demo_seeded', { begunAt: house.app.clock.now() })
  const until = house.app.clock.now()
  const { timeZone } = house.app.rulebook.pack
  const from = addDays(dayOf(until, timeZone), -demo.days)
  const clock = createSimulatedClock(startOfDay(from, timeZone))
  // Synthetic days that a power cut takes away are no loss, so they need not wait for the disk.
  const common = { url: house.ownerUrl, role: applicationRole, synchronousCommit: false, connections: 2 }
  const [quick, byKey] = [openDatabase(common), openDatabase({ ...common, byKeyOnly: true })]
  try {
    const app: App = { ...house.app, clock, store: createStore(quick, house.app.random, byKey) }
    await simulate(app, clock, {
      days: demo.days + 1,
      perDay: demo.perDay,
      seed: demo.seed,
      from,
      until,
      photos: true,
      onProgress: (day) => onProgress(day, demo.days + 1),
    })
    await seedKnowledge(house.app)
    await quick.query('analyze')
  } finally {
    await Promise.all([quick.end(), byKey.end()])
  }
}

/** A one-click account of the demo. */
export interface DemoAccount {
  readonly role: Role
  readonly unit: string | null
  readonly token: string
}

const accountRoles: readonly Role[] = [
  'intake_agent',
  'dispatcher',
  'unit_head',
  'unit_handler',
  'callback_agent',
  'shift_lead',
  'reviewer',
  'district_centre',
  'supervisor',
  'assessment_officer',
  'knowledge_editor',
  'system_admin',
]

/** Fresh tokens at every start, for as long as the demo runs: nobody but its own process ever has them. */
export async function demoAccounts(house: House): Promise<readonly DemoAccount[]> {
  const accounts: DemoAccount[] = []
  for (const role of accountRoles) {
    const unit = (unitRoles as readonly Role[]).includes(role) ? await busiestUnit(house, role) : undefined
    const issued = await issueToken(house.app, { role, unit, label: 'demo' })
    if (issued.ok) accounts.push({ role, unit: unit ?? null, token: issued.token })
  }
  return accounts
}

/** The account of a role, made when a visitor wants to act for a unit that has none yet. */
async function tokenFor(house: House, accounts: readonly DemoAccount[], role: Role, unit: string | null) {
  const known = accounts.find((account) => account.role === role && (unit === null || account.unit === unit))
  if (known) return known.token
  const issued = await issueToken(house.app, { role, unit: unit ?? undefined, label: 'demo' })
  return issued.ok ? issued.token : undefined
}

/** A unit whose queue is not empty, so that there is something to see. */
async function busiestUnit(house: House, role: Role): Promise<string | undefined> {
  const kinds = house.app.rulebook.pack.roleKinds[role] ?? []
  const fits = (code: string): boolean => kinds.includes(house.app.rulebook.unit(code)?.kind ?? 'community')
  const busy = await unitsByOpenWork(house.database)
  const grassroots =
    role === 'district_centre' ? busy : busy.filter((code) => house.app.rulebook.districtOf(code) !== code)
  return grassroots.find(fits) ?? house.app.rulebook.pack.units.find((unit) => fits(unit.code))?.code
}

const againMs = 5_000

/** What a visitor may do with the city's pace. */
export const demoControls = (house: House, pace: Pace, accounts: readonly DemoAccount[]): DemoControls => ({
  tokenFor: (role, unit) => tokenFor(house, accounts, role, unit),
  speed: () => demoSpeeds.find((speed) => speed === pace.speed) ?? 1,
  setSpeed: (speed) => pace.set(speed),
})

export interface LiveDemo {
  /** How fast the city lives: it may change at any time. */
  readonly pace: Pace
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

/** The city goes on living beside its visitors until the demo stops; a database that is away for a moment does not end it. */
export async function liveDemo(house: House, { pace, signal, onError }: LiveDemo): Promise<void> {
  while (!signal.aborted) {
    try {
      await liveOn(house.app, { perDay: 1_500, seed: demo.seed, pace, signal, onError })
    } catch (error) {
      onError(error)
      await pause(againMs, undefined, { signal }).catch(() => undefined)
    }
  }
}
