import type { WorkingCalendar } from '../calendar/calendar.ts'
import type { TermsVersion } from '../deadline/terms.ts'
import type { AssessmentScheme } from '../assessment/scheme.ts'
import type { PackArticle } from '../knowledge/article.ts'
import type { Area, CatalogueVersion, HandlingUnit, LocalText, UnitKind } from './catalogue.ts'
import type { SafetyRule } from './safety.ts'

/** A coded choice with its words. */
export interface CodedReason {
  readonly code: string
  readonly name: LocalText
  /** What is told to the requester, where the choice has to be explained. */
  readonly message?: LocalText
  /** Article or standard it rests on. */
  readonly basis?: string
}

/** The six side dispositions of article 11, paragraph 3. */
export interface Disposition extends CodedReason {
  readonly kind: 'emergency' | 'statutory_route' | 'no_new_fact' | 'secret_or_privacy' | 'market_or_social' | 'unlawful'
  /** Where the requester is pointed to. */
  readonly route?: LocalText
  /** A shift lead confirms before it takes effect. */
  readonly needsConfirmation: boolean
}

export interface Reasons {
  readonly objection: readonly CodedReason[]
  readonly extension: readonly CodedReason[]
  readonly ledger: readonly CodedReason[]
  readonly termination: readonly CodedReason[]
  readonly exclusion: readonly CodedReason[]
  readonly unsolved: readonly CodedReason[]
  readonly withdrawal: readonly CodedReason[]
  readonly returnedReply: readonly CodedReason[]
}

/** A city's limits that are neither terms nor scores. Every number here is data; code holds none of them. */
export interface Rules {
  readonly version: string
  readonly objectionMaxHops: number
  readonly extensionMaxCount: number
  readonly callbackOpensAfterReplyMinutes: number
  readonly callbackMinAttempts: number
  readonly callbackMinDays: number
  /** Hours of the day between which requesters are called, `from` inclusive, `until` exclusive. */
  readonly callbackFromHour: number
  readonly callbackUntilHour: number
  /** Between two attempts of one day at least. */
  readonly callbackHoursBetween: number
  readonly reworkMaxRounds: number
  readonly reopenWithinDays: number
  readonly ledgerMaxDays: number
  readonly assistShareOfDeadline: number
  readonly whistleAcknowledgeMinutes: number
  readonly whistleEmergencyAcknowledgeMinutes: number
  readonly exclusionWindowDays: number
  readonly automaticThreshold: number
}

/** Words of a notice; which occasions there are, and who is told, is the table in `core/notice/rules.ts`. */
export interface NoticeTemplate {
  readonly code: string
  readonly to: 'requester' | 'unit' | 'district' | 'supervisor'
  readonly on: string
  readonly subject: LocalText
  readonly body: LocalText
}

/** Everything that a city decides, with its effective dates: data, never code. */
export interface CityPack {
  readonly code: string
  readonly name: LocalText
  readonly timeZone: string
  readonly languages: readonly string[]
  readonly defaultLanguage: string
  /** What the hotline's number is called, e.g. `12345`. */
  readonly hotline: string
  readonly emergencyNumbers: readonly { readonly number: string; readonly name: LocalText }[]
  /** ISO 3166 country calling code without `+`, used to normalise phone numbers. */
  readonly callingCode: string
  readonly phonePatterns: readonly { readonly kind: 'mobile' | 'landline'; readonly pattern: string }[]
  readonly bounds: { readonly west: number; readonly south: number; readonly east: number; readonly north: number }
  /** Where a request goes whose unit is not clear but whose area is (Regulation, art. 12): the district. */
  readonly unclearGoesTo: 'district'
  readonly roleKinds: Readonly<Record<string, readonly UnitKind[]>>
  readonly rules: Rules
  readonly units: readonly HandlingUnit[]
  readonly areas: readonly Area[]
  readonly catalogues: readonly CatalogueVersion[]
  readonly terms: readonly TermsVersion[]
  readonly calendar: WorkingCalendar
  readonly dispositions: readonly Disposition[]
  readonly reasons: Reasons
  readonly schemes: readonly AssessmentScheme[]
  readonly notices: readonly NoticeTemplate[]
  /** The city's own sentences by key, per language. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** First versions of the knowledge base's articles; empty where the pack brings none. */
  readonly knowledge: readonly PackArticle[]
  /** Words of danger; empty where the pack names none. */
  readonly safety: readonly SafetyRule[]
}
