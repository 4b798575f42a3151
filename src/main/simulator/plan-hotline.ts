import { DAY, HOUR, MINUTE } from '../../core/time.ts'
import { pending, type ServiceRequest } from '../../core/work-order/service-request.ts'
import { route } from '../../core/routing/route.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import { callingHour, staff, temperament, unitActor, whenOpen, type Planner, type Scene, type Step } from './step.ts'
import type { Satisfaction } from '../../core/work-order/states.ts'

/** What the hotline's own people do: dispatch, review, check, call back. */
export const planHotline: Planner = (scene) => {
  const { request } = scene
  switch (request.state) {
    case 'pending_dispatch':
      return [dispatches(scene), consults(scene)]
    case 'pre_consultation':
      return [concludes(scene)]
    case 'redirect_review':
      return [at(scene, 40 * MINUTE, 'shift_lead', { name: 'confirmRedirect', input: {} })]
    case 'termination_review':
      return [ends(scene)]
    case 'replied':
      return [returns(scene)]
    case 'callback_pending':
      return [callsBack(scene)]
    case 'answered_directly':
      return [rates(scene)]
    default:
      return []
  }
}

/** Some time after the request changed last. */
function at(scene: Scene, meanMs: number, role: Parameters<typeof staff>[0], command: Step['command']): Step {
  const { request, chance } = scene
  const wait = chance.wait(meanMs, command.name, request.number, request.seq)
  return { at: whenOpen(scene, request.changedAt + MINUTE + wait), actor: staff(role, scene), command }
}

function dispatches(scene: Scene): Step {
  const { request, rulebook, chance } = scene
  const input = request.hops > 0 ? { unitCode: anotherUnit(scene) } : fallbackUnit(scene)
  const wait = chance.wait(8 * MINUTE, 'dispatch', request.number, request.hops)
  const automatic =
    rulebook.service(request.serviceCode ?? '', dayOf(request.registeredAt, rulebook.pack.timeZone))?.service.mode ===
    'automatic'
  return {
    // What goes by rule is left to the product; a dispatcher takes what it left.
    at: request.changedAt + (automatic && request.hops === 0 ? HOUR : MINUTE) + wait,
    actor: staff('dispatcher', scene),
    command: { name: 'dispatch', input },
  }
}

/** After an upheld objection: a unit that has not had the request yet. */
function anotherUnit({ request, rulebook, chance }: Scene): string {
  const had = new Set(request.workOrders.map((order) => order.unitCode))
  const path = request.areaCode === null ? [] : rulebook.areaPath(request.areaCode)
  const district = path.map((area) => rulebook.unit(area.unit ?? '')).find((unit) => unit?.kind === 'district')
  if (district && !had.has(district.code)) return district.code
  const others = rulebook.pack.units.filter((unit) => unit.kind === 'department' && !had.has(unit.code))
  return chance.pick(others, 'another', request.number, request.hops).code
}

/** Where the catalogue gives no unit (no area is known), the dispatcher names one. */
function fallbackUnit({ request, rulebook, chance }: Scene): { unitCode?: string } {
  const day = dayOf(request.registeredAt, rulebook.pack.timeZone)
  if (route(rulebook, request.serviceCode ?? '', request.areaCode, day).lead !== null) return {}
  const departments = rulebook.pack.units.filter((unit) => unit.kind === 'department')
  return { unitCode: chance.pick(departments, 'fallback', request.number).code }
}

function consults(scene: Scene): Step | null {
  const { request, rulebook, chance, detours } = scene
  const already = request.overlays.some((overlay) => overlay.kind === 'consultation')
  if (!detours || already || request.level === 'L1' || chance.draw('consult', request.number) > 0.02) return null
  const units = rulebook.pack.units.filter((unit) => unit.kind === 'department').slice(0, 3)
  return {
    at: request.changedAt + 30_000,
    actor: staff('dispatcher', scene),
    command: {
      name: 'openConsultation',
      input: { units: units.map((unit) => unit.code), note: '职责交叉，先行会商。' },
    },
  }
}

const concludes = (scene: Scene): Step =>
  at(scene, 3 * HOUR, 'dispatcher', {
    name: 'concludeConsultation',
    input: { conclusion: '按属地与职责清单确定主办。' },
  })

function ends(scene: Scene): Step {
  const agrees = scene.chance.draw('ends', scene.request.number) < 0.6
  return at(
    scene,
    5 * HOUR,
    'shift_lead',
    agrees
      ? { name: 'approveTermination', input: {} }
      : { name: 'refuseTermination', input: { opinion: '证据不足，请继续办理。' } },
  )
}

function returns(scene: Scene): Step | null {
  const { request, rulebook, chance, detours } = scene
  if (!detours || chance.draw('return', request.number, request.seq) > 0.04) return null
  const reason = chance.pick(rulebook.pack.reasons.returnedReply, 'returned', request.number).code
  return {
    at: request.changedAt + 20 * MINUTE,
    actor: staff('shift_lead', scene),
    command: { name: 'returnReply', input: { reason, note: '答复未回应核心诉求。' } },
  }
}

/** The three questions, asked at a citizen's hours; not everybody is at home. */
function callsBack(scene: Scene): Step | null {
  const { request, chance } = scene
  const attempts = request.callbacks.filter((attempt) => attempt.round === request.round).length
  if (attempts >= 6) return null
  const from = request.nextAttemptAt ?? request.changedAt
  // Where no unit has replied yet, others are called first.
  const hasReply = request.workOrders.some(({ repliedAt }) => repliedAt !== null)
  const patience = hasReply ? 0 : chance.wait(1.5 * DAY, 'patience', request.number, attempts)
  const when = callingHour(
    scene,
    from + 5 * MINUTE + patience + chance.wait(2 * HOUR, 'call', request.number, attempts),
  )
  const call = { at: when, actor: staff('callback_agent', scene), notBefore: callingHour(scene, from) }
  const draw = chance.draw('answer', request.number, request.round, attempts)
  if (draw < 0.02) return { ...call, command: { name: 'recordAttempt', input: { result: 'declined' } } }
  if (draw < 0.2 || chance.draw('away', request.number) < 0.03) {
    return {
      ...call,
      command: { name: 'recordAttempt', input: { result: draw < 0.15 ? 'no_answer' : 'busy' } },
    }
  }
  return { ...call, command: { name: 'recordCallback', input: answerOf(scene, request) } }
}

function answerOf(scene: Scene, request: ServiceRequest) {
  const { chance } = scene
  const { care } = temperament(request.scoringUnit ?? '', chance)
  const lead = request.workOrders.findLast((order) => order.role === 'lead')
  const contacted = lead?.firstContactAt != null && chance.draw('remembers', request.number) < 0.985
  const replied = lead?.repliedAt != null
  const resolved = replied && chance.draw('resolved', request.number, request.round) < 0.62 + 0.37 * care
  const mood = chance.draw('mood', request.number, request.round) * (resolved ? 1 : 0.55) * (0.7 + 0.3 * care)
  const satisfaction: Satisfaction = mood > 0.16 ? 'satisfied' : mood > 0.08 ? 'basically_satisfied' : 'dissatisfied'
  const unsolved = scene.rulebook.pack.reasons.unsolved
  return {
    contacted,
    resolved,
    satisfaction,
    ...(resolved ? {} : { unsolvedReason: chance.pick(unsolved, 'why', request.number).code }),
  }
}

function rates(scene: Scene): Step | null {
  const { request, chance } = scene
  if (chance.draw('rates', request.number) > 0.2) return null
  const satisfaction = chance.draw('rating', request.number) < 0.9 ? 'satisfied' : 'basically_satisfied'
  return {
    at: callingHour(scene, request.changedAt + chance.wait(DAY, 'rates', request.number)),
    actor: staff('callback_agent', scene),
    command: { name: 'rateAnswer', input: { satisfaction } },
  }
}

/** Decisions that overlays wait for, in whatever state the request is. */
export const planReviews: Planner = (scene) => {
  const { request } = scene
  return [
    objection(scene),
    extension(scene),
    ...ledger(scene),
    supervision(scene),
    ...whistle(scene),
    exclusion(scene, request),
  ]
}

function objection(scene: Scene): Step | null {
  const { request, chance, rulebook } = scene
  const open = pending(request, 'objection')
  if (!open) return null
  const opinion = { opinion: '已对照职责清单与地界核实。' }
  const mustDesignate = open.detail.hop >= rulebook.pack.rules.objectionMaxHops
  const decide = (): Step['command'] => {
    if (mustDesignate) return { name: 'designate', input: { unitCode: anotherUnit(scene), ...opinion } }
    return chance.draw('uphold', request.number, open.ordinal) < 0.45
      ? { name: 'upholdObjection', input: opinion }
      : { name: 'refuseObjection', input: opinion }
  }
  const wait = chance.wait(3 * HOUR, 'review', request.number, open.ordinal)
  return { at: whenOpen(scene, open.openedAt + 10 * MINUTE + wait), actor: staff('reviewer', scene), command: decide() }
}

function extension(scene: Scene): Step | null {
  const open = pending(scene.request, 'extension')
  if (!open) return null
  const granted = scene.chance.draw('grant', scene.request.number) < 0.7
  return at(scene, HOUR, 'reviewer', { name: 'decideExtension', input: { extension: open.ordinal, granted } })
}

function ledger(scene: Scene): (Step | null)[] {
  const { request, chance, rulebook } = scene
  const entry = pending(request, 'ledger')
  if (!entry || !request.leadUnit) return []
  if (entry.state === 'active') {
    if (chance.draw('clear', request.number) > 0.5) return []
    const when = entry.openedAt + (entry.detail.reviewAt - entry.openedAt) * 0.6
    const input = { ledger: entry.ordinal, note: '条件已具备，恢复办理。' }
    return [{ at: whenOpen(scene, when), actor: unitActor(request.leadUnit), command: { name: 'clearLedger', input } }]
  }
  const input = { ledger: entry.ordinal }
  if (entry.detail.step === 'authority') return [at(scene, 2 * HOUR, 'reviewer', { name: 'approveLedger', input })]
  const district = rulebook.districtOf(request.leadUnit)
  if (district === undefined) return []
  return [
    {
      ...at(scene, 2 * HOUR, 'district_centre', { name: 'approveLedger', input }),
      actor: unitActor(district, 'district_centre'),
    },
  ]
}

function supervision(scene: Scene): Step | null {
  const { request } = scene
  const open = request.overlays.find((o) => o.kind === 'supervision' && o.state === 'open')
  if (!open || !request.leadUnit || !request.workOrders.some((o) => o.role === 'lead' && o.endedAt === null))
    return null
  const input = { supervision: open.ordinal, answer: '已安排专人办理，进展将及时反馈。' }
  return {
    at: whenOpen(scene, open.openedAt + scene.chance.wait(6 * HOUR, 'answer', request.number, open.ordinal)),
    actor: unitActor(request.leadUnit),
    command: { name: 'answerSupervision', input },
  }
}

/** Departments acknowledge and come; now and then one does not. */
function whistle(scene: Scene): Step[] {
  const { request, chance } = scene
  const open = pending(request, 'whistle')
  if (!open || !request.leadUnit) return []
  const steps: Step[] = []
  for (const { unitCode, acknowledgedAt, arrivedAt, missed } of open.detail.departments) {
    const skips = chance.draw('skips', request.number, unitCode) < 0.12
    if (skips || missed || arrivedAt !== null) continue
    const input = { whistle: open.ordinal }
    steps.push({
      at: open.openedAt + (acknowledgedAt === null ? 25 : 100) * MINUTE,
      actor: unitActor(unitCode),
      command: acknowledgedAt === null ? { name: 'acknowledgeWhistle', input } : { name: 'reportIn', input },
    })
  }
  if (steps.length > 0) return steps
  const input = {
    whistle: open.ordinal,
    mark: 3 + Math.floor(chance.draw('mark', request.number) * 3),
    result: '现场会商，措施已明确。',
  }
  return [
    { at: open.openedAt + 5 * HOUR, actor: unitActor(request.leadUnit), command: { name: 'closeWhistle', input } },
  ]
}

/** A unit that thinks a bad answer is not its doing asks to leave it out; the authority looks. */
function exclusion(scene: Scene, request: ServiceRequest): Step | null {
  const { chance, rulebook, detours } = scene
  if (request.state !== 'closed') return null
  const asked = request.overlays.findLast((overlay) => overlay.kind === 'exclusion')
  if (asked) {
    if (asked.state !== 'open') return null
    const input = {
      exclusion: asked.ordinal,
      granted: chance.draw('exclude', request.number) < 0.4,
      opinion: '已核对证据。',
    }
    return at(scene, DAY, 'reviewer', { name: 'decideExclusion', input })
  }
  const answer = request.callbacks.find((attempt) => attempt.scores)
  if (
    !detours ||
    !answer ||
    answer.resolved ||
    request.scoringUnit === null ||
    chance.draw('ask', request.number) > 0.08
  )
    return null
  const reasons = rulebook.pack.reasons.exclusion.filter((reason) => reason.code !== 'bad_rating')
  return {
    at: whenOpen(scene, request.changedAt + HOUR),
    actor: unitActor(request.scoringUnit),
    command: {
      name: 'requestExclusion',
      input: {
        reason: chance.pick(reasons, 'exclusion', request.number).code,
        evidence: [`file-${request.number}`],
        grounds: '附核查材料。',
      },
    },
  }
}
