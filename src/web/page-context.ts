import type { PeriodScores } from '../actions/scores.ts'
import type { Opened } from '../actions/open-tracking.ts'
import type { Registered } from '../actions/register.ts'
import type { Revealed, RevealPurpose } from '../actions/reveal-identity.ts'
import type { Outcome } from '../actions/app.ts'
import type { WebReport, WebReportReading } from '../channels/web-form.ts'
import type { JournalDoors } from '../actions/journal-doors.ts'
import type { LocalText } from '../core/catalogue/catalogue.ts'
import type { Rulebook } from '../core/catalogue/rulebook.ts'
import type { Deadline } from '../core/deadline/deadline.ts'
import type { Reading } from '../core/permission/can-read.ts'
import type { ActingRole, Actor, Role } from '../core/permission/roles.ts'
import type { Refused } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import type { Command } from '../core/work-order/decide.ts'
import type { Intake } from '../core/work-order/intake.ts'
import type { CommandName } from '../core/work-order/fields.ts'
import type { ServiceRequest } from '../core/work-order/service-request.ts'
import type { QueuePage, QueueQuery } from '../store/read/queue.ts'
import type { QueueTask } from '../store/read/queue-parts.ts'
import type { RequestView } from '../store/read/request-view.ts'
import type { TimelineEntry } from '../store/read/timeline.ts'
import type { Tracked } from '../store/read/track.ts'
import type { CityPlace, CityView } from './board/city-now/city-view.ts'
import type { CommandFormView, LongList, Typed } from './command-form-view.ts'
import type { CitizenReads } from './house/citizen-reads.ts'
import type { DeskDoors } from './house/desk-doors.ts'
import type { DispatchDoors } from './house/dispatch-doors.ts'
import type { FileDoors } from './house/files.ts'
import type { FoundService } from './house/find-services.ts'
import type { HotlineDesks } from './house/hotline-desks.ts'
import type { DemoSpeed } from './kit/demo-speeds.ts'
import type { Shapes } from './kit/map/shapes.ts'
import type { Operations } from './operations.ts'
import type { NoticeDoors } from './house/notices.ts'
import type { KnowledgeDoors } from './house/knowledge.ts'
import type { WatchDoors } from './house/watch-doors.ts'
import type { CallReading } from './house/read-call.ts'
import type { Theme } from './request/theme.ts'
import type { CommandReading } from './house/read-command.ts'
import type { ScoreDoors } from './house/score-doors.ts'
import type { SuggestDoors } from './house/suggest.ts'
import type { UnitDesk } from './house/unit-desk.ts'

/** Who looks at a page, and how they want it. */
export interface Visit {
  readonly language: string
  readonly languages: readonly { readonly code: string; readonly name: string }[]
  readonly isElder: boolean
  /** The elder's text, larger once more. */
  readonly isLargest: boolean
  readonly theme: Theme
  /** A demo's first visitors land on the tour until they have seen enough of it. */
  readonly wantsTour: boolean
  /** Names the scripts of this one answer; the policy lets no other run. */
  readonly nonce: string
  /** Whom the session cookie names; asked of the store once a visit, and only where a page wants to know. */
  readonly staff: () => Promise<Actor | null>
  /** A session cookie came, valid or not: the difference between "sign in" and "your session has ended". */
  readonly hadSession: boolean
  /** Number and access code that the requester gave, from the cookie. */
  readonly opened: OpenedRequest | null
  /** The area that was last reported from this browser: the home page tells how it fares. */
  readonly area: string | null
  readonly text: (words: LocalText) => string
  /** The cookies that a page may set: whole `set-cookie` values. */
  readonly openedCookie: (opened: OpenedRequest | null) => string
  readonly areaCookie: (area: string | null) => string
  readonly sessionCookie: (secret: string | null) => string
  readonly sessionSecret: string | null
}

export interface OpenedRequest {
  readonly number: string
  readonly code: string
}

export type QueueFilter = Pick<QueueQuery, 'state' | 'level' | 'task' | 'limit'> & {
  readonly after?: string | undefined
}

export interface RedirectWords {
  readonly message: string
  readonly route: string
}

export interface Places {
  readonly districts: readonly { readonly value: string; readonly label: string }[]
  readonly streets: readonly string[]
}

/** An account that anybody may take on in a demo. */
export interface DemoAccount {
  readonly role: Role
  readonly unit: string | null
  readonly token: string
}

/** What a visitor may do with a demo's city. */
export interface DemoControls {
  readonly speed: () => DemoSpeed
  readonly setSpeed: (speed: DemoSpeed) => void
  /** The token of an account with the role, of a unit where one is named; undefined where the role fits none. */
  readonly tokenFor: (role: Role, unit: string | null) => Promise<string | undefined>
}

/** What pages ask of the house. Main fills it, so that the bundle holds pages and no second copy of the house. */
export interface PageHouse
  extends
    CitizenReads,
    FileDoors,
    DeskDoors,
    DispatchDoors,
    UnitDesk,
    HotlineDesks,
    NoticeDoors,
    ScoreDoors,
    SuggestDoors,
    WatchDoors {
  readonly knowledge: KnowledgeDoors
  readonly rulebook: Rulebook
  readonly now: () => Instant
  /** A key that nobody can guess: one a form, so that a form files once. */
  readonly newKey: () => string
  /** Districts, and the street areas as a list prints them, in a language. */
  readonly places: (language: string) => Places
  /** By when a request registered now has to be dispatched. */
  readonly dispatchPromise: () => Instant
  /** Checks a form without filing it. */
  readonly readReport: (report: WebReport) => WebReportReading
  /** Files it; photos that were sent with it are attached, and none twice. */
  readonly fileReport: (report: WebReport, photos?: readonly string[]) => Promise<Registered | Refused>
  /** Opens a request for whoever has its access code; counts wrong tries. */
  readonly openTracking: (opened: OpenedRequest) => Promise<Opened>
  /** A typed number, with or without separators; undefined when it is none. */
  readonly parseNumber: (typed: string) => string | undefined
  readonly unitName: (code: string | null, language: string) => string
  readonly areaName: (code: string | null, language: string) => string
  readonly serviceName: (request: ServiceRequest, language: string) => string
  /** A coded reason of any list. */
  readonly reasonName: (code: string, language: string) => string
  /** What the pack tells a redirected requester; null where the request was not redirected. */
  readonly redirectWords: (request: ServiceRequest, language: string) => RedirectWords | null
  /** A form for every move that is open to the actor. */
  readonly openForms: (actor: Actor, request: ServiceRequest, language: string) => readonly CommandFormView[]
  /** Entries of long lists, as fields suggest them. */
  readonly longList: (list: LongList, language: string) => readonly string[]
  readonly isCommandName: (text: string) => text is CommandName
  readonly readCommand: (name: CommandName, typed: Typed) => CommandReading
  readonly tracked: (number: string) => Promise<Tracked | undefined>
  /** Registers a new request that continues an ended one. */
  readonly reopen: (opened: OpenedRequest, fact: string, formKey: string) => Promise<Registered | Refused>
  /** One-click accounts of a demo; empty in a city. */
  readonly demoAccounts: readonly DemoAccount[]
  /** How fast the demo's city lives; null in a city. */
  readonly demo: DemoControls | null
  /** How the installation itself runs; null where nobody told. */
  readonly operations: Operations | null
  /** Receipts of the journal and how they are checked; null where nobody gives any. */
  readonly journal: JournalDoors | null
  /** The city at a glance in a language, looked at once for all who watch. */
  readonly cityNow: (language: string) => Promise<CityView>
  /** The areas of its map, in the order of the view's values. */
  readonly cityPlaces: (language: string) => readonly CityPlace[]
  /** Tells the view as JSON every few seconds; the answer ends it. */
  readonly listenToCity: (language: string, listener: (view: string) => void) => () => void
  /** Outlines of its areas, where the pack has shapes: drawn, and as the GeoJSON text that they come from. */
  readonly cityShapes: { readonly drawn: Shapes; readonly geoJson: string } | null
  readonly signIn: (token: string) => Promise<{ readonly ok: true; readonly secret: string } | Refused>
  readonly signOut: (secret: string) => Promise<void>
  /** Why a request may stand in the queue of a role; empty for a role without one. */
  readonly queueTasks: (role: ActingRole) => readonly QueueTask[]
  /** `after` is where the page before ended; what is no such place begins anew. */
  readonly queue: (actor: Actor, filter: QueueFilter) => Promise<QueuePage>
  /** A service's name in the catalogue of today. */
  readonly serviceNow: (code: string | null, language: string) => string
  readonly requestView: (number: string) => Promise<RequestView | undefined>
  readonly timeline: (number: string) => Promise<readonly TimelineEntry[]>
  /** Whom a session cookie names. */
  readonly actorOfSession: (secret: string) => Promise<Actor | null>
  readonly revealPurposes: readonly RevealPurpose[]
  readonly isRevealPurpose: (purpose: string) => purpose is RevealPurpose
  /** Shows identity for a purpose; every look is written down. */
  readonly reveal: (actor: Actor, number: string, purpose: RevealPurpose) => Promise<Revealed>
  readonly canRead: (actor: Actor, what: Reading, request: ServiceRequest) => boolean
  /** Where a deadline comes from, in words. */
  readonly explain: (deadline: Deadline, language: string) => string
  readonly readCall: (typed: Typed, formKey: string, language: string) => CallReading
  readonly findServices: (words: string, language: string) => readonly FoundService[]
  readonly execute: (actor: Actor, number: string, command: Command, ifSeq: number | undefined) => Promise<Outcome>
  readonly register: (actor: Actor, intake: Intake) => Promise<Registered | Refused>
  /** The period that runs now, by the scheme in force. */
  readonly currentPeriod: () => string
  readonly isPeriod: (text: string) => boolean
  /** A sentence of the city's own, or else what stands for it. */
  readonly packText: (key: string, otherwise: string, language: string) => string
  readonly scores: (period: string) => Promise<PeriodScores>
  /** Tells whoever runs the product of a fault that a page could only apologise for. */
  readonly report: (error: unknown) => void
}

export interface PageContext {
  readonly visit: Visit
  readonly house: PageHouse
}
