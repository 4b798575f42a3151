import type { ServerResponse } from 'node:http'
import type { Actor } from '../../core/permission/roles.ts'
import type { App } from '../../actions/app.ts'
import type { StaffAccess } from '../../actions/staff-access.ts'
import type { Instant } from '../../core/time.ts'
import type { Database } from '../../store/database.ts'
import { problem, type Problem } from '../answer.ts'
import { createChangeHub } from '../change-hub.ts'
import { audienceOf, bytesOf, changesText, gatheringsText } from './event-text.ts'
import { createPresenceHub } from './presence-hub.ts'
import { openSink, type Sink } from './sink.ts'

/** By what a reader came in, and therefore what ends the stream. */
export type Pass =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'session'; readonly secret: string }
  | { readonly kind: 'until'; readonly at: Instant }

export interface Reader {
  readonly actor: Actor
  readonly pass: Pass
  /** Where the stream before was broken off. */
  readonly lastId: string | undefined
  readonly isPage: boolean
  /** Node's own answer; tests call without. */
  readonly outgoing: ServerResponse | undefined
}

export interface EventStreams {
  open(reader: Reader): Response | Problem
  readonly count: number
}

export interface EventStreamsOptions {
  readonly app: App
  readonly database: Database
  readonly access: StaffAccess
  readonly onFault: (error: unknown) => void
}

interface Stream {
  readonly pass: Pass
  readonly sink: Sink
}

const heartbeatMilliseconds = 15_000
/** Together with the seconds for which a token is believed this stays below five. */
const checkMilliseconds = 1_500
const streamsMost = 10_000
const heartbeat = bytesOf(': still here\n\n')
const opening = bytesOf('retry: 2000\n: open\n\n')
const resync = bytesOf('event: resync\ndata: {}\n\n')

/** All open event streams of this process: one reader of the journal, one heart, one look at who may still listen. */
export function createEventStreams({ app, database, access, onFault }: EventStreamsOptions): EventStreams {
  const hub = createChangeHub({ database, clock: app.clock, onFault })
  const presence = createPresenceHub({ database, clock: app.clock, onFault })
  const streams = new Set<Stream>()
  let timers: readonly NodeJS.Timeout[] = []

  const check = async (): Promise<void> => {
    const open = await stillOpen(
      [...streams].map(({ pass }) => pass),
      access,
      app.clock.now(),
    )
    for (const stream of streams) if (!open(stream.pass)) stream.sink.end()
  }
  const start = (): void => {
    if (timers.length > 0) return
    timers = [
      setInterval(() => streams.forEach(({ sink }) => sink.send(heartbeat)), heartbeatMilliseconds),
      setInterval(() => void check().catch(onFault), checkMilliseconds),
    ]
  }
  const rest = (): void => {
    if (streams.size > 0) return
    for (const timer of timers) clearInterval(timer)
    timers = []
  }

  return {
    get count() {
      return streams.size
    },
    open: ({ actor, pass, lastId, isPage, outgoing }) => {
      if (lastId !== undefined && !/^\d{1,18}$/.test(lastId))
        return problem('invalid_filter', { more: { filter: 'Last-Event-ID' } })
      if (streams.size >= streamsMost) return problem('too_many_streams', { headers: { 'retry-after': '30' } })
      const audience = audienceOf(actor, app.rulebook, isPage)
      const leaving: (() => void)[] = []
      const { sink, response } = openSink(outgoing, () => {
        streams.delete(stream)
        for (const leave of leaving) leave()
        rest()
      })
      const stream: Stream = { pass, sink }
      const say = (text: string): void => {
        if (text !== '') sink.send(bytesOf(text))
      }
      streams.add(stream)
      start()
      sink.send(opening)
      leaving.push(hub.listen((changes) => say(changesText(changes, audience))))
      if (isPage) {
        leaving.push(presence.listen((gatherings) => say(gatheringsText(gatherings, audience))))
        say(gatheringsText(presence.now(), audience))
      }
      if (lastId !== undefined)
        hub.since(lastId).then((missed) => (missed ? say(changesText(missed, audience)) : sink.send(resync)), onFault)
      return response
    },
  }
}

/** Asked for all together: two thousand readers are one question, not two thousand. */
async function stillOpen(passes: readonly Pass[], access: StaffAccess, now: Instant): Promise<(pass: Pass) => boolean> {
  const tokens = new Set(passes.flatMap((pass) => (pass.kind === 'token' ? [pass.token] : [])))
  const secrets = new Set(passes.flatMap((pass) => (pass.kind === 'session' ? [pass.secret] : [])))
  const valid = new Set<string>()
  const [open] = await Promise.all([
    access.openSessions([...secrets]),
    ...[...tokens].map(async (token) => (await access.actorOfToken(token)) && valid.add(token)),
  ])
  return (pass) => {
    switch (pass.kind) {
      case 'token':
        return valid.has(pass.token) || !tokens.has(pass.token)
      case 'session':
        return open.has(pass.secret) || !secrets.has(pass.secret)
      case 'until':
        return now < pass.at
    }
  }
}
