import { scoresOf } from '../../actions/scores.ts'
import { isPeriodCode, periodCodeOf, schemeInForce } from '../../core/assessment/period.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import { refusedWith, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { isoTime } from '../present.ts'
import type { Call, Route } from '../route.ts'

/** The month's scores of every assessed unit. */
export const scoresRoute = (api: Api): Route => ({
  method: 'GET',
  path: '/scores',
  name: 'readScores',
  summary: 'Response, resolution and satisfaction by unit for the period that ends in a month (YYYY-MM)',
  caller: 'staff',
  query: ['period'],
  answers: 200,
  run: (call) => readScores(api, call),
})

async function readScores(api: Api, { query }: Call): Promise<Reply> {
  const { rulebook, clock } = api.app
  const { pack } = rulebook
  const today = dayOf(clock.now(), pack.timeZone)
  const scheme = schemeInForce(pack.schemes, today) ?? pack.schemes[0]
  const code = query['period'] ?? (scheme ? periodCodeOf(scheme, today) : today.slice(0, 7))
  if (!isPeriodCode(code)) return refusedWith([{ code: 'invalid_date', field: 'period' }])
  if (code < '1000-01' || code > '2999-12') return refusedWith([{ code: 'out_of_range', field: 'period' }])
  const { period, scheme: used, objects } = await scoresOf(api.app, code)
  const json = {
    period: { ...period, from: isoTime(period.from), until: isoTime(period.until) },
    schemeVersion: used.version,
    objects,
  }
  return { status: 200, json }
}
