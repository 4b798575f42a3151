import type { RequestNumber } from '../../src/core/work-order/service-request.ts'
import type { RequestState } from '../../src/core/work-order/states.ts'
import { callbackPending, closed, dispatched, inHandling, objection, replied, signed } from './flow.ts'
import { createWorld, hotline, of, requesterOf, type World } from './world.ts'

const intakeAgent = hotline('intake_agent')
const dispatcher = hotline('dispatcher')

/** How a request comes into each state. */
const ways: Readonly<Record<RequestState, (world: World) => RequestNumber>> = {
  registered: (world) => world.register({ serviceCode: null }),
  answered_directly: (world) => {
    const number = world.register({ serviceCode: null, requestType: 'inquiry' })
    world.run(number, intakeAgent, 'answerDirectly', { article: 'a-1', answer: '' })
    return number
  },
  transferred_emergency: (world) => {
    const number = world.register()
    world.run(number, intakeAgent, 'transferEmergency', { to: '119' })
    return number
  },
  redirect_review: (world) => {
    const number = world.register()
    world.run(number, intakeAgent, 'proposeRedirect', { disposition: 'legal-route' })
    return number
  },
  redirected: (world) => {
    const number = world.register()
    world.run(number, intakeAgent, 'proposeRedirect', { disposition: 'private-matter' })
    return number
  },
  repeat_informed: (world) => {
    const earlier = world.register()
    const number = world.register({ serviceCode: null })
    world.run(number, intakeAgent, 'informRepeat', { earlier, message: '' }, earlier)
    return number
  },
  merged: (world) => {
    const parent = world.register()
    const number = world.register()
    world.run(number, dispatcher, 'merge', { parent }, parent)
    return number
  },
  pending_dispatch: (world) => world.register(),
  pre_consultation: (world) => {
    const number = world.register()
    world.run(number, dispatcher, 'openConsultation', { units: ['market'], note: '' })
    return number
  },
  dispatched: (world) => dispatched(world),
  signed: (world) => signed(world),
  objection_review: (world) => {
    const number = dispatched(world)
    world.run(number, of('east-river'), 'object', objection)
    return number
  },
  in_handling: (world) => inHandling(world),
  termination_review: (world) => {
    const number = inHandling(world)
    const asked = { reason: 'no-cooperation', grounds: '', evidence: ['visit'] }
    world.run(number, of('east-river'), 'requestTermination', asked)
    return number
  },
  replied: (world) => replied(world),
  callback_pending: (world) => callbackPending(world),
  closed: (world) => closed(world),
  withdrawn: (world) => {
    const number = world.register()
    world.run(number, requesterOf(number), 'withdraw', { reason: 'mistake' })
    return number
  },
}

/** A world with a request of the tiny city in the state; where a unit has it, `east-river` leads. */
export function oneIn(state: RequestState): { readonly world: World; readonly number: RequestNumber } {
  const world = createWorld()
  return { world, number: ways[state](world) }
}
