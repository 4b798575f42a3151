import { redirect } from 'react-router'
import type { ListedPeriod } from '../../../actions/period-life.ts'
import type { Actor } from '../../../core/permission/roles.ts'
import { sentencesOf } from '../../../core/text/refusal-words.ts'
import { sayIn } from '../../messages/catalogue.ts'
import type { PageContext } from '../../page-context.ts'

export interface PeriodRow extends ListedPeriod {
  /** What can be done with it now; null for nothing. */
  readonly step: 'close' | 'publish' | null
}

export async function periodRows({ house }: PageContext): Promise<readonly PeriodRow[]> {
  const now = house.now()
  return (await house.listPeriods()).map((period) => ({ ...period, step: stepOf(period, now) }))
}

function stepOf({ stands, closesAt }: ListedPeriod, now: number): PeriodRow['step'] {
  if (stands === 'ended' && closesAt <= now) return 'close'
  return stands === 'closed' ? 'publish' : null
}

/** What was asked of a period by a form; undefined where the form asks for something else. */
export async function stepPeriod(
  page: PageContext,
  actor: Actor,
  form: URLSearchParams,
): Promise<{ readonly refused: string } | undefined> {
  const step = form.get('period-step')
  if (step !== 'close' && step !== 'publish') return undefined
  const { house, visit } = page
  const period = form.get('period') ?? ''
  if (form.get('sure') !== 'yes') return { refused: sayIn(visit.language)('problem.sure') }
  const outcome = await (step === 'close' ? house.closePeriod(actor, period) : house.publishPeriod(actor, period))
  if (!outcome.ok) return { refused: sentencesOf(outcome.refusal, visit.language).detail }
  throw redirect(`/staff/assessment?view=periods&period=${period}&stepped=${step}`)
}
