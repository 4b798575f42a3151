import type { LoaderFunctionArgs } from 'react-router'
import type { Floor } from '../../../actions/floor.ts'
import { countedMost } from '../../../store/read/floor/waiting.ts'
import { pageContext } from '../../context.ts'
import { forbidden, signedIn } from '../../desk/staff.server.ts'
import type { DemoSpeed } from '../../kit/demo-speeds.ts'

export interface FloorUnit {
  readonly code: string
  readonly name: string
  readonly open: number
  readonly overdue: number
  readonly received: number
  readonly unsolved: number | null
}

export interface FloorData {
  readonly floor: Floor
  readonly countedMost: number
  readonly units: readonly FloorUnit[]
  /** Null in a city. */
  readonly speed: DemoSpeed | null
}

const unitsMost = 20

/** The floor of now; another role has none. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<FloorData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await signedIn(page, request)
  const floor = await house.floor(actor)
  // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown answer as the page's
  if (!floor) throw forbidden()
  const units = await house.unitsNow(actor)
  return {
    floor,
    countedMost,
    units: units
      .filter(({ open, overdue }) => open + overdue > 0)
      .slice(0, unitsMost)
      .map(({ unit, open, overdue, received, resolution }) => ({
        code: unit,
        name: house.unitName(unit, visit.language),
        open,
        overdue,
        received,
        unsolved: resolution === null ? null : 1 - resolution,
      })),
    speed: house.demo?.speed() ?? null,
  }
}
