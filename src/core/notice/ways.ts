import { civilTime, instantAtMillisecond } from '../calendar/zone.ts'
import type { CityPack } from '../catalogue/city-pack.ts'
import type { UrgencyLevel } from '../deadline/terms.ts'
import { DAY, HOUR, MINUTE, type Instant } from '../time.ts'
import type { Confidentiality, RequestType } from '../work-order/states.ts'
import { toHotline, toRequester, type NoticeChannel, type NoticeKind } from './notice.ts'
import { noticeRule } from './rules.ts'

/** What of a request decides how its notices go. */
export interface NoticeSubject {
  readonly kind: NoticeKind
  readonly recipient: string
  readonly confidentiality: Confidentiality
  readonly requestType: RequestType
  readonly level: UrgencyLevel
}

export interface Ways {
  readonly channels: readonly NoticeChannel[]
  /** Somebody else may look at the screen of the phone: the words tell that there is news, not what about. */
  readonly isDiscreet: boolean
}

/**
 * The ways by which a notice may go beside the page. An anonymous requester has only the page; who asked to
 * stay secret, or reports wrongdoing (举报), gets words that say nothing of the matter or of the unit.
 */
export function waysOf({ kind, recipient, confidentiality, requestType }: NoticeSubject): Ways {
  const { by } = noticeRule(kind)
  if (recipient === toHotline) return { channels: [], isDiscreet: false }
  if (recipient !== toRequester) return { channels: by, isDiscreet: false }
  if (confidentiality === 'anonymous') return { channels: [], isDiscreet: false }
  return { channels: by, isDiscreet: confidentiality === 'secret' || requestType === 'report' }
}

/** No template, no notice; where the words have to be discreet, the pack has to have such words. */
export const hasTemplate = ({ notices }: Pick<CityPack, 'notices'>, kind: NoticeKind): boolean => {
  const { template } = noticeRule(kind)
  return notices.some(({ to, on }) => to === template.to && on === template.on)
}

/** As long as an order can be taken back (undo), word of it stays in. */
const recallable = MINUTE

/** From when on a notice may go out. */
export const goesOutAt = (kind: NoticeKind, at: Instant): Instant =>
  noticeRule(kind).isRecallable ? at + recallable : at

/** Old news is not sent: the page has it. */
export const tooOldAfter = DAY

/**
 * The next moment at which a channel may reach its reader: no phone rings or buzzes at a citizen's outside the
 * hours in which the city calls people back, unless there is danger. E-mail and units have no such hours.
 */
export function nextHour(now: Instant, channel: NoticeChannel, subject: NoticeSubject, pack: CityPack): Instant {
  if (channel === 'email' || subject.recipient !== toRequester || subject.level === 'L1') return now
  const { callbackFromHour, callbackUntilHour } = pack.rules
  const { dayNumber, millisecondOfDay } = civilTime(now, pack.timeZone)
  if (millisecondOfDay >= callbackFromHour * HOUR && millisecondOfDay < callbackUntilHour * HOUR) return now
  const day = millisecondOfDay < callbackFromHour * HOUR ? dayNumber : dayNumber + 1
  return instantAtMillisecond(day, callbackFromHour * HOUR, pack.timeZone)
}

/** Pauses after a try that went wrong; after the last there is no further one. */
export const retryPauses: readonly number[] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR]

/** How long whoever took a notice to send may keep it; then another tries, under the same id. */
export const takenFor = 2 * MINUTE
