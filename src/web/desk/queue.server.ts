import { redirect, type LoaderFunctionArgs } from 'react-router'
import { urgencyLevels, type UrgencyLevel } from '../../core/deadline/terms.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { openStates, type RequestState } from '../../core/work-order/states.ts'
import type { QueueTask } from '../../store/read/queue-parts.ts'
import { pageContext } from '../context.ts'
import type { PageContext } from '../page-context.ts'
import { signedIn } from './staff.server.ts'

export interface QueueLine {
  readonly number: string
  readonly state: RequestState
  readonly task: QueueTask
  readonly level: UrgencyLevel
  readonly matter: string
  readonly service: string
  readonly area: string
  readonly unit: string
  readonly dueAt: number | null
  readonly isAlarm: boolean
}

export interface QueueFilters {
  readonly state: RequestState | ''
  readonly level: UrgencyLevel | ''
  readonly task: string
}

export interface QueueData {
  readonly hasQueue: boolean
  readonly tasks: readonly QueueTask[]
  readonly lines: readonly QueueLine[]
  readonly filters: QueueFilters
  readonly next: string | null
  readonly isFirst: boolean
}

const pageLines = 25

/** The role's queue; filters and place are the address, so that a view can be kept and sent on. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<QueueData> {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await signedIn(page, request)
  const { searchParams } = new URL(request.url)
  const number = searchParams.get('number')
  if (number !== null) {
    const parsed = house.parseNumber(number)
    throw redirect(`/staff/requests/${parsed ?? encodeURIComponent(number.trim().slice(0, 40) || '-')}`)
  }
  const tasks = house.queueTasks(actor.role)
  const filters = filtersOf(searchParams, tasks)
  const after = searchParams.get('after')
  const found = await house.queue(actor, {
    state: filters.state || undefined,
    level: filters.level || undefined,
    task: filters.task || undefined,
    after: after ?? undefined,
    limit: pageLines,
  })
  return {
    hasQueue: tasks.length > 0,
    tasks,
    lines: found.rows.map((row) => lineOf(row, page, actor)),
    filters,
    next: found.next === null ? null : addressOf(filters, found.next),
    isFirst: after === null,
  }
}

type Row = Awaited<ReturnType<PageContext['house']['queue']>>['rows'][number]

function lineOf(row: Row, { house, visit }: PageContext, _actor: Actor): QueueLine {
  return {
    number: row.number,
    state: row.state,
    task: row.task,
    level: row.level,
    matter: row.matter,
    service: house.serviceNow(row.serviceCode, visit.language),
    area: house.areaName(row.areaCode, visit.language),
    unit: house.unitName(row.leadUnit, visit.language),
    dueAt: row.dueAt,
    isAlarm: row.alarm,
  }
}

/** Words that are no filter are left out rather than refused: an address is typed by people. */
function filtersOf(parameters: URLSearchParams, tasks: readonly QueueTask[]): QueueFilters {
  const [state, level, task] = ['state', 'level', 'task'].map((name) => parameters.get(name) ?? '')
  return {
    state: openStates.find((each) => each === state) ?? '',
    level: urgencyLevels.find((each) => each === level) ?? '',
    task: tasks.find((each) => each === task) ?? '',
  }
}

function addressOf(filters: QueueFilters, after: string): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) if (value !== '') parameters.set(name, value)
  parameters.set('after', after)
  return `/staff/queue?${parameters.toString()}`
}
