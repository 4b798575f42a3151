import { issueToken } from '../../src/actions/issue-token.ts'
import { dayOf } from '../../src/core/calendar/zone.ts'
import type { House } from '../../src/main/open-house.ts'
import { mattersOf, type Matter } from './life.ts'

/** Tokens of the people who take part, as header lines. */
export interface People {
  readonly intake: string
  readonly dispatcher: string
  readonly caller: string
  readonly headOf: ReadonlyMap<string, string>
  readonly matters: readonly Matter[]
}

export async function employ(house: House): Promise<People> {
  const { app } = house
  const matters = mattersOf(app.rulebook, dayOf(app.clock.now(), app.rulebook.pack.timeZone))
  const tokenFor = async (role: string, unit?: string): Promise<string> => {
    const issued = await issueToken(app, { role, unit, label: 'bench' })
    if (!issued.ok) throw new Error(JSON.stringify(issued.refusal))
    return `authorization: Bearer ${issued.token}\r\n`
  }
  const units = [...new Set(matters.map((matter) => matter.unit))]
  const heads = await Promise.all(units.map(async (unit) => [unit, await tokenFor('unit_head', unit)] as const))
  return {
    intake: await tokenFor('intake_agent'),
    dispatcher: await tokenFor('dispatcher'),
    caller: await tokenFor('callback_agent'),
    headOf: new Map(heads),
    matters,
  }
}
