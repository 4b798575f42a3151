import { readFileSync } from 'node:fs'
import { afterAll } from 'vitest'
import type { App } from '../../../src/actions/app.ts'
import { execute } from '../../../src/actions/execute.ts'
import { registerRequest } from '../../../src/actions/register.ts'
import type { NoticeAdapter } from '../../../src/channels/notice/adapter.ts'
import { createGateway } from '../../../src/channels/notice/gateway.ts'
import { createSmtp } from '../../../src/channels/notice/smtp.ts'
import type { NoticeTemplate } from '../../../src/core/catalogue/city-pack.ts'
import { createRulebook } from '../../../src/core/catalogue/rulebook.ts'
import type { Actor } from '../../../src/core/permission/roles.ts'
import type { Command } from '../../../src/core/work-order/decide.ts'
import type { Intake, Requester } from '../../../src/core/work-order/intake.ts'
import { sendNotices, type NoticeWays } from '../../../src/jobs/notices/send.ts'
import { createRandom } from '../../../src/main/random.ts'
import { createStore } from '../../../src/store/store.ts'
import { openTinyHouse, type TinyHouse } from '../../actions/support/tiny-house.ts'
import { hotline, intake } from '../../support/world.ts'
import { tinyCity } from '../../support/tiny-city.ts'
import { openMessageGateway, type MessageGateway } from './message-gateway.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'

export const secret = 'a secret of thirty-two letters or more'
/** Made up, and looked for in everything that is kept or sent. */
export const citizen: Requester = {
  name: '欧阳测试',
  phone: '+8613900012345',
  email: 'ouyang.test@mail.example',
  door: '九单元九零九',
}

export interface NoticeHouse {
  readonly house: TinyHouse
  readonly app: App
  /** A second process on the same database. */
  another(): App
  readonly ways: NoticeWays
  readonly office: PostOffice
  readonly gateway: MessageGateway
  /** Sends until nothing is left for now. */
  send(): Promise<void>
  register(more?: Partial<Intake>): Promise<string>
  run(number: string, actor: Actor, command: Command): Promise<void>
  /** Everything of a request's deliveries, in the order of their kinds. */
  deliveries(number: string): Promise<readonly Record<string, unknown>[]>
}

const notices = JSON.parse(readFileSync('cities/beijing/notices.json', 'utf8')) as NoticeTemplate[]
const footers = {
  'zh-CN': { 'notice.look': '看：{link}', 'notice.stop': '停：{link}' },
  en: { 'notice.look': 'Look: {link}', 'notice.stop': 'Stop: {link}' },
}

/** The tiny city with templates, a mail server and a gateway of its own. */
export async function openNoticeHouse(from?: string): Promise<NoticeHouse> {
  const [house, office, gateway] = await Promise.all([openTinyHouse(from), openPostOffice(), openMessageGateway()])
  const rulebook = createRulebook({ ...tinyCity, notices, texts: footers })
  const another = (): App => {
    const app = house.another()
    return { ...app, rulebook, store: createStore(app.store.database, createRandom(), app.store.database, true) }
  }
  const app = another()
  const now = (): number => app.clock.now()
  const adapters: readonly NoticeAdapter[] = [
    createSmtp({ url: office.url, from: 'notice@city.example', name: 'Tiny City 12345' }),
    createGateway({ channel: 'sms', url: gateway.url, secret, now, timeoutMs: 300 }),
  ]
  afterAll(() => adapters.forEach((adapter) => adapter.close()))
  const ways: NoticeWays = {
    adapters,
    links: {
      track: 'https://city.example/track',
      staff: 'https://city.example/staff/inbox',
      stop: (number, token) => `https://city.example/notices/stop?number=${number}&token=${token}`,
    },
  }
  let messages = 0
  return {
    house,
    app,
    another,
    ways,
    office,
    gateway,
    send: async () => {
      while ((await sendNotices(app, ways, 100)) > 0);
    },
    register: async (more = {}) => {
      messages += 1
      const outcome = await registerRequest(
        app,
        hotline('intake_agent'),
        intake({ messageId: `n${messages}`, requester: citizen, ...more }),
      )
      if (!outcome.ok) throw new Error(`register refused: ${outcome.refusal.code}`)
      return outcome.number
    },
    run: async (number, actor, command) => {
      const outcome = await execute(app, actor, number, command)
      if (!outcome.ok) throw new Error(`${command.name} refused: ${JSON.stringify(outcome.refusal)}`)
    },
    deliveries: (number) =>
      house.asOwner(
        `select kind, recipient, channel, state, reason, attempts, receipt, next_attempt_at as "nextAttemptAt"
         from hotline.notice_delivery where number = $1 order by planned_at, kind, recipient, channel`,
        [number],
      ),
  }
}
