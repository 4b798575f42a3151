import { describe, expect, test } from 'vitest'
import { canRead, readings, type Reading } from '../../../src/core/permission/can-read.ts'
import type { Actor } from '../../../src/core/permission/roles.ts'
import { visibility } from '../../../src/core/permission/visibility.ts'
import type { ServiceRequest } from '../../../src/core/work-order/service-request.ts'
import { tiesOf } from '../../../src/core/permission/ties.ts'
import { requestStates } from '../../../src/core/work-order/states.ts'
import { actingRoles } from '../../../tools/golden-tables.ts'
import { dispatched, inHandling, objection, signed } from '../../support/flow.ts'
import { oneIn } from '../../support/one-of-each.ts'
import { tinyCity } from '../../support/tiny-city.ts'
import { createWorld, hotline, of, requesterOf } from '../../support/world.ts'

const world = createWorld()
const { rulebook } = world
const number = signed(world)
world.run(number, of('east-river'), 'whistle', { kind: 'key_work', departments: ['market'], issue: '' })
world.run(number, of('east-river'), 'escalate', { to: 'housing', problem: '' })
world.run(number, of('east-river'), 'addAssist', { unitCode: 'river-bank', task: '' })
const request = world.request(number)
const reads = (actor: Actor, what: Reading = 'matter', one: ServiceRequest = request) =>
  canRead(actor, what, one, rulebook)

describe('reading', () => {
  test.each(['east-river', 'market', 'housing'])('the involved unit %s sees the request', (unit) => {
    expect(reads(of(unit))).toBe(true)
  })

  test('the district above sees it, a foreign unit does not', () => {
    expect(reads(of('east', 'district_centre'))).toBe(true)
    expect(reads(of('west', 'district_centre'))).toBe(false)
    expect(reads(of('environment'))).toBe(false)
    expect(reads(of('east', 'supervisor'))).toBe(true)
    expect(reads(of('west', 'supervisor'))).toBe(false)
    expect(reads(of('city', 'supervisor'))).toBe(true)
    expect(reads(hotline('supervisor'))).toBe(true)
  })

  test('a unit that had it once still sees it, but no longer who asked', () => {
    const moved = dispatched(world, { serviceCode: 'prepaid-card' })
    expect(reads(of('market'), 'identity', world.request(moved))).toBe(true)
    world.run(moved, of('market'), 'object', objection)
    world.run(moved, hotline('reviewer'), 'upholdObjection', { opinion: '' })
    expect(reads(of('market'), 'matter', world.request(moved))).toBe(true)
    expect(reads(of('market'), 'identity', world.request(moved))).toBe(false)
  })

  test('identity and door are for who calls and who handles, and not where the requester wished otherwise', () => {
    expect(reads(of('east-river'), 'identity')).toBe(true)
    expect(reads(of('market'), 'identity')).toBe(false)
    const anonymous = world.request(inHandling(world, { confidentiality: 'anonymous' }))
    expect(reads(of('east-river'), 'identity', anonymous)).toBe(false)
    expect(reads(of('east-river'), 'door', anonymous)).toBe(false)
    const readers = actingRoles.filter((role) => reads({ id: 'x', role }, 'identity'))
    expect(readers).toEqual(['intake_agent', 'shift_lead', 'callback_agent'])
  })

  test('a requester only the own request; a community worker only what it assists in', () => {
    expect(readings.filter((what) => !reads(requesterOf(number), what))).toEqual(['list_all'])
    expect(reads(requesterOf(number), 'own_words')).toBe(true)
    expect(reads(requesterOf('0'))).toBe(false)
    expect(reads(of('river-bank', 'community_worker'))).toBe(true)
    expect(reads(of('river-bank', 'community_worker'), 'identity')).toBe(false)
    expect(reads(of('river-bank', 'community_worker'), 'matter', world.request(dispatched(world)))).toBe(false)
  })

  test.each([
    ['intake_agent', 'callback'],
    ['callback_agent', 'units'],
    ['analyst', 'identity'],
    ['auditor', 'identity'],
    ['system_admin', 'matter'],
    ['knowledge_editor', 'matter'],
    ['supervisor', 'access_records'],
  ] as const)('%s does not read %s', (role, what) => {
    expect(reads(hotline(role), what)).toBe(false)
  })

  test('records of access are for the auditor, and for the requester whose details were looked at', () => {
    expect(actingRoles.filter((role) => reads({ id: 'x', role }, 'access_records'))).toEqual(['auditor'])
    expect(reads(requesterOf(number), 'access_records')).toBe(true)
    expect(reads(requesterOf('0'), 'access_records')).toBe(false)
  })
})

describe('visibility, which the store turns into a condition', () => {
  const requests = requestStates.map((state) => {
    const one = oneIn(state)
    return one.world.request(one.number)
  })
  const actors: readonly Actor[] = actingRoles.flatMap((role) => [
    { id: 'x', role },
    { id: 'x', role, requestNumber: request.number },
    ...tinyCity.units.map(({ code }) => ({ id: 'x', role, unit: code })),
  ])

  test('says of every actor and request what canRead says', () => {
    for (const actor of actors) {
      for (const one of [request, ...requests]) {
        expect(isVisible(actor, one), `${actor.role} of ${actor.unit ?? 'none'}: ${one.state}`).toBe(
          reads(actor, 'matter', one),
        )
      }
    }
  })

  function isVisible(actor: Actor, one: ServiceRequest): boolean {
    const seen = visibility(actor, rulebook)
    if ('all' in seen) return true
    if ('own' in seen) return seen.own === one.number
    return 'unit' in seen && tiesOf(one, seen.unit, rulebook).some((tie) => seen.as.includes(tie))
  }
})
