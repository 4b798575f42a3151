import { describe, expect, test } from 'vitest'
import { canRead } from '../../../src/core/permission/can-read.ts'
import { callbackPending, inHandling } from '../../support/flow.ts'
import { createWorld, hotline, of } from '../../support/world.ts'

const river = of('east-river')

describe('the unit that handles a request', () => {
  test('may learn who is to be contacted', () => {
    const world = createWorld()
    expect(canRead(river, 'identity', world.request(inHandling(world)), world.rulebook)).toBe(true)
  })

  test('never learns who reported wrongdoing', () => {
    const world = createWorld()
    const report = world.request(inHandling(world, { requestType: 'report' }))
    expect(canRead(river, 'identity', report, world.rulebook)).toBe(false)
    expect(canRead(river, 'door', report, world.rulebook)).toBe(false)
    expect(canRead(hotline('shift_lead'), 'identity', report, world.rulebook)).toBe(true)
  })

  test('no longer looks the requester up while the hotline asks how it did', () => {
    const world = createWorld()
    const asked = world.request(callbackPending(world))
    expect(canRead(river, 'identity', asked, world.rulebook)).toBe(false)
    expect(canRead(hotline('callback_agent'), 'identity', asked, world.rulebook)).toBe(true)
  })
})
