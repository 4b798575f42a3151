import { data as answer, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Actor, Role } from '../../../core/permission/roles.ts'
import type { Instant } from '../../../core/time.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import { pageContext } from '../../context.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import { placeWords } from '../case/place-words.ts'
import { forbidden, signedIn } from '../staff.server.ts'

/** An account as colleagues know it: role and last signs, or the label that it was given. */
export interface HandlerData {
  readonly id: string
  readonly role: Role | null
  readonly account: string
  readonly label: string
  readonly open: number
  readonly overdue: number
  readonly soon: number
}

export interface TeamLine {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly matter: string
  readonly service: string
  readonly place: string
  readonly handler: string | null
  readonly dueAt: Instant
  readonly isAlarm: boolean
}

export interface TeamData {
  /** `none` for what nobody has, an account, or empty for all. */
  readonly view: string
  readonly handlers: readonly HandlerData[]
  readonly unassigned: { readonly open: number; readonly overdue: number }
  readonly lines: readonly TeamLine[]
}

const ordersMost = 500

function unitOf(actor: Actor): string {
  if (actor.role !== 'unit_head' || actor.unit === undefined) throw forbidden()
  return actor.unit
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<TeamData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const unit = unitOf(await signedIn(page, request))
  const [orders, accounts, loads] = await Promise.all([
    house.unitOrders(unit, ordersMost),
    house.unitHandlers(unit),
    house.handlerLoads(unit),
  ])
  const known = new Map(accounts.map((account) => [account.id, account]))
  const loadOf = (id: string | null) => loads.find(({ handler }) => handler === id) ?? { open: 0, overdue: 0, soon: 0 }
  // Whoever still holds orders is listed, also when the account opens nothing any more.
  const former = loads.flatMap(({ handler }) => (handler === null || known.has(handler) ? [] : [handler]))
  const handlers = [...known.keys(), ...former].map((id) => {
    const { open, overdue, soon } = loadOf(id)
    const account = known.get(id)
    return { id, role: account?.role ?? null, account: id.slice(-4), label: account?.label ?? '', open, overdue, soon }
  })
  const view = new URL(request.url).searchParams.get('view') ?? (loadOf(null).open > 0 ? 'none' : '')
  const { open, overdue } = loadOf(null)
  return {
    view,
    handlers,
    unassigned: { open, overdue },
    lines: orders
      .filter(({ handler }) => view === '' || handler === (view === 'none' ? null : view))
      .map((order) => ({
        number: order.number,
        seq: order.seq,
        state: order.state,
        matter: order.matter,
        service: house.serviceNow(order.serviceCode, visit.language),
        place: placeWords(house.areaName(order.areaCode, visit.language), order.place),
        handler: order.handler,
        dueAt: order.dueAt,
        isAlarm: order.alarm,
      })),
  }
}

export interface TeamState {
  readonly assigned: number
  readonly refused: number
  readonly handler: string
}

const assignedMost = 50

/** Gives orders to a handler, each by its own command; what was refused is counted and stays where it is. */
export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await signedIn(page, request)
  const unit = unitOf(actor)
  const form = await readForm(request)
  const handler = textIn(form, 'handler')
  const accounts = await house.unitHandlers(unit)
  const numbers = form.getAll('number').slice(0, assignedMost)
  if (!accounts.some(({ id }) => id === handler)) {
    const none: TeamState = { assigned: 0, refused: numbers.length, handler }
    return answer(none, { status: 400 })
  }
  let assigned = 0
  for (const typed of numbers) {
    const number = house.parseNumber(typed)
    if (number === undefined) continue
    const outcome = await house.execute(actor, number, { name: 'assignHandler', input: { handler } }, undefined)
    if (outcome.ok) assigned += 1
  }
  const state: TeamState = { assigned, refused: numbers.length - assigned, handler }
  return answer(state, { status: assigned === 0 ? 409 : 200 })
}
