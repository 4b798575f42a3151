import type { ActionFunctionArgs } from 'react-router'
import type { CallerFlag } from '../../../actions/call-desk.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import { pageContext } from '../../context.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'

/** Who calls, as the strip shows it. */
export interface CallerData {
  readonly masked: string
  readonly flags: readonly { readonly flag: CallerFlag; readonly count: number }[]
  readonly earlier: readonly {
    readonly number: string
    readonly state: RequestState
    readonly service: string
    readonly area: string
    readonly matter: string
    readonly registeredAt: number
    readonly isOpen: boolean
  }[]
}

/** Asked by the strip once the number is whole. What is no number yet is answered by nothing. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { house, visit } = context.get(pageContext)
  const actor = await visit.staff()
  if (!actor) return Response.json(null, { status: 401 })
  const caller = await house.callerOf(actor, textIn(await readForm(request), 'phone'))
  if (!caller.ok) return Response.json(null, { status: caller.refusal.code === 'not_permitted' ? 403 : 200 })
  const { language } = visit
  const data: CallerData = {
    masked: caller.masked,
    flags: caller.flags,
    earlier: caller.earlier.map(({ number, state, serviceCode, areaCode, matter, registeredAt, settledAt }) => ({
      number,
      state,
      matter,
      registeredAt,
      service: house.serviceNow(serviceCode, language),
      area: house.areaName(areaCode, language),
      isOpen: settledAt === null,
    })),
  }
  return Response.json(data)
}
