import { dueStatement, type Due, type ReadDue } from './due.ts'

const liveLead = `w.role = 'lead' and w.ended_at is null`

/**
 * Whether nobody, product or person, has taken this measure since the limit, none of before waits for
 * an answer, and no approved ledger entry holds the clock. (`offset 0`: looked up for each, by its key.)
 */
const notYet = (measure: 'urge' | 'supervise', since: string): string => `not exists (
  select from overlay o where o.number = w.number and (
    (o.kind = 'ledger' and o.state = 'active')
    or (o.kind = 'supervision' and o.detail ->> 'measure' = '${measure}' and (o.state = 'open' or o.opened_at >= ${since}))
  ) offset 0)`

/** Leads that have not signed in time and were not urged for it. */
export const unsignedDue: ReadDue<Due> = dueStatement({
  name: 'unsigned',
  dueAt: 'w.signing_due_at',
  from: 'work_order w',
  where: `${liveLead} and w.signed_at is null and ${notYet('urge', 'w.signing_due_at')}`,
})

/** Leads that have not replied by their limit and were not urged for it. */
export const overdueDue: ReadDue<Due> = dueStatement({
  name: 'overdue',
  dueAt: 'w.due_at',
  from: 'work_order w',
  where: `${liveLead} and w.replied_at is null and ${notYet('urge', 'w.due_at')}`,
})

/**
 * Leads that the urging has not moved either: supervision comes after as much time again as the unit
 * was given for signing, so the urgent level is the quicker one here too.
 */
export const stillOverdueDue: ReadDue<Due> = dueStatement({
  name: 'still overdue',
  dueAt: 'w.due_at',
  from: 'work_order w',
  where: `${liveLead} and w.replied_at is null
    and w.due_at + coalesce(w.signing_due_at - w.dispatched_at, interval '1 day') <= $1::timestamptz
    and ${notYet('supervise', 'w.due_at')}`,
})
