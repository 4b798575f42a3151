import type { App } from '../../actions/app.ts'
import { callbackQueue, type CallbackQueue } from '../../actions/callback-desk.ts'
import { callerOf, mayTakeCalls, myShift, noteCallTaken, type Caller, type MyShift } from '../../actions/call-desk.ts'
import { callReviewOf, callSample, repliesToRead, reviewCall, type ReplyToRead } from '../../actions/shift-desk.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Refused } from '../../core/refusal.ts'
import type { CallMarks, SampledCall } from '../../store/read/hotline/shift-lists.ts'
import { articleByCode } from '../../store/read/knowledge/articles.ts'

/** What the hotline's own desks ask of the house: calls, the shift, callbacks. */
export interface HotlineDesks {
  readonly mayTakeCalls: (actor: Actor) => boolean
  readonly callerOf: (actor: Actor, phone: string) => Promise<Caller | Refused>
  readonly myShift: (actor: Actor) => Promise<MyShift>
  readonly noteCallTaken: (
    actor: Actor,
    call: { readonly number: string; readonly seconds: number; readonly answered: boolean },
  ) => Promise<void>
  readonly repliesToRead: (actor: Actor) => Promise<readonly ReplyToRead[]>
  readonly callSample: (actor: Actor, which: 'all' | 'answered') => Promise<readonly SampledCall[]>
  readonly callReviewOf: (actor: Actor, number: string) => Promise<CallMarks | undefined>
  readonly reviewCall: (actor: Actor, number: string, marks: CallMarks) => Promise<{ readonly ok: true } | Refused>
  /** Whom to ask next; `wanted` where somebody was chosen. */
  readonly callbackQueue: (actor: Actor, wanted?: string) => Promise<CallbackQueue>
  /** What is told to a caller whose question an article answers; empty where there is no such article. */
  readonly articleAnswer: (code: string, language: string) => Promise<string>
}

export const createHotlineDesks = (app: App): HotlineDesks => ({
  mayTakeCalls,
  callerOf: (actor, phone) => callerOf(app, actor, phone),
  myShift: (actor) => myShift(app, actor),
  noteCallTaken: (actor, call) => noteCallTaken(app, actor, call),
  callbackQueue: (actor, wanted) => callbackQueue(app, actor, wanted),
  repliesToRead: (actor) => repliesToRead(app, actor),
  callSample: (actor, which) => callSample(app, actor, which),
  callReviewOf: (actor, number) => callReviewOf(app, actor, number),
  reviewCall: (actor, number, marks) => reviewCall(app, actor, number, marks),
  articleAnswer: async (code, language) => {
    const { pack } = app.rulebook
    const stored = await articleByCode(app.store.database, code)
    const content = stored?.published ?? pack.knowledge.find((article) => article.code === code)
    return (content?.answer ?? []).map((line) => line[language] ?? line[pack.defaultLanguage] ?? line.en).join('\n')
  },
})
