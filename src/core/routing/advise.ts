import { dayOf } from '../calendar/zone.ts'
import type { Rulebook } from '../catalogue/rulebook.ts'
import type { Instant } from '../time.ts'
import { latest, objectedUnits, type ServiceRequest } from '../work-order/service-request.ts'
import { route, unitsOfPlace } from './route.ts'

/** `sure`: the rule names a unit and nothing speaks against it. `look`: a person should look. `hard`: the rule does not say. */
export const confidences = ['sure', 'look', 'hard'] as const
export type Confidence = (typeof confidences)[number]

/** Why a person should look, or why the rule does not say. */
export type Doubt =
  | 'no_service'
  | 'service_guessed'
  | 'no_area'
  | 'unclear'
  | 'objected'
  | 'consultation'
  | 'recalled'
  | 'emergency'
  | 'otherwise'
  | 'alike'

export interface DispatchAdvice {
  /** The unit that the catalogue names; null where it does not. */
  readonly lead: string | null
  readonly assists: readonly string[]
  /** Machine-readable grounds, see `route`. */
  readonly reasons: readonly string[]
  readonly confidence: Confidence
  readonly doubts: readonly Doubt[]
  /** Units to choose from, the named one first: then who was asked or proposed, then who answers for the place. */
  readonly candidates: readonly string[]
}

type Advised = Pick<
  ServiceRequest,
  'state' | 'serviceCode' | 'areaCode' | 'level' | 'alarm' | 'hops' | 'workOrders' | 'overlays'
>

const decisive: readonly Doubt[] = ['no_service', 'no_area', 'unclear', 'objected', 'consultation']

/** What is known beside the request itself. */
export interface AdviceHints {
  /** Open requests of the same service at the same place, which this one may belong to. */
  readonly alike?: number
  /** The service that the words seem to mean, where nobody has settled it. */
  readonly guessedService?: string | undefined
}

/** What is told to a dispatcher before a request goes out: to whom, why, and how sure that is. */
export function adviseDispatch(
  request: ServiceRequest,
  rulebook: Rulebook,
  now: Instant,
  { alike = 0, guessedService }: AdviceHints = {},
): DispatchAdvice {
  const { areaCode } = request
  const serviceCode = request.serviceCode ?? guessedService ?? null
  const day = dayOf(now, rulebook.pack.timeZone)
  const objected = objectedUnits(request)
  const found =
    serviceCode === null
      ? { lead: null, assists: [], reasons: ['service_unknown'] }
      : route(rulebook, serviceCode, areaCode, day, objected)
  const doubts = doubtsOf(request, found.reasons, { alike, guessedService })
  const confidence = doubts.some((doubt) => decisive.includes(doubt)) ? 'hard' : doubts.length > 0 ? 'look' : 'sure'
  const named = [found.lead, ...proposed(request), ...unitsOfPlace(rulebook, areaCode)]
  const candidates = [...new Set(named)].filter(
    (code): code is string => code !== null && rulebook.unit(code) !== undefined && !objected.includes(code),
  )
  return { lead: found.lead, assists: found.assists, reasons: found.reasons, confidence, doubts, candidates }
}

function doubtsOf(
  request: Advised,
  reasons: readonly string[],
  { alike = 0, guessedService }: AdviceHints,
): readonly Doubt[] {
  const has = (reason: string): boolean => reasons.includes(reason)
  const checks: readonly (readonly [Doubt, boolean])[] = [
    ['no_service', has('service_unknown')],
    ['service_guessed', request.serviceCode === null && guessedService !== undefined],
    ['no_area', has('unclear:no_area')],
    ['unclear', has('unclear:district')],
    ['objected', request.hops > 0],
    ['consultation', request.state === 'pre_consultation'],
    ['recalled', request.workOrders.some((order) => order.outcome === 'recalled')],
    ['emergency', request.level === 'L1' || request.alarm],
    ['otherwise', has('rule:table_otherwise')],
    ['alike', alike > 0],
  ]
  return checks.flatMap(([doubt, holds]) => (holds ? [doubt] : []))
}

/** Units that were consulted. */
const proposed = (request: ServiceRequest): readonly string[] => latest(request, 'consultation')?.detail.units ?? []
