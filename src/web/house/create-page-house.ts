import type { App } from '../../actions/app.ts'
import { createCityNow } from '../../actions/city-now.ts'
import { execute } from '../../actions/execute.ts'
import type { JournalDoors } from '../../actions/journal-doors.ts'
import { openTracking } from '../../actions/open-tracking.ts'
import { registerForm } from '../../actions/register-form.ts'
import { reopenRequest } from '../../actions/reopen.ts'
import { revealIdentity, revealPurposes, type RevealPurpose } from '../../actions/reveal-identity.ts'
import { scoresOf } from '../../actions/scores.ts'
import type { StaffAccess } from '../../actions/staff-access.ts'
import { trackedRequest } from '../../actions/tracked.ts'
import { intakeOfWebForm } from '../../channels/web-form.ts'
import { isPeriodCode } from '../../core/assessment/period.ts'
import { periodAt } from '../../core/assessment/scheme-periods.ts'
import type { LocalText } from '../../core/catalogue/catalogue.ts'
import { explain } from '../../core/deadline/explain.ts'
import { canRead, overseesAll } from '../../core/permission/can-read.ts'
import { withoutRecused } from '../../core/permission/recusal.ts'
import type { Actor, Role } from '../../core/permission/roles.ts'
import { parseRequestNumber } from '../../core/work-order/number.ts'
import { readCursor } from '../../store/read/cursor.ts'
import { queueParts } from '../../store/read/queue-parts.ts'
import { queue } from '../../store/read/queue.ts'
import { requestView } from '../../store/read/request-view.ts'
import { timeline } from '../../store/read/timeline.ts'
import type { Operations } from '../operations.ts'
import type { DemoAccount, DemoControls, PageHouse } from '../page-context.ts'
import { createCitizenReads } from './citizen-reads.ts'
import { createCityDoors } from './city.ts'
import { openForms } from './command-forms.ts'
import { createDeskDoors } from './desk-doors.ts'
import { createDispatchDoors } from './dispatch-doors.ts'
import { fileDoors } from './files.ts'
import { findServices } from './find-services.ts'
import { isFormKey } from './form-key.ts'
import { createHotlineDesks } from './hotline-desks.ts'
import { listedThings, printedEntry } from './long-lists.ts'
import { createKnowledgeDoors } from './knowledge.ts'
import { createNames } from './names.ts'
import { createNoticeDoors } from './notices.ts'
import { createScoreDoors } from './score-doors.ts'
import { createSuggestDoors } from './suggest.ts'
import { readCall } from './read-call.ts'
import { isCommandName, readCommand } from './read-command.ts'
import { createUnitDesk } from './unit-desk.ts'
import { createWatchDoors } from './watch-doors.ts'

export interface PageHouseParts {
  readonly app: App
  readonly access: StaffAccess
  readonly demoAccounts: readonly DemoAccount[]
  readonly demo?: DemoControls | null
  readonly operations?: Operations | null
  readonly journal?: JournalDoors | null
  readonly polygons?: unknown
  readonly report: (error: unknown) => void
}

type TextIn = (language: string) => (words: LocalText) => string

const webRequester: Actor = { id: 'web-form', role: 'requester' }
const keyOrNone = (formKey: string): string | null => (isFormKey(formKey) ? formKey : null)

/** What pages may ask, made of the app's actions and reads. */
export function createPageHouse(parts: PageHouseParts): PageHouse {
  const { app, access, demoAccounts, demo = null, operations = null, journal = null, polygons, report } = parts
  const { rulebook, clock, random } = app
  const now = () => clock.now()
  const textIn: TextIn = (language) => (words) => words[language] ?? words[rulebook.pack.defaultLanguage] ?? words.en
  const names = createNames(rulebook, now, textIn)
  const look = createCityNow(app)
  return {
    rulebook,
    now,
    report,
    demoAccounts,
    demo,
    operations,
    journal,
    ...createCityDoors({ ...names, rulebook, look, polygons, report }),
    ...createWatchDoors(app, look),
    newKey: () => random(16).toString('base64url'),
    ...names,
    ...createCitizenReads(app, polygons, textIn),
    ...citizenDoors(app),
    ...staffDoors(app, access),
    ...deskTools(app, textIn),
    ...scoreReads(app),
    ...fileDoors(app),
    ...createDeskDoors(app, names),
    ...createDispatchDoors(app, names),
    ...createHotlineDesks(app),
    ...createUnitDesk(app),
    ...createNoticeDoors(app),
    ...createScoreDoors(app),
    ...createSuggestDoors(app),
    knowledge: createKnowledgeDoors(app),
  }
}

type CitizenDoors = Pick<PageHouse, 'readReport' | 'fileReport' | 'openTracking' | 'reopen' | 'parseNumber' | 'tracked'>

function citizenDoors(app: App): CitizenDoors {
  const { rulebook } = app
  return {
    readReport: (form) => intakeOfWebForm(form, rulebook),
    fileReport: async (form, photos) => {
      const reading = intakeOfWebForm(form, rulebook)
      const messageId = keyOrNone(form.formKey)
      if (reading.ok) return registerForm(app, webRequester, { ...reading.intake, messageId }, photos)
      const [refusal] = reading.refusals
      if (!refusal) throw new Error('a form was refused without a reason')
      return { ok: false, refusal }
    },
    openTracking: ({ number, code }) => openTracking(app, number, code),
    reopen: ({ number }, fact, formKey) =>
      reopenRequest(app, { ...webRequester, requestNumber: number }, number, {
        channel: 'web-form',
        messageId: keyOrNone(formKey),
        fact,
      }),
    parseNumber: (typed) => parseRequestNumber(typed),
    tracked: (number) => trackedRequest(app, number),
  }
}

type StaffDoors = Pick<
  PageHouse,
  'actorOfSession' | 'signIn' | 'signOut' | 'canRead' | 'revealPurposes' | 'isRevealPurpose' | 'reveal'
>

function staffDoors(app: App, access: StaffAccess): StaffDoors {
  return {
    actorOfSession: async (secret) => (await access.actorOfSession(secret)) ?? null,
    signIn: (token) => access.openSession(token),
    signOut: (secret) => access.closeSession(secret),
    canRead: (actor, what, request) => canRead(actor, what, request, app.rulebook),
    revealPurposes,
    isRevealPurpose: (purpose): purpose is RevealPurpose => (revealPurposes as readonly string[]).includes(purpose),
    reveal: (actor, number, purpose) => revealIdentity(app, actor, number, purpose),
  }
}

type DeskTools = Pick<
  PageHouse,
  | 'requestView'
  | 'timeline'
  | 'queueTasks'
  | 'queue'
  | 'openForms'
  | 'longList'
  | 'isCommandName'
  | 'readCommand'
  | 'readCall'
  | 'findServices'
  | 'execute'
  | 'register'
  | 'explain'
>

function deskTools(app: App, textIn: TextIn): DeskTools {
  const { rulebook, store, clock } = app
  return {
    requestView: (number) => requestView(store, number),
    timeline: (number) => timeline(store.database, number),
    queueTasks: (role) => [...new Set((queueParts[role as Role] ?? []).map(({ task }) => task))],
    queue: async (actor, { after, ...filter }) => {
      const page = await queue(store.database, {
        ...filter,
        role: actor.role,
        unit: overseesAll(actor, rulebook) ? undefined : actor.unit,
        now: clock.now(),
        after: after === undefined ? undefined : readCursor(after),
      })
      return { ...page, rows: withoutRecused(actor, page.rows) }
    },
    openForms: (actor, request, language) =>
      openForms({ actor, request, rulebook, now: clock.now(), text: textIn(language) }),
    longList: (list, language) =>
      listedThings(list, rulebook, clock.now()).map((thing) => printedEntry(thing, language)),
    isCommandName,
    readCommand: (name, typed) => readCommand(name, typed, rulebook, clock.now()),
    readCall: (typed, formKey, language) =>
      readCall(typed, { messageId: keyOrNone(formKey), language }, rulebook, clock.now()),
    findServices: (words, language) => findServices(app, words, language),
    execute: (actor, number, command, ifSeq) => execute(app, actor, number, command, { ifSeq }),
    register: (actor, intake) => registerForm(app, actor, intake),
    explain,
  }
}

function scoreReads(app: App): Pick<PageHouse, 'currentPeriod' | 'isPeriod' | 'packText' | 'scores'> {
  const { pack } = app.rulebook
  return {
    currentPeriod: () => periodAt(pack.schemes, app.clock.now(), pack.timeZone).period.code,
    isPeriod: isPeriodCode,
    packText: (key, otherwise, language) => pack.texts[language]?.[key] ?? otherwise,
    scores: (period) => scoresOf(app, period),
  }
}
