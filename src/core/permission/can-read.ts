import type { Rulebook } from '../catalogue/rulebook.ts'
import { liveLead, type ServiceRequest } from '../work-order/service-request.ts'
import { tiesOf } from './ties.ts'
import { isRecused } from './recusal.ts'
import type { Actor, ActingRole } from './roles.ts'

/** What there is to read about a request. Names, phones and doors are masked in `matter`. */
export const readings = [
  'matter',
  'units',
  'journal',
  'attachments',
  'callback',
  'door',
  'identity',
  'own_words',
  'access_records',
  'list_all',
] as const
export type Reading = (typeof readings)[number]

/**
 * How the reader must stand to the request. `any`: every request. `involved`: acts for a unit that is
 * or was lead, assist, whistled, asked or consulted, or the district above. `leading`: acts for the live
 * lead of a request whose requester did not ask to stay unknown to it; never of a report of wrongdoing
 * (举报), and not while the hotline asks whether the unit did well. `assisting`: is or was asked to
 * assist. `overseen`: all of the city, or of the own district. `own`: the requester of this very request.
 */
export type ReadStanding = 'any' | 'involved' | 'leading' | 'assisting' | 'overseen' | 'own'

type Readers = Partial<Readonly<Record<ActingRole, ReadStanding>>>

const unit = { district_centre: 'involved', unit_head: 'involved', unit_handler: 'involved' } as const
const leadUnit = { district_centre: 'leading', unit_head: 'leading', unit_handler: 'leading' } as const
const hotline = { intake_agent: 'any', shift_lead: 'any', dispatcher: 'any', reviewer: 'any' } as const
const watchers = { supervisor: 'overseen', assessment_officer: 'any', auditor: 'any', system: 'any' } as const

/**
 * Who may read what (specification, section 6). Identity leaves only through its one door, which writes
 * who looked; an analyst sees de-identified text, intake no ratings, who calls back not the unit that is
 * asked about, a community only what it was asked to do, an administrator no content at all.
 */
export const readers: Readonly<Record<Reading, Readers>> = {
  matter: {
    requester: 'own',
    ...hotline,
    ...unit,
    community_worker: 'assisting',
    callback_agent: 'any',
    analyst: 'any',
    ...watchers,
  },
  units: { requester: 'own', ...hotline, ...unit, community_worker: 'assisting', analyst: 'any', ...watchers },
  journal: { requester: 'own', ...hotline, ...unit, ...watchers },
  attachments: {
    requester: 'own',
    ...hotline,
    ...unit,
    community_worker: 'assisting',
    callback_agent: 'any',
    ...watchers,
  },
  callback: {
    requester: 'own',
    shift_lead: 'any',
    reviewer: 'any',
    ...unit,
    callback_agent: 'any',
    analyst: 'any',
    ...watchers,
  },
  door: { requester: 'own', intake_agent: 'any', shift_lead: 'any', dispatcher: 'any', ...leadUnit },
  identity: { requester: 'own', intake_agent: 'any', shift_lead: 'any', callback_agent: 'any', ...leadUnit },
  own_words: { requester: 'own', intake_agent: 'any', shift_lead: 'any' },
  access_records: { requester: 'own', auditor: 'any' },
  list_all: { ...hotline, callback_agent: 'any', analyst: 'any', ...watchers },
}

/** Whether the actor may read this of this request. Who may not even read `matter` is answered as if it did not exist. */
export function canRead(actor: Actor, what: Reading, request: ServiceRequest, rulebook: Rulebook): boolean {
  const standing = readers[what][actor.role]
  if (standing === undefined || isRecused(actor, request)) return false
  switch (standing) {
    case 'any':
      return true
    case 'own':
      return actor.requestNumber === request.number
    case 'leading':
      return (
        request.confidentiality === 'normal' &&
        request.requestType !== 'report' &&
        request.state !== 'callback_pending' &&
        actor.unit !== undefined &&
        liveLead(request)?.unitCode === actor.unit
      )
    case 'involved':
      return actor.unit !== undefined && tiesOf(request, actor.unit, rulebook).length > 0
    case 'assisting':
      return actor.unit !== undefined && tiesOf(request, actor.unit, rulebook).includes('assist')
    case 'overseen':
      return (
        overseesAll(actor, rulebook) || (actor.unit !== undefined && tiesOf(request, actor.unit, rulebook).length > 0)
      )
  }
}

/** Watchers see the whole city unless they act for a part of it. */
export const overseesAll = (actor: Actor, rulebook: Rulebook): boolean =>
  actor.unit === undefined || rulebook.unit(actor.unit)?.kind === 'city'
