import type { Intake } from '../../src/core/work-order/intake.ts'
import type { CommandInput } from '../../src/core/work-order/fields.ts'
import type { RequestNumber } from '../../src/core/work-order/service-request.ts'
import { hotline, of, system, type World } from './world.ts'

/** Ways through the main line that tests take again and again. Each leaves the request in the state of its name. */

export function dispatched(world: World, more: Partial<Intake> = {}, unitCode?: string): RequestNumber {
  const number = world.register(more)
  world.run(number, hotline('dispatcher'), 'dispatch', unitCode === undefined ? {} : { unitCode })
  return number
}

export function signed(world: World, more: Partial<Intake> = {}, unitCode?: string): RequestNumber {
  const number = dispatched(world, more, unitCode)
  world.run(number, leadOf(world, number), 'sign', {})
  return number
}

export function inHandling(world: World, more: Partial<Intake> = {}, unitCode?: string): RequestNumber {
  const number = signed(world, more, unitCode)
  world.run(number, leadOf(world, number), 'recordContact', { means: 'phone', reached: true })
  return number
}

export function replied(world: World, more: Partial<Intake> = {}, unitCode?: string): RequestNumber {
  const number = inHandling(world, more, unitCode)
  world.run(number, leadOf(world, number), 'reply', goodReply)
  return number
}

/** Sets the clock to the moment at which the callback is due, and opens it. */
export function callbackPending(world: World, more: Partial<Intake> = {}, unitCode?: string): RequestNumber {
  const number = replied(world, more, unitCode)
  openCallbackWhenDue(world, number)
  return number
}

export function openCallbackWhenDue(world: World, number: RequestNumber): void {
  const dueAt = world.request(number).callbackDueAt
  if (dueAt === null) throw new Error(`${number} has no callback due`)
  world.wait(Math.max(0, dueAt - world.now()))
  world.run(number, system, 'openCallback', {})
}

export function closed(
  world: World,
  more: Partial<Intake> = {},
  answer = goodAnswer,
  unitCode?: string,
): RequestNumber {
  const number = callbackPending(world, more, unitCode)
  world.run(number, hotline('callback_agent'), 'recordCallback', answer)
  return number
}

export const goodReply: CommandInput<'reply'> = {
  result: '已清理',
  publicReply: '已清理完毕',
  evidence: ['photo-1'],
  solved: 'yes',
  requesterInformed: true,
}

export const goodAnswer: CommandInput<'recordCallback'> = { contacted: true, resolved: true, satisfaction: 'satisfied' }
export const badAnswer: CommandInput<'recordCallback'> = {
  contacted: false,
  resolved: false,
  satisfaction: 'dissatisfied',
}

/** Somebody who acts for the unit that leads now: the district's centre, or the head of another unit. */
export function leadOf(world: World, number: RequestNumber) {
  const unit = world.request(number).leadUnit
  if (unit === null) throw new Error(`${number} has no lead`)
  return of(unit, world.rulebook.unit(unit)?.kind === 'district' ? 'district_centre' : 'unit_head')
}

export const objection: CommandInput<'object'> = { ground: 'not-our-duty', legalBasis: '三定方案' }

export const ledgerRequest: CommandInput<'requestLedger'> = {
  reason: 'owners-consent',
  plan: '征求业主意见',
  owner: 'housing-unit_head',
  reviewAfterDays: 60,
  requesterInformed: true,
}

export const extensionRequest = (amount: number): CommandInput<'requestExtension'> => ({
  reason: 'inspection',
  amount,
  requesterInformed: true,
  explanation: '需要检测',
})
