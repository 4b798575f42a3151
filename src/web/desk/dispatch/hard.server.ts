import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'
import type { DispatchLine, UnitChoice } from '../../house/dispatch-doors.ts'
import { dispatcher } from './dispatcher.server.ts'

export interface HardData {
  readonly lines: readonly DispatchLine[]
  readonly next: string | null
  readonly units: readonly UnitChoice[]
}

/** What the rule cannot send: unclear, sent back by a unit, or before a consultation. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<HardData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await dispatcher(page, request)
  const after = new URL(request.url).searchParams.get('after') ?? undefined
  const found = await house.dispatchPage(actor, { after }, visit.language)
  return {
    lines: found.lines.filter(({ advice }) => advice.confidence === 'hard'),
    next: found.next === null ? null : `/staff/dispatch/hard?after=${encodeURIComponent(found.next)}`,
    units: after === undefined ? house.unitChoices(visit.language) : [],
  }
}
