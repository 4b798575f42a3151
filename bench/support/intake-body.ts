import type { Rulebook } from '../../src/core/catalogue/rulebook.ts'
import { intakeOf, type Matter } from './life.ts'

/** What an intake agent's client posts. */
export function intakeBody(rulebook: Rulebook, sequence: number, matter: Matter): string {
  const place = rulebook.area(matter.areaCode)?.name['zh-CN'] ?? ''
  const {
    requestType,
    matter: words,
    serviceCode,
    areaCode,
    place: where,
    requester,
  } = intakeOf(sequence, matter, place)
  return JSON.stringify({
    requestType,
    matter: words,
    serviceCode,
    areaCode,
    place: where,
    requester: { name: requester?.name, phone: requester?.phone, door: requester?.door },
  })
}
