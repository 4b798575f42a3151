import { describe, expect, test } from 'vitest'
import { adviseDispatch } from '../../../src/core/routing/advise.ts'
import { objection } from '../../support/flow.ts'
import { createWorld, hotline, of } from '../../support/world.ts'

const dispatcher = hotline('dispatcher')

describe('what a dispatcher is told', () => {
  test('a rule that names its unit is sure, unless something speaks against it', () => {
    const world = createWorld()
    const advise = (number: string, hints = {}) =>
      adviseDispatch(world.request(number), world.rulebook, world.now(), hints)
    const sure = world.register({ serviceCode: 'street-vendor' })
    expect(advise(sure)).toMatchObject({ lead: 'east-river', assists: ['market'], confidence: 'sure', doubts: [] })
    expect(advise(sure, { alike: 2 })).toMatchObject({ confidence: 'look', doubts: ['alike'] })
    const gas = world.register({ serviceCode: 'gas-smell' })
    expect(advise(gas)).toMatchObject({ lead: 'utilities', confidence: 'look', doubts: ['emergency'] })
    const elsewhere = world.register({ serviceCode: 'prepaid-card', areaCode: 'A11' })
    expect(advise(elsewhere)).toMatchObject({ lead: 'market', confidence: 'look', doubts: ['otherwise'] })
  })

  test('without a service there is no rule, with a guessed one there is, and it says so', () => {
    const world = createWorld()
    const request = world.request(world.register({ serviceCode: null }))
    expect(adviseDispatch(request, world.rulebook, world.now())).toMatchObject({
      lead: null,
      confidence: 'hard',
      doubts: ['no_service'],
      candidates: ['east-river', 'east'],
    })
    const guessed = adviseDispatch(request, world.rulebook, world.now(), { guessedService: 'street-litter' })
    expect(guessed).toMatchObject({ lead: 'east-river', confidence: 'look', doubts: ['service_guessed'] })
  })

  test('what a unit sent back is hard, and that unit is no candidate', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: 'street-vendor' })
    world.run(number, dispatcher, 'dispatch', {})
    world.run(number, of('east-river'), 'object', objection)
    world.run(number, hotline('reviewer'), 'upholdObjection', { opinion: '成立' })
    const advice = adviseDispatch(world.request(number), world.rulebook, world.now())
    expect(advice).toMatchObject({ confidence: 'hard', doubts: ['unclear', 'objected'] })
    expect(advice.candidates).toEqual(['east'])
  })

  test('what was taken back or is being consulted is not sent out unseen', () => {
    const world = createWorld()
    const number = world.register({ serviceCode: 'street-vendor' })
    world.run(number, dispatcher, 'dispatch', {})
    world.run(number, dispatcher, 'recallDispatch', {})
    const advise = () => adviseDispatch(world.request(number), world.rulebook, world.now())
    expect(advise()).toMatchObject({ confidence: 'look', doubts: ['recalled'] })
    world.run(number, dispatcher, 'openConsultation', { units: ['market'], note: '归谁' })
    expect(advise()).toMatchObject({ confidence: 'hard', doubts: ['consultation', 'recalled'] })
    expect(advise().candidates).toContain('market')
  })
})
