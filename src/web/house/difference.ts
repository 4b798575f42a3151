import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import type { ActingRole } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { EventType } from '../../core/work-order/events.ts'
import { liveLead, type ServiceRequest } from '../../core/work-order/service-request.ts'
import type { RequestDisposition, RequestState } from '../../core/work-order/states.ts'
import type { ChangesSince } from '../../store/read/changes-since.ts'

/** One thing that is not as it was: in words, or as the code or moment that the page has words for. */
export type ChangedFact =
  | { readonly name: 'state'; readonly was: RequestState; readonly is: RequestState }
  | { readonly name: 'level'; readonly was: UrgencyLevel; readonly is: UrgencyLevel }
  | {
      readonly name: 'disposition'
      readonly was: RequestDisposition | null
      readonly is: RequestDisposition | null
    }
  | {
      readonly name: 'dueAt' | 'dispatchDueAt' | 'callbackDueAt'
      readonly was: Instant | null
      readonly is: Instant | null
    }
  | {
      readonly name: 'service' | 'area' | 'leadUnit' | 'districtUnit' | 'handler' | 'parentNumber' | 'childCount'
      readonly was: string
      readonly is: string
    }

export interface DifferenceEntry {
  readonly seq: number
  readonly at: Instant
  readonly type: EventType
  readonly role: ActingRole
  /** End of the account's name, as colleagues know it. */
  readonly account: string
  readonly unit: string
  readonly texts: readonly { readonly name: string; readonly words: string }[]
}

/** What others did to a request while somebody typed. */
export interface Difference {
  readonly entries: readonly DifferenceEntry[]
  readonly facts: readonly ChangedFact[]
}

export interface DifferenceNames {
  readonly unit: (code: string | null) => string
  readonly area: (code: string | null) => string
  readonly service: (request: ServiceRequest) => string
  readonly seesUnits: boolean
  readonly sees: (type: EventType) => boolean
}

export function differenceOf({ was, is, entries }: ChangesSince, names: DifferenceNames): Difference {
  return {
    entries: entries
      .filter((entry) => names.sees(entry.type))
      .map((entry) => ({
        seq: entry.seq,
        at: entry.at,
        type: entry.type,
        role: entry.actorRole,
        account: entry.actorId.slice(-4),
        unit: names.seesUnits ? names.unit(entry.actorUnit) : '',
        texts: Object.entries(entry.texts).map(([name, words]) => ({ name, words })),
      })),
    facts: changedFacts(was, is, names).filter((fact) => fact.was !== fact.is),
  }
}

function changedFacts(was: ServiceRequest, is: ServiceRequest, names: DifferenceNames): readonly ChangedFact[] {
  const words = (of: (request: ServiceRequest) => string) => ({ was: of(was), is: of(is) })
  return [
    { name: 'state', was: was.state, is: is.state },
    { name: 'disposition', was: was.disposition, is: is.disposition },
    { name: 'service', ...words(names.service) },
    { name: 'area', ...words((request) => names.area(request.areaCode)) },
    { name: 'level', was: was.level, is: is.level },
    { name: 'parentNumber', ...words((request) => request.parentNumber ?? '') },
    { name: 'childCount', ...words((request) => String(request.childCount)) },
    { name: 'dispatchDueAt', was: was.dispatchDueAt, is: is.dispatchDueAt },
    { name: 'dueAt', was: was.dueAt, is: is.dueAt },
    { name: 'callbackDueAt', was: was.callbackDueAt, is: is.callbackDueAt },
    ...(names.seesUnits
      ? ([
          { name: 'leadUnit', ...words((request) => names.unit(request.leadUnit)) },
          { name: 'districtUnit', ...words((request) => names.unit(request.districtUnit)) },
          { name: 'handler', ...words((request) => liveLead(request)?.handler ?? '') },
        ] as const)
      : []),
  ]
}
