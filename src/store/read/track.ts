import type { Instant } from '../../core/time.ts'
import type { RequestDisposition, RequestState } from '../../core/work-order/states.ts'
import type { Store } from '../store.ts'
import { requestView } from './request-view.ts'
import { forRequester, timeline, type PublicEntry } from './timeline.ts'

/** A request as its requester sees it. */
export interface Tracked {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly disposition: RequestDisposition | null
  readonly requestType: string
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly title: string
  readonly matter: string
  readonly place: string
  readonly registeredAt: Instant
  readonly settledAt: Instant | null
  /** The first promise that was made to the requester, whoever handles the matter now. */
  readonly promisedAt: Instant | null
  readonly unit: string | null
  /** The words of the last reply; empty as long as there is none. */
  readonly reply: string
  /** The request that this one was merged into is another person's: that it was merged is told, and what its unit answers. */
  readonly merged: boolean
  readonly entries: readonly PublicEntry[]
}

/** What the requester may know of their request; the caller has checked the access code. */
export async function track(store: Pick<Store, 'database' | 'load'>, number: string): Promise<Tracked | undefined> {
  const [view, entries] = await Promise.all([requestView(store, number), timeline(store.database, number)])
  if (!view) return undefined
  const { request } = view
  const shown = forRequester(entries)
  const reply = shown.findLast((entry) => entry.texts['publicReply'] ?? entry.texts['answer'] ?? entry.texts['message'])
  return {
    number,
    seq: request.seq,
    state: request.state,
    disposition: request.disposition,
    requestType: request.requestType,
    serviceCode: request.serviceCode,
    areaCode: request.areaCode,
    title: view.title,
    matter: view.matter,
    place: view.place,
    registeredAt: request.registeredAt,
    settledAt: request.settledAt,
    promisedAt: request.promisedAt,
    unit: request.leadUnit,
    reply: reply ? Object.values(reply.texts).join('\n') : '',
    merged: request.parentNumber !== null,
    entries: shown,
  }
}
