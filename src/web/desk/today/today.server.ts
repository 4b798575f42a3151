import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import type { UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Actor } from '../../../core/permission/roles.ts'
import type { Instant } from '../../../core/time.ts'
import type { CommandName } from '../../../core/work-order/fields.ts'
import type { OverlayKind } from '../../../core/work-order/overlay.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { QueueTask } from '../../../store/read/queue-parts.ts'
import type { UnitOrder } from '../../../store/read/unit/orders.ts'
import { pageContext } from '../../context.ts'
import { makeMove, showMoves, typedOf, type MovesState } from '../../kit/moves.server.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import type { PageContext } from '../../page-context.ts'
import type { MayCall } from '../case/case-data.server.ts'
import type { Called } from '../case/call-panel.tsx'
import { callFor } from '../case/call.server.ts'
import { nextClock, type OrderClock } from '../case/order-clock.ts'
import { placeWords } from '../case/place-words.ts'
import { unitOf } from '../case/unit-of.server.ts'
import { notFound, signedIn } from '../staff.server.ts'
import { inOrder, laneOf, nextDue, type Lane } from './lanes.ts'
import { monthOf, type MonthData } from './month.server.ts'

/** One order of the day. */
export interface TodayLine {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly level: UrgencyLevel
  readonly isAlarm: boolean
  readonly matter: string
  readonly place: string
  readonly service: string
  readonly lane: Lane
  readonly clock: OrderClock
  /** It came back: the reply was returned, the citizen was not helped, or wrote again. */
  readonly isBack: boolean
  readonly back: 'returned' | 'rework' | 'reopened' | null
  readonly waits: readonly OverlayKind[]
  readonly isOnLedger: boolean
  readonly assists: number
  readonly supervisions: number
  readonly mayCall: MayCall
}

/** Something that another unit or somebody above asks of this unit. */
export interface AskedLine {
  readonly number: string
  readonly task: QueueTask | 'supervision'
  readonly matter: string
  readonly service: string
  readonly unit: string
  readonly dueAt: Instant | null
}

export interface TodayData {
  readonly isCommunity: boolean
  readonly next: TodayLine | null
  readonly lanes: Readonly<Record<Lane, { readonly lines: readonly TodayLine[]; readonly more: number }>>
  readonly back: number
  readonly asked: readonly AskedLine[]
  readonly month: MonthData | null
  readonly frequent: readonly { readonly service: string; readonly count: number }[]
  readonly done: CommandName | null
}

const ordersMost = 300
const laneMost = 18
const askedMost = 20

/** The unit's day. A community has no orders of its own: only what it was asked to do. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<TodayData> {
  const page = context.get(pageContext)
  const actor = await signedIn(page, request)
  const { house, visit } = page
  const unit = unitOf(actor)
  const isCommunity = actor.role === 'community_worker'
  const [orders, asked, month, frequent] = await Promise.all([
    isCommunity ? [] : house.unitOrders(unit, ordersMost),
    askedOf(actor, page),
    monthOf(unit, page),
    isCommunity ? [] : house.frequentServices(unit),
  ])
  const lines = orders.map((order) => lineOf(order, page)).toSorted(inOrder)
  const next = nextDue(lines) ?? null
  const inLane = (lane: Lane) => lines.filter((line) => line.lane === lane && line !== next)
  const done = new URL(request.url).searchParams.get('done')
  return {
    isCommunity,
    next,
    lanes: { contact: cut(inLane('contact')), site: cut(inLane('site')), waiting: cut(inLane('waiting')) },
    back: lines.filter(({ isBack }) => isBack).length,
    asked: [...supervised(lines), ...asked],
    month,
    frequent: frequent.map(({ serviceCode, count }) => ({
      service: house.serviceNow(serviceCode, visit.language),
      count,
    })),
    done: done !== null && house.isCommandName(done) ? done : null,
  }
}

const cut = (lines: readonly TodayLine[]) => ({
  lines: lines.slice(0, laneMost),
  more: Math.max(0, lines.length - laneMost),
})

function lineOf(order: UnitOrder, { house, visit }: PageContext): TodayLine {
  const back = order.isReturned ? 'returned' : order.round > 1 ? 'rework' : order.earlierNumber ? 'reopened' : null
  // As the permission says it (`leading`), so that no request has to be loaded for a list.
  const isOpen = order.confidentiality === 'normal' && order.requestType !== 'report'
  return {
    number: order.number,
    seq: order.seq,
    state: order.state,
    level: order.level,
    isAlarm: order.alarm,
    matter: order.matter,
    place: placeWords(house.areaName(order.areaCode, visit.language), order.place),
    service: house.serviceNow(order.serviceCode, visit.language),
    lane: laneOf(order),
    clock: nextClock(order),
    isBack: back !== null,
    back,
    waits: order.waits,
    isOnLedger: order.isOnLedger,
    assists: order.assists,
    supervisions: order.supervisions,
    mayCall: order.confidentiality === 'anonymous' ? 'anonymous' : isOpen ? 'yes' : 'hidden',
  }
}

/** What others ask of the unit, by the lists that its queue is made of. */
async function askedOf(actor: Actor, { house, visit }: PageContext): Promise<readonly AskedLine[]> {
  const tasks = house.queueTasks(actor.role).filter((task) => task !== 'lead')
  const found = await Promise.all(tasks.map((task) => house.queue(actor, { task, limit: askedMost })))
  return found
    .flatMap(({ rows }) => rows)
    .map(({ number, task, matter, serviceCode, leadUnit, dueAt }) => ({
      number,
      task,
      matter,
      service: house.serviceNow(serviceCode, visit.language),
      unit: house.unitName(leadUnit, visit.language),
      dueAt,
    }))
}

const supervised = (lines: readonly TodayLine[]): readonly AskedLine[] =>
  lines
    .filter(({ supervisions }) => supervisions > 0)
    .map(({ number, matter, service, clock }) => ({
      number,
      task: 'supervision',
      matter,
      service,
      unit: '',
      dueAt: clock.dueAt,
    }))

export interface TodayState extends MovesState {
  readonly called?: Called
}

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await signedIn(page, request)
  unitOf(actor)
  const form = await readForm(request)
  const number = house.parseNumber(textIn(form, 'number'))
  const command = textIn(form, 'command')
  if (number === undefined) throw notFound('request')
  const nothing: MovesState = { typed: typedOf(form), meant: '', problems: [] }
  if (command === 'call' || command === 'note') {
    const called = await callFor(page, actor, number, command === 'call')
    if (!called) throw notFound('request')
    const state: TodayState = { ...nothing, called }
    return showMoves(state, called.identity === null && called.refused.length > 0 ? 403 : 200)
  }
  if (!house.isCommandName(command)) return showMoves(nothing, 400)
  const made = await makeMove({ form, context: page, actor, number, command, then: '/staff/today' })
  // What was typed for a contact stays in sight beside the order that it was for.
  const called = { number, seq: Number(form.get('seq')), identity: null, refused: [], isLooked: false }
  const state: TodayState = { ...made.data, called }
  return showMoves(state, made.init?.status ?? 409)
}
