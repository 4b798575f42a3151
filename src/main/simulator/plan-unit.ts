import { DAY, HOUR, MINUTE } from '../../core/time.ts'
import { liveAssists, liveLead, pending } from '../../core/work-order/service-request.ts'
import { pick } from './reasons.ts'
import { temperament, unitActor, whenOpen, type Planner, type Scene } from './step.ts'
import type { WorkOrder } from '../../core/work-order/work-order.ts'

/** What the unit does that holds the request: sign, contact, ask for help, reply. */
export const planUnit: Planner = (scene) => {
  const lead = liveLead(scene.request)
  if (!lead) return []
  switch (scene.request.state) {
    case 'dispatched':
      return [signs(scene, lead), objects(scene, lead), designates(scene, lead)]
    case 'signed':
      return [contacts(scene, lead), objects(scene, lead), ...helpers(scene, lead)]
    case 'in_handling':
      return [replies(scene, lead), ...helpers(scene, lead), ...waits(scene, lead), terminates(scene, lead)]
    case 'callback_pending':
      return [lateReply(scene, lead)]
    default:
      return []
  }
}

function signs(scene: Scene, lead: WorkOrder) {
  const { chance, request } = scene
  const { pace } = temperament(lead.unitCode, chance)
  const limit = (lead.signingDueAt ?? lead.dispatchedAt + HOUR) - lead.dispatchedAt
  const at = lead.dispatchedAt + chance.wait((limit * 0.3) / pace, 'sign', request.number, lead.ordinal)
  const open = whenOpen(scene, at)
  return {
    // A careful unit has somebody on duty at weekends too.
    at: isPunctual(scene, lead) ? Math.min(open, Math.max(at, lead.dispatchedAt + 8 * HOUR)) : open,
    actor: unitActor(lead.unitCode, 'unit_handler'),
    command: { name: 'sign', input: {} },
  } as const
}

const isPunctual = ({ chance, request }: Scene, lead: WorkOrder): boolean =>
  chance.draw('punctual', request.number, lead.ordinal) < 0.3 + 0.8 * temperament(lead.unitCode, chance).care

function objects(scene: Scene, lead: WorkOrder) {
  const { chance, request, rulebook, detours } = scene
  const isDistrict = rulebook.unit(lead.unitCode)?.kind === 'district'
  if (!detours || isDistrict || lead.designated || request.designatedFinal || lead.round > 1) return null
  if (chance.draw('object', request.number, lead.ordinal) > 0.05 + 0.25 * Math.min(2, request.hops)) return null
  return {
    at: lead.dispatchedAt + 20 * MINUTE + chance.wait(10 * MINUTE, 'object', request.number),
    actor: unitActor(lead.unitCode),
    command: {
      name: 'object',
      input: {
        ground: pick(scene, 'objection'),
        legalBasis: '不属本单位职责，附权责清单条目。 Outside our duty list.',
      },
    },
  } as const
}

/** A district that got an unclear order hands it to the unit of the place (scenario 7). */
function designates(scene: Scene, lead: WorkOrder) {
  const { chance, request, rulebook, detours } = scene
  if (!detours || rulebook.unit(lead.unitCode)?.kind !== 'district' || request.areaCode === null) return null
  const path = rulebook.areaPath(request.areaCode).map((area) => rulebook.unit(area.unit ?? ''))
  const unit = path.find((each) => each?.kind === 'subdistrict' || each?.kind === 'township')
  if (!unit || chance.draw('coordinate', request.number) > 0.35) return null
  return {
    at: lead.dispatchedAt + 15 * MINUTE,
    actor: unitActor(lead.unitCode, 'district_centre'),
    command: { name: 'designateWithinArea', input: { unitCode: unit.code } },
  } as const
}

function contacts(scene: Scene, lead: WorkOrder) {
  const { chance, request } = scene
  const { care, pace } = temperament(lead.unitCode, chance)
  const limit = (lead.firstContactDueAt ?? lead.dispatchedAt + DAY) - lead.dispatchedAt
  if (chance.draw('silent', request.number, lead.ordinal) > 0.9 + 0.1 * care) return null
  const at = (lead.signedAt ?? lead.dispatchedAt) + chance.wait((limit * 0.25) / pace, 'contact', request.number)
  const open = whenOpen(scene, at)
  // A careful unit calls before its limit runs out, office hours or not.
  const dueAt = lead.dispatchedAt + limit
  const reached = chance.draw('reached', request.number) < 0.93
  return {
    at: isPunctual(scene, lead) ? Math.max(lead.signedAt ?? at, Math.min(open, Math.max(at, dueAt - HOUR))) : open,
    actor: unitActor(lead.unitCode, 'unit_handler'),
    command: {
      name: 'recordContact',
      input: { means: 'phone', reached, note: reached ? '已与诉求人联系。' : '无人接听，稍后再打。' },
    },
  } as const
}

function replies(scene: Scene, lead: WorkOrder) {
  const { chance, request } = scene
  const { care, pace } = temperament(lead.unitCode, chance)
  if (pending(request, 'ledger')?.state === 'active' || pending(request, 'termination')) return null
  if (chance.draw('never', request.number, lead.ordinal) > 0.86 + 0.1 * care) return null
  const share = 0.1 + (0.9 * chance.draw('share', request.number, lead.ordinal)) / pace
  const at = lead.dispatchedAt + Math.min(share, 0.97) * (lead.dueAt - lead.dispatchedAt)
  return {
    at: Math.min(whenOpen(scene, at), Math.max(at, lead.dueAt - HOUR)),
    actor: unitActor(lead.unitCode, 'unit_handler'),
    command: { name: 'reply', input: replyWords(scene, care) },
  } as const
}

function lateReply(scene: Scene, lead: WorkOrder) {
  const { chance, request } = scene
  const { care } = temperament(lead.unitCode, chance)
  if (lead.repliedAt !== null || chance.draw('late', request.number) > 0.6) return null
  return {
    at: whenOpen(scene, lead.dueAt + chance.wait(DAY, 'late', request.number)),
    actor: unitActor(lead.unitCode, 'unit_handler'),
    command: { name: 'reply', input: replyWords(scene, care) },
  } as const
}

function replyWords(scene: Scene, care: number) {
  const { chance, request } = scene
  const solved = chance.draw('solved', request.number, request.round) < 0.72 + 0.25 * care ? 'yes' : 'partly'
  return {
    result: '已到现场核实并处理，过程已记录。 Checked on site and handled.',
    publicReply: '您反映的问题已处理，感谢您的监督。 Your matter has been handled. Thank you.',
    evidence: [`photo-${request.number}-${request.round}`],
    solved,
    ...(solved === 'yes' ? {} : { unsolvedReason: pick(scene, 'unsolved') }),
    requesterInformed: true,
  } as const
}

/** Asking others for help: assistants and, from a subdistrict, the whistle. */
function helpers(scene: Scene, lead: WorkOrder) {
  const { chance, request, rulebook, detours } = scene
  const departments = rulebook.pack.units.filter((unit) => unit.kind === 'department' && unit.code !== lead.unitCode)
  if (!detours || departments.length === 0 || lead.round > 1) return []
  const kind = rulebook.unit(lead.unitCode)?.kind
  const begun = lead.signedAt ?? lead.dispatchedAt
  const whistles =
    (kind === 'subdistrict' || kind === 'township') &&
    chance.draw('whistle', request.number) < 0.03 &&
    !request.overlays.some((overlay) => overlay.kind === 'whistle')
  const first = Math.floor(chance.draw('department', request.number) * departments.length)
  const called = [0, 1, 2].map((step) => departments[(first + step) % departments.length]?.code ?? '')
  const assisted = request.workOrders.some((order) => order.role === 'assist')
  return [
    whistles && {
      at: whenOpen(scene, begun + 30 * MINUTE),
      actor: unitActor(lead.unitCode),
      command: {
        name: 'whistle',
        input: { kind: 'comprehensive', departments: [...new Set(called)], issue: '需多部门到场共同处置。' },
      } as const,
    },
    !assisted &&
      chance.draw('assist', request.number) < 0.05 && {
        at: whenOpen(scene, begun + HOUR),
        actor: unitActor(lead.unitCode),
        command: { name: 'addAssist', input: { unitCode: called[0] ?? '', task: '请协助核实并反馈。' } } as const,
      },
    ...liveAssists(request).map((order) => ({
      at: whenOpen(
        scene,
        order.dispatchedAt +
          (0.3 + chance.draw('assist time', request.number, order.ordinal)) * (order.dueAt - order.dispatchedAt),
      ),
      actor: unitActor(order.unitCode, 'unit_handler'),
      command: { name: 'reportAssist', input: { workOrder: order.ordinal, result: '协办事项已完成。' } } as const,
    })),
  ]
}

/** When it takes longer: an extension before the limit, or the ledger for what must wait. */
function waits(scene: Scene, lead: WorkOrder) {
  const { chance, request, detours } = scene
  if (!detours || lead.round > 1) return []
  const span = lead.dueAt - lead.dispatchedAt
  const asked = (kind: string): boolean => request.overlays.some((overlay) => overlay.kind === kind)
  return [
    !asked('extension') &&
      chance.draw('extension', request.number) < 0.05 && {
        at: lead.dispatchedAt + 0.05 * span,
        actor: unitActor(lead.unitCode),
        command: {
          name: 'requestExtension',
          input: {
            reason: pick(scene, 'extension'),
            amount: 1,
            requesterInformed: true,
            explanation: '需等待检测结果，已向诉求人说明。',
          },
        } as const,
      },
    !asked('ledger') &&
      chance.draw('ledger', request.number) < 0.03 && {
        at: lead.dispatchedAt + 0.05 * span,
        actor: unitActor(lead.unitCode),
        command: {
          name: 'requestLedger',
          input: {
            reason: pick(scene, 'ledger'),
            plan: '列入改造计划，按季度推进。',
            owner: `${lead.unitCode}-owner`,
            reviewAfterDays: 10 + Math.floor(chance.draw('review', request.number) * 80),
            requesterInformed: true,
          },
        } as const,
      },
  ]
}

function terminates(scene: Scene, lead: WorkOrder) {
  const { chance, request, detours } = scene
  if (
    !detours ||
    chance.draw('terminate', request.number) > 0.01 ||
    request.overlays.some((o) => o.kind === 'termination')
  ) {
    return null
  }
  return {
    at: lead.dispatchedAt + 0.08 * (lead.dueAt - lead.dispatchedAt),
    actor: unitActor(lead.unitCode),
    command: {
      name: 'requestTermination',
      input: {
        reason: pick(scene, 'termination'),
        grounds: '多次联系，诉求人不予配合。',
        evidence: [`record-${request.number}`],
      },
    },
  } as const
}
