import { canRead } from '../core/permission/can-read.ts'
import type { Actor } from '../core/permission/roles.ts'
import type { Rulebook } from '../core/catalogue/rulebook.ts'
import { explain } from '../core/deadline/explain.ts'
import { printedNumber } from '../core/work-order/number.ts'
import type { ServiceRequest } from '../core/work-order/service-request.ts'
import type { RequestView } from '../store/read/request-view.ts'

/** Instants leave as ISO 8601 in UTC. */
export const isoTime = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

const isTime = (name: string): boolean => name === 'at' || name.endsWith('At')

/** A copy in which every number called `at` or `...At` is an ISO time. */
export function withTimes(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(withTimes)
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === 'number' && isTime(name) ? isoTime(inner) : withTimes(inner),
    ]),
  )
}

export const etagOf = (seq: number): string => `"${seq}"`

/** What a command answers: where the request stands now, and no more. */
export const commandAnswer = (request: ServiceRequest, seesUnits: boolean): string =>
  JSON.stringify({
    number: request.number,
    seq: request.seq,
    state: request.state,
    disposition: request.disposition,
    leadUnit: seesUnits ? request.leadUnit : null,
    dueAt: isoTime(request.dueAt),
    changedAt: isoTime(request.changedAt),
  })

/** A request as staff see it; what the role may not read is left out. */
export function presentView(view: RequestView, actor: Actor, rulebook: Rulebook, language: string): unknown {
  const { request, ...words } = view
  const { workOrders, overlays, callbacks: _, attachments: __, ...main } = request
  const mayRead = (what: 'units' | 'callback'): boolean => canRead(actor, what, request, rulebook)
  const { leadUnit, districtUnit, scoringUnit, ...open } = main
  return withTimes({
    ...open,
    printedNumber: printedNumber(request.number),
    title: words.title,
    matter: words.matter,
    language: words.language,
    place: { text: words.place, latitude: words.latitude, longitude: words.longitude },
    ...(mayRead('units')
      ? {
          leadUnit,
          districtUnit,
          workOrders: workOrders.map(({ deadline, ...order }) => ({
            ...order,
            termsVersion: deadline.termsVersion,
            derivation: explain(deadline, language),
          })),
          overlays,
        }
      : {}),
    ...(mayRead('callback') ? ratingsOf(request, mayRead('units')) : {}),
  })
}

/** Who calls back is told how the requester answered before, and not of whom. */
const ratingsOf = ({ callbacks, scoringUnit }: ServiceRequest, seesUnits: boolean): object =>
  seesUnits ? { callbacks, scoringUnit } : { callbacks: callbacks.map(({ unitCode: _, ...attempt }) => attempt) }
