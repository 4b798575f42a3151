import type { Rulebook } from '../core/catalogue/rulebook.ts'
import type { Tie } from '../core/permission/ties.ts'
import type { Visibility } from '../core/permission/visibility.ts'
import type { Tied } from '../store/read/ties.ts'

/** Whether a reader may learn of a change: equals `canRead(actor, 'matter', request)`, which a test proves. */
export function seesChange(visible: Visibility, change: Tied, rulebook: Rulebook): boolean {
  if ('all' in visible) return true
  if ('own' in visible) return visible.own === change.number
  return 'unit' in visible && visible.as.some((tie) => isTied(tie, visible.unit, change, rulebook))
}

function isTied(tie: Tie, unit: string, change: Tied, rulebook: Rulebook): boolean {
  switch (tie) {
    case 'lead':
      return change.leads.includes(unit)
    case 'assist':
      return change.assists.includes(unit)
    case 'district':
      return change.districtUnit === unit || change.leads.some((lead) => rulebook.districtOf(lead) === unit)
    case 'whistled':
      return change.whistled.includes(unit)
    case 'asked':
      return change.asked.includes(unit)
    case 'consulted':
      return change.consulted.includes(unit)
  }
}
