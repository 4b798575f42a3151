import type { LoaderFunctionArgs } from 'react-router'
import { urgencyLevels, type UrgencyLevel } from '../../../core/deadline/terms.ts'
import { confidences, type Confidence } from '../../../core/routing/advise.ts'
import { pageContext } from '../../context.ts'
import type { DispatchLine, UnitChoice } from '../../house/dispatch-doors.ts'
import { dispatcher } from './dispatcher.server.ts'

export interface DispatchFilters {
  readonly view: Confidence | ''
  readonly level: UrgencyLevel | ''
  /** Sure ones first, or by when they are due. */
  readonly by: 'due' | 'view'
}

export interface DispatchData {
  readonly filters: DispatchFilters
  readonly lines: readonly DispatchLine[]
  /** Address of the next page; null at the end. */
  readonly next: string | null
  readonly units: readonly UnitChoice[]
  readonly dispositions: readonly UnitChoice[]
  /** Whose names of views the browser keeps. */
  readonly account: string
}

/** What waits for dispatch. Filters are the address, so that a view can be kept and sent on. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<DispatchData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await dispatcher(page, request)
  const { searchParams } = new URL(request.url)
  const filters = filtersOf(searchParams)
  const after = searchParams.get('after') ?? undefined
  const found = await house.dispatchPage(actor, { level: filters.level || undefined, after }, visit.language)
  const isFirst = after === undefined
  return {
    filters,
    // The rule is asked for each request, so the view is chosen here and not by the store.
    lines: found.lines.filter(({ advice }) => filters.view === '' || advice.confidence === filters.view),
    next: found.next === null ? null : addressOf({ ...filters, after: found.next }),
    units: isFirst ? house.unitChoices(visit.language) : [],
    dispositions: isFirst ? house.dispositionChoices(visit.language) : [],
    account: actor.id,
  }
}

function filtersOf(parameters: URLSearchParams): DispatchFilters {
  return {
    view: confidences.find((one) => one === parameters.get('view')) ?? '',
    level: urgencyLevels.find((one) => one === parameters.get('level')) ?? '',
    by: parameters.get('by') === 'view' ? 'view' : 'due',
  }
}

function addressOf({ view, level, by, after }: DispatchFilters & { readonly after: string }): string {
  const parameters = new URLSearchParams({
    ...(view === '' ? {} : { view }),
    ...(level === '' ? {} : { level }),
    ...(by === 'view' ? { by } : {}),
    after,
  })
  return `/staff/dispatch?${parameters.toString()}`
}
