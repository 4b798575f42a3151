import { dayOf } from '../../core/calendar/zone.ts'
import { MINUTE, type Instant } from '../../core/time.ts'
import type { App } from '../../actions/app.ts'
import { dispatchByRule, isForTheRule } from '../../actions/dispatch-by-rule.ts'
import { dispatchDue } from '../../store/read/due.ts'
import { inOrder } from '../in-order.ts'
import { systemActor } from '../system-actor.ts'
import type { Reconcile } from './reconciler.ts'

/** The task that was written with the commit comes first; what it has not moved by then is a straggler. */
const grace = MINUTE

/** Requests that the catalogue's rule may dispatch and whose task was lost. */
export const autoDispatch: Reconcile = (app, limit, together) => {
  const now = app.clock.now()
  return inOrder(
    app,
    dispatchDue(now - grace, automaticServices(app, now)),
    async (due) => isForTheRule(due, app.rulebook, now) && (await dispatchByRule(app, systemActor, due.number)).ok,
    { limit, together },
  )
}

function automaticServices({ rulebook }: App, now: Instant): readonly string[] {
  const catalogue = rulebook.catalogueOn(dayOf(now, rulebook.pack.timeZone))
  return (catalogue?.classes ?? [])
    .flatMap((one) => one.groups)
    .flatMap((group) => group.services)
    .filter((service) => service.mode === 'automatic')
    .map((service) => service.code)
}
