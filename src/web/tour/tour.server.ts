import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { unitRoles, type Role } from '../../core/permission/roles.ts'
import { liveLead } from '../../core/work-order/service-request.ts'
import type { RequestState } from '../../core/work-order/states.ts'
import { pageContext } from '../context.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'
import { demoSpeeds, type DemoSpeed } from '../kit/demo-speeds.ts'
import type { PageContext } from '../page-context.ts'
import { besides, nextStation, stations } from './stations.ts'

export interface TourData {
  readonly speed: DemoSpeed
  /** The request that this visitor filed, and who has its next move. */
  readonly own: {
    readonly number: string
    readonly state: RequestState
    readonly unit: string
    readonly next: ReturnType<typeof nextStation>
    readonly callbackAt: number | null
  } | null
  /** The city at this moment: what was received today, and what the people say of the last week. */
  readonly figures: readonly { readonly name: string; readonly value: number | null; readonly isShare: boolean }[]
  readonly solved: readonly {
    readonly service: string
    readonly area: string
    readonly unit: string
    readonly at: number
  }[]
}

const none = () => data(null, { status: 404 })

/** What the tour shows; a city in earnest has none. */
export async function tourData({ house, visit }: PageContext): Promise<TourData> {
  if (!house.demo) throw none()
  const now = await house.cityNow(visit.language)
  const shares = ['contacted', 'solved', 'satisfied']
  return {
    speed: house.demo.speed(),
    own: await ownRequest({ house, visit }),
    figures: now.figures
      .filter(({ name }) => name !== 'events')
      .map(({ name, value }) => ({ name, value, isShare: shares.includes(name) })),
    solved: now.solved.slice(0, 6),
  }
}

async function ownRequest({ house, visit }: PageContext): Promise<TourData['own']> {
  if (!visit.opened) return null
  const view = await house.requestView(visit.opened.number)
  if (!view) return null
  const { number, state, callbackDueAt } = view.request
  const unit = house.unitName(liveLead(view.request)?.unitCode ?? null, visit.language)
  return { number, state, unit, next: nextStation(state), callbackAt: state === 'replied' ? callbackDueAt : null }
}

export const loader = ({ context }: LoaderFunctionArgs): Promise<TourData> => tourData(context.get(pageContext))

/** Becomes somebody by one click, with the visitor's own request open where that role has its next move. */
export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house, visit } = page
  const { demo } = house
  if (!demo) throw none()
  const form = await readForm(request)
  const speed = demoSpeeds.find((each) => String(each) === textIn(form, 'speed'))
  if (speed !== undefined) {
    demo.setSpeed(speed)
    return redirect('/tour')
  }
  const role = [...stations, ...besides].find((each) => each === textIn(form, 'be'))
  if (role === undefined || role === 'citizen') return redirect('/report')
  const own = form.has('own') && visit.opened ? await house.requestView(visit.opened.number) : undefined
  const unit = own && isUnitRole(role) ? (liveLead(own.request)?.unitCode ?? null) : null
  const token = await demo.tokenFor(role, unit)
  const session = token === undefined ? undefined : await house.signIn(token)
  if (!session?.ok) return redirect('/staff/sign-in')
  const then = own ? `/staff/requests/${own.request.number}` : '/staff'
  return redirect(then, { headers: { 'set-cookie': visit.sessionCookie(session.secret) } })
}

const isUnitRole = (role: Role): boolean => (unitRoles as readonly Role[]).includes(role)
