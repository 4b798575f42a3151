import { describe, expect, test } from 'vitest'
import type { Actor, ActingRole } from '../../../src/core/permission/roles.ts'
import { can } from '../../../src/core/permission/can.ts'
import { decide, type Command } from '../../../src/core/work-order/decide.ts'
import { commandNames } from '../../../src/core/work-order/fields.ts'
import { moveFor } from '../../../src/core/work-order/lifecycle.ts'
import { requestStates } from '../../../src/core/work-order/states.ts'
import { actingRoles } from '../../../tools/golden-tables.ts'
import { oneIn } from '../../support/one-of-each.ts'

/** Stands in no relation to any request of the tiny city. */
const stranger = (role: ActingRole): Actor =>
  role === 'requester' ? { id: 'stranger', role, requestNumber: '0' } : { id: 'stranger', role, unit: 'west-gate' }

describe.each(requestStates)('in %s', (state) => {
  const { world, number } = oneIn(state)
  const request = world.request(number)
  const { rulebook } = world

  test('every command that the table does not list is refused, whoever asks', () => {
    const refused = commandNames.filter((name) => !moveFor(state, name))
    for (const name of refused) {
      for (const role of actingRoles) {
        const command = { name, input: {} } as unknown as Command
        const decision = decide(request, command, { rulebook, actor: stranger(role), now: world.now() })
        const isRating = state === 'closed' && (name === 'recordCallback' || name === 'rateAnswer')
        expect(decision).toMatchObject({ ok: false, refusal: { code: isRating ? 'rating_final' : 'move_not_allowed' } })
      }
    }
    expect(request.state).toBe(state)
  })

  test('a listed command is refused to every role that is not listed, and to strangers', () => {
    for (const name of commandNames) {
      const move = moveFor(state, name)
      if (!move) continue
      for (const role of actingRoles) {
        const standing = move.by[role]
        if (standing === 'any') {
          expect(can({ id: 'x', role }, move, request, rulebook), `${name} by ${role}`).toBe(true)
          continue
        }
        const command = { name, input: {} } as unknown as Command
        const decision = decide(request, command, { rulebook, actor: stranger(role), now: world.now() })
        expect(decision, `${name} by ${role}`).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
      }
    }
  })
})
