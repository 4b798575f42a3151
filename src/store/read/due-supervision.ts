import { dueStatement, type Due, type ReadDue } from './due.ts'

/** The live lead, unless an approved ledger entry holds its clock. */
const liveLeads = 'work_order w join service_request r on r.number = w.number'
const isLive = `w.role = 'lead' and w.ended_at is null and not exists (
  select from overlay l where l.number = w.number and l.kind = 'ledger' and l.state = 'active')`

/** Whether nobody, product or person, has taken this measure since the limit, and none of before waits for an answer. */
const notYet = (measure: 'urge' | 'supervise', since: string): string => `not exists (
  select from overlay s where s.number = w.number and s.kind = 'supervision'
    and s.detail ->> 'measure' = '${measure}' and (s.state = 'open' or s.opened_at >= ${since}))`

/** Leads that have not signed in time and were not urged for it. */
export const unsignedDue: ReadDue<Due> = dueStatement({
  name: 'unsigned',
  dueAt: 'w.signing_due_at',
  from: liveLeads,
  where: `${isLive} and w.signed_at is null and ${notYet('urge', 'w.signing_due_at')}`,
})

/** Leads that have not replied by their limit and were not urged for it. */
export const overdueDue: ReadDue<Due> = dueStatement({
  name: 'overdue',
  dueAt: 'w.due_at',
  from: liveLeads,
  where: `${isLive} and w.replied_at is null and ${notYet('urge', 'w.due_at')}`,
})

/**
 * Leads that the urging has not moved either: supervision comes after as much time again as the unit
 * was given for signing, so the urgent level is the quicker one here too.
 */
export const stillOverdueDue: ReadDue<Due> = dueStatement({
  name: 'still overdue',
  dueAt: 'w.due_at',
  from: liveLeads,
  where: `${isLive} and w.replied_at is null
    and w.due_at + coalesce(w.signing_due_at - w.dispatched_at, interval '1 day') <= $1::timestamptz
    and ${notYet('supervise', 'w.due_at')}`,
})
