import type { Rulebook } from '../catalogue/rulebook.ts'
import { can } from '../permission/can.ts'
import type { Actor } from '../permission/roles.ts'
import type { Instant } from '../time.ts'
import type { CommandName } from './fields.ts'
import { movesFrom, type Move } from './lifecycle.ts'
import type { OverlayKind } from './overlay.ts'
import { isRecallable } from './recall-dispatch.ts'
import { liveAssists, liveLead, pending, scoredAnswer, type ServiceRequest } from './service-request.ts'

type Asked = (request: ServiceRequest, now: Instant) => boolean

const waits =
  (kind: OverlayKind, state: 'open' | 'active'): Asked =>
  ({ overlays }) =>
    overlays.some((overlay) => overlay.kind === kind && overlay.state === state)

const isHeld = waits('ledger', 'active')
const notHeld: Asked = (request, now) => !isHeld(request, now)
const inTime: Asked = (request, now) => now <= (liveLead(request)?.dueAt ?? now)
const both =
  (...all: readonly Asked[]): Asked =>
  (request, now) =>
    all.every((asked) => asked(request, now))

const waitsForNone =
  (kind: OverlayKind): Asked =>
  (request) =>
    pending(request, kind) === undefined

/**
 * What has to be there for a move to mean anything. Only what can be seen without input: a move that
 * is offered may still be refused for what is typed, but none that would proceed is ever withheld.
 */
const sensible: Partial<Readonly<Record<CommandName, Asked>>> = {
  object: both(notHeld, waitsForNone('objection')),
  upholdObjection: waits('objection', 'open'),
  refuseObjection: waits('objection', 'open'),
  designate: waits('objection', 'open'),
  recallDispatch: isRecallable,
  designateWithinArea: both(notHeld, inTime),
  reply: notHeld,
  reportAssist: (request) => liveAssists(request).length > 0,
  urgeAssist: (request) => liveAssists(request).length > 0,
  requestExtension: both(notHeld, inTime, waitsForNone('extension')),
  decideExtension: waits('extension', 'open'),
  requestLedger: both(inTime, waitsForNone('ledger')),
  approveLedger: waits('ledger', 'open'),
  refuseLedger: waits('ledger', 'open'),
  clearLedger: isHeld,
  returnLedger: isHeld,
  requestTermination: notHeld,
  confirmReclassification: waits('reclassification', 'open'),
  refuseReclassification: waits('reclassification', 'open'),
  answerSupervision: waits('supervision', 'open'),
  acknowledgeWhistle: waits('whistle', 'active'),
  reportIn: waits('whistle', 'active'),
  markWhistleMissed: waits('whistle', 'active'),
  closeWhistle: waits('whistle', 'active'),
  answerEscalation: waits('escalation', 'open'),
  requestExclusion: (request) => scoredAnswer(request) !== undefined && pending(request, 'exclusion') === undefined,
  decideExclusion: waits('exclusion', 'open'),
  appealExclusion: ({ overlays }) => overlays.some(({ kind, state }) => kind === 'exclusion' && state === 'refused'),
  decideExclusionAppeal: waits('exclusion', 'open'),
}

/** The moves to offer: the table's, for this actor, where there is something to move. */
export const openMoves = (actor: Actor, request: ServiceRequest, rulebook: Rulebook, now: Instant): readonly Move[] =>
  movesFrom(request.state).filter(
    (move) => can(actor, move, request, rulebook) && (sensible[move.command]?.(request, now) ?? true),
  )
