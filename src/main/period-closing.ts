import { closePeriod, nextToClose } from '../actions/period-life.ts'
import { systemActor } from '../jobs/system-actor.ts'
import type { Log } from './log.ts'
import type { House } from './open-house.ts'

const EVERY_SECONDS = 600

/**
 * Closes the oldest period that has had its days of grace, one a run. What is not sealed yet is tried again; where
 * roll-ups and records differ nothing is frozen, and the log says so until somebody has looked.
 */
export async function closeDuePeriod({ app }: Pick<House, 'app'>, log?: Pick<Log, 'say'>): Promise<string | null> {
  const code = await nextToClose(app)
  if (code === undefined) return null
  const outcome = await closePeriod(app, systemActor, code)
  if (outcome.ok) log?.say(`考核期 ${code} 已封存。`, `The period ${code} is closed.`)
  else if (outcome.refusal.code === 'figures_differ') throw new Error(`roll-ups and records of ${code} differ`)
  return outcome.ok ? code : null
}

export const closingChore = (house: Pick<House, 'app'>, log: Pick<Log, 'say'>) => ({
  name: 'period_closing',
  everySeconds: EVERY_SECONDS,
  run: async (): Promise<void> => void (await closeDuePeriod(house, log)),
})
