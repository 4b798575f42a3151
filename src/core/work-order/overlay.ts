import type { Instant } from '../time.ts'

/** Overlays combine freely with the main line: each is a record of its own with who, when and why. */
export interface OverlayDetails {
  objection: {
    ground: string
    workOrder: number
    hop: number
    heldState: 'dispatched' | 'signed'
    dispatchedBy: string
  }
  extension: { reason: string; amount: number; workOrder: number }
  ledger: {
    reason: string
    owner: string
    /** When the entry returns by itself. */
    reviewAt: Instant
    step: 'district' | 'authority'
    workOrder: number
    activeFrom: Instant | null
  }
  termination: { reason: string }
  redirect: { disposition: string }
  consultation: { units: readonly string[] }
  /** Of the lead; `workOrder` where a lead urged one of its assistants. */
  supervision: { measure: SupervisionMeasure; workOrder: number | null }
  whistle: {
    kind: 'comprehensive' | 'key_work' | 'emergency'
    departments: readonly WhistledDepartment[]
  }
  escalation: { to: string }
  reclassification: { fromService: string; toService: string }
  exclusion: { reason: string; evidence: readonly string[]; appealed: boolean; answeredOn: string }
}
/** 催办, 督办, 约谈, and the order to go on site. */
export type SupervisionMeasure = 'urge' | 'supervise' | 'summon' | 'on_site'

export interface WhistledDepartment {
  readonly unitCode: string
  readonly acknowledgedAt: Instant | null
  readonly arrivedAt: Instant | null
  readonly missed: boolean
  /** Marks 1 to 5, each side by the other (双考核, Regulation art. 33). */
  readonly markBySubdistrict: number | null
  readonly markByDepartment: number | null
}

export const overlayKinds = [
  'objection',
  'extension',
  'ledger',
  'termination',
  'redirect',
  'consultation',
  'supervision',
  'whistle',
  'escalation',
  'reclassification',
  'exclusion',
] as const satisfies readonly (keyof OverlayDetails)[]
export type OverlayKind = (typeof overlayKinds)[number]

/** `open` waits for a decision, `active` is in force, the others are final. */
export type OverlayState = 'open' | 'active' | 'granted' | 'refused' | 'lapsed' | 'closed'

export interface Overlay<K extends OverlayKind = OverlayKind> {
  readonly ordinal: number
  readonly kind: K
  readonly state: OverlayState
  /** The unit that it is about. */
  readonly unitCode: string | null
  readonly openedAt: Instant
  readonly openedBy: string
  readonly dueAt: Instant | null
  readonly decidedAt: Instant | null
  readonly decidedBy: string | null
  readonly detail: OverlayDetails[K]
}

export const isPending = (overlay: Overlay): boolean => overlay.state === 'open' || overlay.state === 'active'
