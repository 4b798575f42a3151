import type { IncomingMessage, ServerResponse } from 'node:http'
import { Hono, type Context } from 'hono'
import type { App } from '../../actions/app.ts'
import { openTracking } from '../../actions/open-tracking.ts'
import { doings, notePresence, type Doing } from '../../actions/presence.ts'
import { sessionCookieName, type StaffAccess } from '../../actions/staff-access.ts'
import { HOUR } from '../../core/time.ts'
import { parseRequestNumber } from '../../core/work-order/number.ts'
import { isProblem, problem, refusedWith, render, type Problem } from '../answer.ts'
import { faultOf } from '../fault.ts'
import { preferredLanguage } from '../language.ts'
import { readJson } from '../read-body.ts'
import { readCookie } from './cookie.ts'
import type { EventStreams, Reader } from './event-streams.ts'

export interface LiveOptions {
  readonly app: App
  readonly access: StaffAccess
  readonly streams: EventStreams
  readonly onFault: (error: unknown) => void
}

/** Set by the page that opened a request with its access code: `number.code`. */
const openedCookieName = 'opened_request'
const requesterListensFor = HOUR

/**
 * What open pages are told as it happens, and what they tell of themselves. By the cookies of the pages, for our own
 * pages alone; other programs use `/api/v1/events` with a token.
 */
export function createLive({ app, access, streams, onFault }: LiveOptions): Hono {
  const hono = new Hono()
  const answer = async (c: Context, run: () => Promise<Response | Problem>): Promise<Response> => {
    const language = preferredLanguage(c.req.header('accept-language'), app.rulebook.pack.defaultLanguage)
    const reply = await run().catch((error: unknown) => {
      onFault(error)
      return faultOf(error)
    })
    if (reply instanceof Response) return reply
    const { status, headers, body } = render(reply, language)
    return new Response(body, { status, headers })
  }
  const sessionOf = (c: Context): string | undefined => readCookie(c.req.header('cookie'), sessionCookieName)
  const open = (c: Context, reader: Pick<Reader, 'actor' | 'pass'>): Response | Problem => {
    return streams.open({
      ...reader,
      lastId: c.req.header('last-event-id'),
      isPage: true,
      outgoing: wireOf(c).outgoing,
    })
  }

  hono.get('/staff/live', (c) =>
    answer(c, async () => {
      const secret = sessionOf(c)
      const actor = isForeign(c) || secret === undefined ? undefined : await access.actorOfSession(secret)
      return actor && secret !== undefined ? open(c, { actor, pass: { kind: 'session', secret } }) : unauthenticated
    }),
  )
  hono.get('/track/live', (c) =>
    answer(c, async () => {
      const [number, code] = (readCookie(c.req.header('cookie'), openedCookieName) ?? '').split('.')
      if (isForeign(c) || !number || !code) return unauthenticated
      const opened = await openTracking(app, number, code)
      if (!opened.ok) return refusedWith([opened.refusal])
      return open(c, { actor: opened.actor, pass: { kind: 'until', at: app.clock.now() + requesterListensFor } })
    }),
  )
  hono.post('/staff/presence', (c) =>
    answer(c, async () => {
      const secret = sessionOf(c)
      // A page that is merely open does not keep a session alive.
      const actor = isForeign(c) || secret === undefined ? undefined : await access.seenSession(secret)
      if (!actor) return unauthenticated
      const { incoming } = wireOf(c)
      const read = await readJson({ request: c.req.raw, incoming, header: (name) => c.req.header(name) })
      if (isProblem(read)) return read
      const wish = readPresence(read.value)
      if (!wish) return problem('invalid_input')
      const noted = await notePresence(app, actor, wish.number, wish.doing)
      return noted.ok ? new Response(null, { status: 204 }) : refusedWith([noted.refusal])
    }),
  )
  return hono
}

const unauthenticated = problem('unauthenticated')

/** Cookies are SameSite already; this is the second lock. Browsers say where a request comes from. */
function isForeign(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin')
  return origin !== undefined && URL.parse(origin)?.host !== c.req.header('host')
}

function readPresence(value: unknown): { readonly number: string; readonly doing: Doing } | undefined {
  const body = value as { readonly number?: unknown; readonly doing?: unknown } | null
  const number = parseRequestNumber(String(body?.number))
  const doing = doings.find((one) => one === body?.doing)
  return number !== undefined && doing !== undefined ? { number, doing } : undefined
}

/** Node's own request and answer, where there are any: tests call without. */
interface Wire {
  readonly incoming?: IncomingMessage
  readonly outgoing?: ServerResponse
}

const wireOf = (c: Context): { incoming: IncomingMessage | undefined; outgoing: ServerResponse | undefined } => {
  const { incoming, outgoing } = (c.env ?? {}) as Wire
  return { incoming, outgoing }
}
