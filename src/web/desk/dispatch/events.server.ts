import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'
import type { AreaEvent, Cluster, EventChild } from '../../../store/read/dispatch/area-events.ts'
import type { PageContext } from '../../page-context.ts'
import { dispatcher } from './dispatcher.server.ts'

export interface EventView extends AreaEvent {
  readonly service: string
  readonly area: string
  readonly unit: string
}

export interface ClusterView extends Cluster {
  readonly service: string
  readonly area: string
}

export interface EventsData {
  readonly events: readonly EventView[]
  readonly clusters: readonly ClusterView[]
  /** The event that is shown: the one in the address, or the largest. */
  readonly shown: { readonly event: EventView; readonly children: readonly EventChild[]; readonly reply: string } | null
}

/** One matter of many people: what grows, whom it touches, who owns it. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<EventsData> {
  const page = context.get(pageContext)
  await dispatcher(page, request)
  const { house, visit } = page
  const [events, clusters] = await Promise.all([house.areaEvents(), house.waitingClusters()])
  const views = events.map((event) => ({
    ...event,
    service: house.serviceNow(event.serviceCode, visit.language),
    area: house.areaName(event.areaCode, visit.language),
    unit: house.unitName(event.leadUnit, visit.language),
  }))
  const wanted = new URL(request.url).searchParams.get('number')
  const event = views.find(({ number }) => number === wanted) ?? views[0]
  return {
    events: views,
    clusters: clusters.map((cluster) => ({
      ...cluster,
      service: house.serviceNow(cluster.serviceCode, visit.language),
      area: house.areaName(cluster.areaCode, visit.language),
    })),
    shown: event
      ? { event, children: await house.eventChildren(event.number), reply: await replyOf(page, event) }
      : null,
  }
}

/** What the owner has answered: every requester who was merged in reads it with the own request. */
async function replyOf({ house }: PageContext, { number }: EventView): Promise<string> {
  const entries = await house.timeline(number)
  return entries.findLast(({ type }) => type === 'replied')?.texts['publicReply'] ?? ''
}
