import type { App } from '../../actions/app.ts'
import { execute } from '../../actions/execute.ts'
import { openTracking } from '../../actions/open-tracking.ts'
import { registerRequest } from '../../actions/register.ts'
import { reopenRequest } from '../../actions/reopen.ts'
import { revealIdentity, revealPurposes, type RevealPurpose } from '../../actions/reveal-identity.ts'
import { scoresOf } from '../../actions/scores.ts'
import type { StaffAccess } from '../../actions/staff-access.ts'
import { isPeriodCode, periodOf, schemeInForce } from '../../core/assessment/period.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import { intakeOfWebForm } from '../../channels/web-form.ts'
import { explain } from '../../core/deadline/explain.ts'
import { canRead } from '../../core/permission/can-read.ts'
import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { Actor, Role } from '../../core/permission/roles.ts'
import { parseRequestNumber } from '../../core/work-order/number.ts'
import { isRequestKey } from './form-key.ts'
import { readCursor } from '../../store/read/cursor.ts'
import { queueParts } from '../../store/read/queue-parts.ts'
import { queue } from '../../store/read/queue.ts'
import { requestView } from '../../store/read/request-view.ts'
import { timeline } from '../../store/read/timeline.ts'
import { track } from '../../store/read/track.ts'
import type { PageHouse } from '../page-context.ts'
import { findServices } from './find-services.ts'
import { readCall } from './read-call.ts'
import { openForms } from './command-forms.ts'
import { isCommandName, readCommand } from './read-command.ts'
import { listedThings, printedEntry } from './long-lists.ts'
import { createNames } from './names.ts'

const webRequester: Actor = { id: 'web-form', role: 'requester' }

/** What pages may ask, made of the app's actions and reads. */
export function createPageHouse(app: App, access: StaffAccess, report: (error: unknown) => void): PageHouse {
  const { rulebook, store, clock, random } = app
  const now = () => clock.now()
  const textIn = (language: string) => (words: LocalText) => words[language] ?? words[rulebook.pack.defaultLanguage] ?? words.en
  return {
    rulebook,
    now,
    report,
    newKey: () => random(16).toString('base64url'),
    ...createNames(rulebook, now, textIn),
    actorOfSession: async (secret) => (await access.actorOfSession(secret)) ?? null,
    signIn: (token) => access.openSession(token),
    signOut: (secret) => access.closeSession(secret),
    openTracking: ({ number, code }) => openTracking(app, number, code),
    isRevealPurpose: (purpose): purpose is RevealPurpose => (revealPurposes as readonly string[]).includes(purpose),
    revealPurposes,
    reveal: (actor, number, purpose) => revealIdentity(app, actor, number, purpose),
    canRead: (actor, what, request) => canRead(actor, what, request, rulebook),
    explain,
    readReport: (form) => intakeOfWebForm(form, rulebook),
    fileReport: async (form) => {
      const reading = intakeOfWebForm(form, rulebook)
      const [refusal] = reading.ok ? [] : reading.refusals
      if (refusal) return { ok: false, refusal }
      if (!reading.ok) throw new Error('a form was refused without a reason')
      const messageId = isRequestKey(form.formKey) ? form.formKey : null
      return registerRequest(app, webRequester, { ...reading.intake, messageId })
    },
    reopen: ({ number }, fact, formKey) =>
      reopenRequest(app, { ...webRequester, requestNumber: number }, number, {
        channel: 'web-form',
        messageId: isRequestKey(formKey) ? formKey : null,
        fact,
      }),
    parseNumber: (typed) => parseRequestNumber(typed),
    tracked: (number) => track(store, number),
    requestView: (number) => requestView(store, number),
    timeline: (number) => timeline(store.database, number),
    queueTasks: (role) => [...new Set((queueParts[role as Role] ?? []).map(({ task }) => task))],
    queue: (actor, { after, ...filter }) =>
      queue(store.database, {
        ...filter,
        role: actor.role,
        unit: actor.unit,
        now: now(),
        after: after === undefined ? undefined : readCursor(after),
      }),
    openForms: (actor, request, language) => openForms({ actor, request, rulebook, text: textIn(language) }),
    longList: (list, language) => listedThings(list, rulebook, now()).map((thing) => printedEntry(thing, language)),
    isCommandName,
    readCommand: (name, typed) => readCommand(name, typed, rulebook, now()),
    readCall: (typed, formKey, language) =>
      readCall(typed, { messageId: isRequestKey(formKey) ? formKey : null, language }, rulebook, now()),
    findServices: (words, language) => findServices(words, rulebook, now(), textIn(language)),
    execute: (actor, number, command, ifSeq) => execute(app, actor, number, command, { ifSeq }),
    register: (actor, intake) => registerRequest(app, actor, intake),
    currentPeriod: () => {
      const { pack } = rulebook
      const day = dayOf(now(), pack.timeZone)
      const scheme = schemeInForce(pack.schemes, day) ?? pack.schemes[0]
      return scheme ? periodOf(scheme, now(), pack.timeZone).code : day.slice(0, 7)
    },
    isPeriod: isPeriodCode,
    packText: (key, otherwise, language) => rulebook.pack.texts[language]?.[key] ?? otherwise,
    scores: (period) => scoresOf(app, period),
  }
}
