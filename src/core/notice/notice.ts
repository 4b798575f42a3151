import type { Instant } from '../time.ts'

/** What a notice tells. Each kind is a row of the table in `rules.ts`. */
export const noticeKinds = [
  // to the requester
  'registered',
  'dispatched',
  'contacted',
  'extended',
  'ledger',
  'replied',
  'callback',
  'closed',
  'unreachable',
  'terminated',
  'merged',
  'redirected',
  'excluded',
  // to units
  'order_new',
  'order_urgent',
  'order_assist',
  'order_again',
  'due_soon',
  'overdue',
  'supervised',
  'assist_urged',
  'whistled',
  'objection_upheld',
  'objection_refused',
  'reply_returned',
  // to the district above the lead
  'district_urgent',
  'district_overdue',
  // to whoever watches at the hotline
  'alarm',
  'whistle_missed',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Every notice stands on its reader's page; these carry it beyond. */
export const noticeChannels = ['email', 'sms', 'voice'] as const
export type NoticeChannel = (typeof noticeChannels)[number]

/** No code of a unit begins with a sign, so these never stand for one. */
export const toRequester = '@requester'
export const toHotline = '@hotline'

/** A notice as it is kept: codes and instants, never words, a name, a phone or an address. */
export interface Notice {
  /**
   * The journal entry that it follows. A notice of a moment follows none: its deadline's minute, negative, so
   * that each deadline is told of once.
   */
  readonly seq: number
  readonly kind: NoticeKind
  /** `toRequester`, `toHotline` or the code of a unit. */
  readonly recipient: string
  /** The unit that it speaks of. */
  readonly unitCode: string | null
  /** The deadline that it speaks of, as stamped then. */
  readonly dueAt: Instant | null
  /** Code of the reason that it gives. */
  readonly reason: string | null
  readonly at: Instant
}
