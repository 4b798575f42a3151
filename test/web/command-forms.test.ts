import { describe, expect, it } from 'vitest'
import { can } from '../../src/core/permission/can.ts'
import type { Actor } from '../../src/core/permission/roles.ts'
import { commandFields, commandNames, type CommandName } from '../../src/core/work-order/fields.ts'
import { movesFrom } from '../../src/core/work-order/lifecycle.ts'
import { openForms } from '../../src/web/house/command-forms.ts'
import { readCommand } from '../../src/web/house/read-command.ts'
import { dispatched, inHandling, signed } from '../support/flow.ts'
import { createWorld, hotline, of, requesterOf } from '../support/world.ts'

const world = createWorld()
const { rulebook } = world
const formsOf = (actor: Actor, number: string) =>
  openForms({ actor, request: world.request(number), rulebook, now: world.now(), text: (words) => words.en })
const commandsOf = (actor: Actor, number: string) => formsOf(actor, number).map(({ command }) => command)

describe('the forms of a request', () => {
  it('are those of the table that the actor may make, and no others', () => {
    const number = signed(world)
    for (const actor of [
      hotline('dispatcher'),
      hotline('shift_lead'),
      of('east-river'),
      of('east-hill'),
      requesterOf(number),
    ]) {
      const allowed = movesFrom('signed').filter((move) => can(actor, move, world.request(number), rulebook))
      const shown = commandsOf(actor, number)
      expect(allowed.map(({ command }) => command)).toEqual(expect.arrayContaining([...shown]))
    }
    expect(commandsOf(of('east-river'), number)).toEqual(
      expect.arrayContaining(['recordContact', 'object', 'requestExtension']),
    )
    expect(commandsOf(of('east-hill'), number)).toEqual([])
    expect(commandsOf(hotline('analyst'), number)).toEqual([])
  })

  it('offer no decision on what is not there, and every decision on what is', () => {
    const number = inHandling(world)
    expect(commandsOf(hotline('shift_lead'), number)).not.toContain('decideExtension')
    world.run(number, of('east-river'), 'requestExtension', {
      reason: 'weather',
      amount: 1,
      requesterInformed: true,
      explanation: '下雨',
    })
    const form = formsOf(hotline('shift_lead'), number).find(({ command }) => command === 'decideExtension')
    expect(form?.fields[0]).toMatchObject({ kind: 'options', options: [{ value: '1', label: '1 · River · Weather' }] })
  })

  it('say whom the catalogue would choose, and where it cannot', () => {
    const byRule = (number: string) =>
      formsOf(hotline('dispatcher'), number)
        .find(({ command }) => command === 'dispatch')
        ?.fields.find(({ name }) => name === 'unitCode')
    expect(byRule(world.register())).toMatchObject({ byRule: 'River' })
    expect(byRule(world.register({ areaCode: null }))).toMatchObject({ byRule: '' })
  })

  it('put the moves of the main line first', () => {
    const kinds = formsOf(of('east-river'), inHandling(world)).map(({ isMainLine }) => isMainLine)
    expect(kinds).toEqual(kinds.toSorted((one, other) => Number(other) - Number(one)))
  })
})

describe('reading a form as a command', () => {
  const read = (name: CommandName, typed: Readonly<Record<string, readonly string[]>>) =>
    readCommand(name, typed, rulebook, world.now())

  it('understands a list’s entry, a code and a name', () => {
    for (const unitCode of ['River · east-river', 'east-river', '临河街道', ' River ']) {
      expect(read('dispatch', { unitCode: [unitCode] })).toEqual({
        ok: true,
        command: { name: 'dispatch', input: { unitCode: 'east-river' } },
      })
    }
  })

  it('leaves out what is empty and refuses what is unknown, by field', () => {
    expect(read('dispatch', { unitCode: [''], assists: ['', ''], note: [' '] })).toEqual({
      ok: true,
      command: { name: 'dispatch', input: {} },
    })
    expect(read('dispatch', { unitCode: ['nowhere'] })).toEqual({
      ok: false,
      refusals: [{ code: 'unit_not_found', field: 'unitCode' }],
    })
  })

  it('reads yes and no, figures of any width, and proof line by line', () => {
    const typed = {
      result: ['清理'],
      publicReply: ['已清理'],
      evidence: ['photo-1\r\n photo-2 \n'],
      solved: ['yes'],
      requesterInformed: ['no'],
    }
    expect(read('reply', typed)).toMatchObject({
      command: { input: { evidence: ['photo-1', 'photo-2'], requesterInformed: false } },
    })
    expect(read('decideExtension', { extension: ['１'], granted: ['yes'] })).toMatchObject({
      command: { input: { extension: 1, granted: true } },
    })
    const refusals = read('decideExtension', { extension: ['one'], granted: ['maybe'] })
    expect(refusals).toMatchObject({
      ok: false,
      refusals: [{ field: 'extension' }, { field: 'granted', code: 'required' }],
    })
  })

  it('has a form for every command and asks for every field that is needed', () => {
    for (const name of commandNames) {
      const reading = read(name, {})
      const needed = Object.entries(commandFields[name]).filter(([, field]) => !('optional' in field))
      const asked = reading.ok ? [] : reading.refusals.map(({ field }) => field)
      expect(new Set(asked), name).toEqual(new Set(needed.map(([field]) => field)))
    }
  })

  it('carries a whole move from the form to the world', () => {
    const number = dispatched(world)
    const reading = read('object', { ground: ['not-our-area'], legalBasis: ['第十二条'], suggestedUnit: ['Hill'] })
    if (!reading.ok) throw new Error('refused')
    const decision = world.decide(number, of('east-river'), 'object', reading.command.input as never)
    expect(decision).toMatchObject({ ok: true, to: 'objection_review' })
  })
})
