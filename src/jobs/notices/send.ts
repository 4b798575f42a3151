import type { App } from '../../actions/app.ts'
import type { NoticeAdapter, Sent } from '../../channels/notice/adapter.ts'
import { toRequester, type NoticeChannel } from '../../core/notice/notice.ts'
import { nextHour, retryPauses, takenFor, waysOf } from '../../core/notice/ways.ts'
import { wordsOf } from '../../core/notice/words.ts'
import { isMobile } from '../../core/text/phone.ts'
import { noteOutcome, takeDeliveries, type DeliveryOutcome, type TakenDelivery } from '../../store/write/notice.ts'
import { addressesOf, type Addresses } from './addresses.ts'
import { footerOf, type NoticeLinks } from './footer.ts'
import { planNotices } from './plan.ts'

/** How notices leave: main makes it. */
export interface NoticeWays {
  readonly adapters: readonly NoticeAdapter[]
  readonly links: NoticeLinks
}

/** At most this many messages are under way at once. */
const together = 8

/**
 * Plans what waits and sends what is due. Safe in several processes at once: a delivery is taken by one, for two
 * minutes. A process that dies between sending and writing it down leaves one message that is sent again, under
 * the same id: at least once for the other side, which knows it by its name.
 * @returns how many steps were taken; `limit` or more means that there may be more
 */
export async function sendNotices(app: App, ways: NoticeWays, limit: number): Promise<number> {
  const { adapters } = ways
  const planned = await planNotices(
    app,
    adapters.map(({ channel }) => channel),
    limit,
  )
  const now = app.clock.now()
  const taken = await takeDeliveries(app.store.database, now, now + takenFor, Math.min(limit, 64))
  for (let from = 0; from < taken.length;) {
    // One requester's messages go together, so that their identity is opened once.
    let to = Math.min(from + together, taken.length)
    while (to < taken.length && taken[to]?.number === taken[to - 1]?.number) to += 1
    await sendTogether(app, ways, taken.slice(from, to))
    from = to
  }
  return planned + taken.length
}

async function sendTogether(app: App, ways: NoticeWays, deliveries: readonly TakenDelivery[]): Promise<void> {
  const groups = Map.groupBy(deliveries, ({ number, recipient }) => `${number} ${recipient}`)
  const results = await Promise.allSettled(
    [...groups.values()].map(async (group) => {
      const wanted = group.filter(({ isOptedOut }) => !isOptedOut)
      const addresses = wanted[0] ? await addressesOf(app, wanted[0], wanted) : nowhere
      for (const delivery of group) await settle(app, delivery, await tryOne(app, ways, delivery, addresses))
    }),
  )
  const failed = results.find((result) => result.status === 'rejected')
  // Our own fault, not the other side's: what was taken comes up again by itself.
  if (failed) throw failed.reason
}

const nowhere: Addresses = { email: '', phone: '' }

type Tried = Sent | { readonly ok: 'stays'; readonly reason: string } | { readonly ok: 'later' }

async function tryOne(
  app: App,
  { adapters, links }: NoticeWays,
  delivery: TakenDelivery,
  addresses: Addresses,
): Promise<Tried> {
  const { id, number, channel, language, recipient } = delivery
  const { rulebook, vault, clock } = app
  if (delivery.isOptedOut) return { ok: 'stays', reason: 'opted_out' }
  const adapter = adapters.find((one) => one.channel === channel)
  if (!adapter) return { ok: 'stays', reason: 'not_configured' }
  const to = channel === 'email' ? addresses.email : addresses.phone
  if (to === '') return { ok: 'stays', reason: 'no_address' }
  if (channel === 'sms' && !isMobile(to, rulebook.pack)) return { ok: 'stays', reason: 'not_mobile' }
  const now = clock.now()
  if (nextHour(now, channel, delivery, rulebook.pack) > now) return { ok: 'later' }
  const isCitizen = recipient === toRequester
  const { isDiscreet } = waysOf(delivery)
  const accessCode = isCitizen ? vault.accessCode(number) : ''
  const words = wordsOf(rulebook, delivery, { number, language, isDiscreet, accessCode })
  if (!words) return { ok: 'stays', reason: 'no_words' }
  const stopUrl = isCitizen && channel === 'email' ? links.stop(number, vault.noticeToken(number)) : null
  const text =
    channel === 'email' ? words.body + footerOf(rulebook.pack, links, { language, isCitizen, stopUrl }) : words.body
  return adapter.send({ id, to, subject: words.subject, text, language, stopUrl })
}

async function settle(app: App, delivery: TakenDelivery, tried: Tried): Promise<void> {
  const at = app.clock.now()
  const base: DeliveryOutcome = { id: delivery.id, state: 'sent', reason: null, nextAttemptAt: null, receipt: null, at }
  await noteOutcome(app.store.database, { ...base, ...outcomeOf(app, delivery, tried, at) })
}

function outcomeOf(app: App, delivery: TakenDelivery, tried: Tried, at: number): Partial<DeliveryOutcome> {
  if (tried.ok === 'stays') return { state: 'suppressed', reason: tried.reason }
  if (tried.ok === 'later') return { state: 'pending', nextAttemptAt: hourFor(app, delivery, delivery.channel, at) }
  if (tried.ok) return { receipt: tried.receipt }
  const pause = tried.again ? retryPauses[delivery.attempts - 1] : undefined
  if (pause === undefined) return { state: 'failed', reason: tried.reason }
  const nextAttemptAt = hourFor(app, delivery, delivery.channel, at + pause)
  return { state: 'pending', reason: tried.reason, nextAttemptAt }
}

const hourFor = (app: App, delivery: TakenDelivery, channel: NoticeChannel, at: number): number =>
  nextHour(at, channel, delivery, app.rulebook.pack)
