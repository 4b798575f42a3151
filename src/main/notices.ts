import type { NoticeAdapter } from '../channels/notice/adapter.ts'
import { createGateway } from '../channels/notice/gateway.ts'
import { createSmtp } from '../channels/notice/smtp.ts'
import { sendNotices, type NoticeWays } from '../jobs/notices/send.ts'
import type { Clock } from '../actions/app.ts'
import type { CityPack } from '../core/catalogue/city-pack.ts'
import type { Config } from './config.ts'
import type { House } from './open-house.ts'
import type { Installation } from './installation.ts'
import type { Chore } from './worker.ts'

const EVERY_SECONDS = 2
const LIMIT = 200
/** A backlog is worked off in one go, but other chores have their turn. */
const MOST_ROUNDS = 20

/** Whether any way beyond the page is set up. */
export const hasNoticeWays = ({ notices: { smtp, sms, voice } }: Config): boolean =>
  smtp !== null || sms !== null || voice !== null

/** The people of a demo are made up, and their phones may be somebody's: nothing leaves it. Nor does a simulated past. */
export const mayNotify = (config: Config, { kind }: Installation, clock: Clock | undefined): boolean =>
  kind === 'city' && clock === undefined && hasNoticeWays(config)

export function noticeWays({ notices }: Config, pack: CityPack, clock: Clock): NoticeWays {
  const now = (): number => clock.now()
  const adapters: NoticeAdapter[] = []
  if (notices.smtp) adapters.push(createSmtp({ ...notices.smtp, name: senderName(pack) }))
  for (const channel of ['sms', 'voice'] as const) {
    const gateway = notices[channel]
    if (gateway) adapters.push(createGateway({ channel, ...gateway, now }))
  }
  const address = (path: string): string | null => notices.publicUrl && `${notices.publicUrl}${path}`
  return {
    adapters,
    links: {
      track: address('/track'),
      staff: address('/staff/inbox'),
      stop: (number, token) => address(`/notices/stop?number=${number}&token=${token}`),
    },
  }
}

const senderName = (pack: CityPack): string => `${pack.name[pack.defaultLanguage] ?? pack.name.en} ${pack.hotline}`

/** Secrets by which the gateways sign what they report. */
export const receiptSecrets = ({ notices: { sms, voice } }: Config): readonly string[] =>
  [sms, voice].flatMap((gateway) => (gateway ? [gateway.secret] : []))

/** Sending as the worker's chore, in every process; null where nothing leaves. */
export function noticeChore({ app, config, pack }: Pick<House, 'app' | 'config' | 'pack'>): {
  readonly chore: Chore
  readonly close: () => Promise<void>
} | null {
  if (!app.store.sendsNotices) return null
  const ways = noticeWays(config, pack.pack, app.clock)
  const run = async (): Promise<void> => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) if ((await sendNotices(app, ways, LIMIT)) === 0) return
  }
  const close = async (): Promise<void> => ways.adapters.forEach((adapter) => adapter.close())
  return { chore: { name: 'notices', everySeconds: EVERY_SECONDS, run }, close }
}
