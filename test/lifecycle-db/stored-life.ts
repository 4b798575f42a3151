import { expect } from 'vitest'
import { execute } from '../../src/actions/execute.ts'
import type { App } from '../../src/actions/app.ts'
import { registerRequest } from '../../src/actions/register.ts'
import { keyHashOf, stagedName } from '../../src/actions/stage-file.ts'
import { replay } from '../../src/core/work-order/apply.ts'
import type { Decision } from '../../src/core/work-order/context.ts'
import type { Command } from '../../src/core/work-order/decide.ts'
import type { Actor } from '../../src/core/permission/roles.ts'
import type { Intake } from '../../src/core/work-order/intake.ts'
import { register } from '../../src/core/work-order/register.ts'
import type { RequestNumber } from '../../src/core/work-order/service-request.ts'
import { entryHash, eventOfBody, genesisHash } from '../../src/store/journal-entry.ts'
import { noteStaged, stagedFiles } from '../../src/store/write/staged-file.ts'
import type { TinyHouse } from '../actions/support/tiny-house.ts'
import { takeStep, type Step } from '../support/random-life.ts'
import { hotline, intake, stagedAs, type World } from '../support/world.ts'

/** What the generator asked of the model, and what the model decided. */
interface Asked {
  readonly number: RequestNumber
  readonly actor: Actor
  readonly command: Command
  readonly decision: Decision
}

/** A world that tells what it was asked last. */
export interface Listening {
  readonly world: World
  last(): Asked
}

export function listenTo(world: World): Listening {
  let asked: Asked | undefined
  return {
    last: () => {
      if (!asked) throw new Error('nothing was asked')
      return asked
    },
    world: {
      ...world,
      decide: (number, actor, name, input, related) => {
        const decision = world.decide(number, actor, name, input, related)
        asked = { number, actor, command: { name, input } as unknown as Command, decision }
        return decision
      },
    },
  }
}

/** Registers in the database, then in the model under the number that the database gave. */
export async function registerInBoth(house: TinyHouse, world: World, more: Partial<Intake>): Promise<RequestNumber> {
  const actor = hotline('intake_agent')
  const given = intake(more)
  const stored = await registerRequest(house.app, actor, given)
  const decided = register(given, { rulebook: world.rulebook, actor, now: world.now() })
  if (!stored.ok || !decided.ok) throw new Error('what the generator brings is always registered')
  world.record(stored.number, actor, decided.to, decided.events)
  await expectStored(house, world, stored.number)
  return stored.number
}

/**
 * Takes one step in the model and in the database, by one of two processes that do not know of each
 * other. The answers must be the same, and the rows must be what the model folded.
 * @returns whether it was carried out
 */
export async function stepInBoth(
  house: TinyHouse,
  processes: readonly App[],
  listening: Listening,
  numbers: readonly RequestNumber[],
  step: Step,
): Promise<boolean> {
  const { world } = listening
  const before = world.now()
  const taken = takeStep(world, numbers, step)
  house.wait(world.now() - before)
  const { number, actor, command, decision } = listening.last()
  const app = processes[(step.values[1] ?? 0) % processes.length] as App
  await sendFiles(app, command.input)
  const outcome = await execute(app, actor, number, command)
  if (!decision.ok && command.name === 'attach' && decision.refusal.code === 'already_done') {
    // Files that are there already are there: nothing is written, and nobody is told no.
    expect(outcome).toEqual({ ok: true, request: world.request(number) })
    return false
  }
  if (!decision.ok) {
    expect(outcome, `${command.name} by ${actor.role}`).toEqual(decision)
    return false
  }
  expect(outcome, `${command.name} by ${actor.role}`).toEqual({ ok: true, request: world.request(number) })
  expect(taken, 'who is touched stands first').toContain(number)
  for (const one of taken) await expectStored(house, world, one)
  return true
}

/** The files that an input names have been sent before. */
async function sendFiles(app: App, input: object): Promise<void> {
  for (const [index, file] of (stagedAs(input) ?? []).entries()) {
    const keyHash = keyHashOf((input as { readonly files: readonly string[] }).files[index] ?? '')
    if ((await stagedFiles(app.store.database, [keyHash])).length > 0) continue
    await noteStaged(app.store.database, { keyHash, ...file }, app.clock.now(), 1e9)
    await app.files.folder.stage(stagedName(keyHash), { bytes: Buffer.from(file.hash), thumb: null })
  }
}

/** The row and its children, read anew, are the model's request. */
export async function expectStored(house: TinyHouse, world: World, number: RequestNumber): Promise<void> {
  expect(await house.request(number)).toEqual(world.request(number))
}

interface Entry {
  readonly body: string
  readonly previous_hash: Buffer
  readonly hash: Buffer
}

/** The journal alone tells the same request, and its chain is whole up to the row's head. */
export async function expectJournal(house: TinyHouse, world: World, number: RequestNumber): Promise<void> {
  const { rows } = await house.database.query<Entry>(
    'select body, previous_hash, hash from journal_entry where number = $1 order by seq',
    [number],
  )
  const events = rows.map((row) => eventOfBody(row.body))
  expect(events.map((event) => [event.number, event.seq])).toEqual(events.map((_, index) => [number, index + 1]))
  expect(replay(number, events)).toEqual(world.request(number))
  let previous: Buffer = genesisHash
  for (const row of rows) {
    expect(row.previous_hash.equals(previous)).toBe(true)
    expect(row.hash.equals(entryHash(previous, row.body))).toBe(true)
    previous = row.hash
  }
  expect(await house.value<Buffer>('select head_hash from service_request where number = $1', [number])).toEqual(
    previous,
  )
}
