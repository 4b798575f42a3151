import type { App } from '../../actions/app.ts'
import { toRequester, type NoticeChannel } from '../../core/notice/notice.ts'
import { noticeRule } from '../../core/notice/rules.ts'
import { hasTemplate, nextHour, tooOldAfter, waysOf } from '../../core/notice/ways.ts'
import { discreetOccasion } from '../../core/notice/words.ts'
import type { Instant } from '../../core/time.ts'
import { waitingNotices, type WaitingNotice } from '../../store/read/notice-waiting.ts'
import { planDeliveries, type PlannedDelivery } from '../../store/write/notice.ts'

/**
 * Chooses the ways of notices that wait, oldest first: what the installation has, the rule allows, the recipient
 * gave an address for and has not turned off. Nobody's identity is opened for it.
 * @returns how many were looked at; `limit` means that there may be more
 */
export async function planNotices(app: App, channels: readonly NoticeChannel[], limit: number): Promise<number> {
  const now = app.clock.now()
  const waiting = await waitingNotices(app.store.database, now, limit)
  if (waiting.length === 0) return 0
  const deliveries = waiting.flatMap((notice) => deliveriesOf(app, notice, channels, now))
  await planDeliveries(app.store.database, waiting, deliveries, now)
  return waiting.length
}

function deliveriesOf(
  { rulebook: { pack } }: App,
  notice: WaitingNotice,
  configured: readonly NoticeChannel[],
  now: Instant,
): readonly PlannedDelivery[] {
  const ways = waysOf(notice)
  if (now - notice.at > tooOldAfter || isOvertaken(notice)) return []
  const { notices } = pack
  const isWorded = ways.isDiscreet
    ? notices.some(({ to, on }) => to === discreetOccasion.to && on === discreetOccasion.on)
    : hasTemplate(pack, notice.kind)
  if (!isWorded) return []
  const isCitizen = notice.recipient === toRequester
  return ways.channels
    .filter((channel) => configured.includes(channel) && hasAddress(notice, channel))
    .map((channel) => {
      const isOff = isCitizen ? notice.isOptedOut : isMuted(notice)
      return {
        number: notice.number,
        seq: notice.seq,
        kind: notice.kind,
        recipient: notice.recipient,
        channel,
        language: isCitizen ? notice.language : pack.defaultLanguage,
        nextAttemptAt: isOff ? null : nextHour(now, channel, notice, pack),
        reason: isOff ? 'opted_out' : null,
      }
    })
}

/** Taken back, or with another unit by now: nobody is told of what no longer holds. */
const isOvertaken = ({ kind, unitCode, leadUnit }: WaitingNotice): boolean =>
  noticeRule(kind).isRecallable === true && unitCode !== leadUnit

const isMuted = ({ kind, muted }: WaitingNotice): boolean => muted.includes(kind) && noticeRule(kind).isUrgent !== true

/** Whether a requester gave an e-mail address is sealed; that is seen when it is sent. */
function hasAddress(notice: WaitingNotice, channel: NoticeChannel): boolean {
  if (notice.recipient === toRequester) return channel === 'email' ? notice.hasIdentity : notice.hasPhone
  return channel === 'email' ? notice.unitHasEmail : notice.unitHasPhone
}
