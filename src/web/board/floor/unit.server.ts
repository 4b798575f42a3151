import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'
import { forbidden, notFound, signedIn } from '../../desk/staff.server.ts'
import type { FloorUnit } from './floor.server.ts'
import { riskLine, type RiskLine } from './risk-line.ts'

export interface UnitData {
  readonly unit: FloorUnit
  /** The running month's score so far; null where there is nothing to count, absent for a unit that is not assessed. */
  readonly month: { readonly score: number | null } | null
  readonly risk: readonly RiskLine[]
  readonly overdue: readonly RiskLine[]
}

const linesMost = 20

/** One unit as its supervisor sees it. A unit of another district is as if it did not exist. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<UnitData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await signedIn(page, request)
  const code = params['code'] ?? ''
  const [risk, overdue] = await Promise.all([
    house.atRisk(actor, { view: 'risk', unit: code }, linesMost),
    house.atRisk(actor, { view: 'overdue', unit: code }, linesMost),
  ])
  // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown answer as the page's
  if (!risk || !overdue) throw forbidden()
  const name = house.unitName(code, visit.language)
  const isSeen = house.rulebook.unit(code) && house.oversees(actor, code)
  // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown answer as the page's
  if (!isSeen) throw notFound('')
  const now = (await house.unitsNow(actor)).find(({ unit }) => unit === code)
  const month = await house.unitMonth(code)
  return {
    unit: {
      code,
      name,
      open: now?.open ?? 0,
      overdue: now?.overdue ?? 0,
      received: now?.received ?? 0,
      unsolved: now?.resolution == null ? null : 1 - now.resolution,
    },
    month: month && { score: month.score.assessed.score },
    risk: risk.rows.map((row) => riskLine(row, page)),
    overdue: overdue.rows.map((row) => riskLine(row, page)),
  }
}
