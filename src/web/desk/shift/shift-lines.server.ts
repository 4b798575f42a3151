import type { ReplySignal } from '../../../actions/shift-desk.ts'
import type { UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Actor } from '../../../core/permission/roles.ts'
import type { SampledCall } from '../../../store/read/hotline/shift-lists.ts'
import type { PageContext } from '../../page-context.ts'
import type { ShiftTask } from './shift-tasks.ts'

/** One thing to look at. */
export interface ShiftLine {
  readonly number: string
  readonly words: string
  readonly hint: string
  readonly level: UrgencyLevel | null
  readonly dueAt: number | null
  readonly signals: readonly ReplySignal[]
  /** End of the name of the account that took the call; empty elsewhere. */
  readonly account: string
  readonly isDone: boolean
}

const most = 50
const decisions = ['redirect', 'extension', 'termination', 'reclassification'] as const

/** Everything that waits for the shift lead, by task. */
export async function linesOf(
  page: PageContext,
  actor: Actor,
): Promise<Readonly<Record<ShiftTask, readonly ShiftLine[]>>> {
  const { house, visit } = page
  const { language } = visit
  const hintOf = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')
  const [queues, replies, answered, sample] = await Promise.all([
    Promise.all(decisions.map((task) => house.queue(actor, { task, limit: most }))),
    house.repliesToRead(actor),
    house.callSample(actor, 'answered'),
    house.callSample(actor, 'all'),
  ])
  const waiting = queues.map(({ rows }) =>
    rows.map((row): ShiftLine => ({
      ...noSigns,
      number: row.number,
      words: row.matter,
      hint: hintOf([house.serviceNow(row.serviceCode, language), house.unitName(row.leadUnit, language)]),
      level: row.level,
      dueAt: row.dueAt,
    })),
  )
  const sampled = (call: SampledCall): ShiftLine => ({
    ...noSigns,
    number: call.number,
    words: call.matter,
    hint: hintOf([house.serviceNow(call.serviceCode, language), house.areaName(call.areaCode, language)]),
    account: call.takenBy,
    isDone: call.isReviewed,
  })
  const [redirects = [], extensions = [], terminations = [], reclassifications = []] = waiting
  return {
    redirect: redirects,
    extension: extensions,
    termination: terminations,
    reclassification: reclassifications,
    reply: replies.map((reply) => ({
      ...noSigns,
      number: reply.number,
      words: reply.reply,
      hint: hintOf([house.serviceNow(reply.serviceCode, language), house.unitName(reply.leadUnit, language)]),
      level: reply.level,
      signals: reply.signals,
    })),
    answered: answered.map(sampled),
    sample: sample.map(sampled),
  }
}

const noSigns = { level: null, dueAt: null, signals: [], account: '', isDone: false } as const
