import type { UrgencyLevel } from '../deadline/terms.ts'
import type { Confidentiality, RequesterKind, RequestType } from './states.ts'

/** What a channel hands over before registration (受理): its foreign shape translated, nothing decided yet. */
export interface Intake {
  readonly channel: string
  /** The channel's own id of the message: the same id registers once. */
  readonly messageId: string | null
  readonly requestType: RequestType
  readonly requesterKind: RequesterKind
  readonly confidentiality: Confidentiality
  readonly language: string
  readonly title: string
  /** The working text: units, search and similarity use it. Names, phones and doors are masked in it. */
  readonly matter: string
  /** The citizen's words as they were given; sealed with identity. */
  readonly ownWords: string
  readonly serviceCode: string | null
  readonly level: UrgencyLevel | null
  readonly areaCode: string | null
  readonly place: Place
  /** Null for an anonymous request. */
  readonly requester: Requester | null
  readonly earlierNumber: string | null
}

export interface Place {
  /** Down to the street; the exact door is part of identity. */
  readonly text: string
  readonly latitude: number | null
  readonly longitude: number | null
}

/** Identity: leaves the sealed store only through its one door. */
export interface Requester {
  readonly name: string
  /** E.164, e.g. `+8613800138000`, or empty. */
  readonly phone: string
  readonly email: string
  readonly door: string
}
