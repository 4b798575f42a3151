import type { Term } from '../../../core/deadline/terms.ts'
import type { Say } from '../../messages/catalogue.ts'

/** A term as a list prints it. */
export const termWords = ({ amount, unit, counts }: Term, say: Say): string =>
  say(counts === 'working' ? `term.working.${unit}` : `term.${unit}`, { n: amount })

/** The rule by which an order is due: its level, which clock runs, and how long it is. */
export function ruleWords(clock: string, level: string, term: Term, say: Say): string {
  const key = clock === 'handling' ? 'risk.rule.handling' : clock === 'rework' ? 'risk.rule.rework' : 'risk.rule.other'
  return say(key, { level, term: termWords(term, say) })
}

/** How often a unit was reminded, and more than that; what never happened is not listed. */
export function measureWords({ urged, supervised }: Measured, say: Say): string {
  const parts = [
    ...(urged > 0 ? [say('risk.measures.urged', { count: urged })] : []),
    ...(supervised > 0 ? [say('risk.measures.supervised', { count: supervised })] : []),
  ]
  return parts.join(say('list.gap')) || say('risk.measures.none')
}

interface Measured {
  readonly urged: number
  readonly supervised: number
}
