import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import type { Actor } from '../../../core/permission/roles.ts'
import type { CommandName } from '../../../core/work-order/fields.ts'
import { districtViews, type DistrictView } from '../../../store/read/district.ts'
import { scoreRowsOf, type ScoreRow } from '../../board/score-rows.server.ts'
import { pageContext } from '../../context.ts'
import type { PageContext } from '../../page-context.ts'
import { decideOne } from '../decide/decide-action.server.ts'
import { decideDataOf, type DecideData } from '../decide/decide-data.server.ts'
import { decideLine, type DecideLine } from '../decide/lines.server.ts'
import { forbidden, signedIn } from '../staff.server.ts'

export const districtPages = [...districtViews, 'streets'] as const
export type DistrictPage = (typeof districtPages)[number]

export interface DistrictData {
  readonly view: DistrictPage
  readonly lines: readonly DecideLine[]
  readonly detail: DecideData | null
  readonly isChosen: boolean
  /** Units of the district that may be named. */
  readonly units: readonly string[]
  /** How the district's streets stand this month; only in the view that shows it. */
  readonly standing: { readonly period: string; readonly rows: readonly ScoreRow[] } | null
  readonly done: CommandName | null
}

const linesMost = 300

function unitOf(actor: Actor): string {
  if (actor.role !== 'district_centre' || actor.unit === undefined) throw forbidden()
  return actor.unit
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<DistrictData> {
  const page = context.get(pageContext)
  const actor = await signedIn(page, request)
  const unit = unitOf(actor)
  const { house } = page
  const { searchParams } = new URL(request.url)
  const view = districtPages.find((each) => each === searchParams.get('view')) ?? 'risk'
  const done = searchParams.get('done')
  const common = { view, done: done !== null && house.isCommandName(done) ? done : null }
  if (view === 'streets') {
    const standing = await standingOf(unit, page)
    return { ...common, lines: [], detail: null, isChosen: false, units: [], standing }
  }
  const lines = await linesOf(view, unit, page)
  const asked = searchParams.get('number')
  const shown = asked ?? lines[0]?.number ?? null
  return {
    ...common,
    lines,
    detail: shown === null ? null : await decideDataOf(page, actor, shown, view),
    isChosen: asked !== null,
    units: view === 'unclear' ? ownUnits(unit, page) : [],
    standing: null,
  }
}

async function linesOf(view: DistrictView, unit: string, page: PageContext): Promise<readonly DecideLine[]> {
  const rows = await page.house.districtRows(view, unit, linesMost)
  return rows.map((row) => decideLine({ ...row, leadUnit: row.unit }, page))
}

/** Printed as the field for units reads them. */
function ownUnits(unit: string, { house, visit }: PageContext): readonly string[] {
  const { rulebook } = house
  return rulebook.pack.units
    .filter(({ code, kind }) => kind !== 'community' && code !== unit && rulebook.districtOf(code) === unit)
    .map(({ code, name }) => `${visit.text(name)} · ${code}`)
}

async function standingOf(unit: string, page: PageContext): Promise<DistrictData['standing']> {
  const { house } = page
  const { period, objects } = await house.scores(house.currentPeriod())
  const streets = objects.find(({ object }) => object === 'subdistrict')?.units ?? []
  const own = streets.filter((each) => house.rulebook.districtOf(each.unit) === unit)
  return { period: period.code, rows: scoreRowsOf(own, page) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const actor = await signedIn(page, request)
  unitOf(actor)
  return decideOne({ page, actor, request, address: '/staff/district', tasks: districtViews })
}
