import type { IncomingMessage, ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { Actor } from '../core/permission/roles.ts'
import type { InputShape } from '../core/text/input-field.ts'
import { addressFault, readQuery, type Query } from './address.ts'
import { isProblem, problem, render, type Problem, type Rendered, type Reply } from './answer.ts'
import type { Api } from './api.ts'
import { authenticate, type Caller } from './authenticate.ts'
import { faultOf } from './fault.ts'
import { preferredLanguage, type Spoken } from './language.ts'
import { readFile, readJson, type JsonBody } from './read-body.ts'

/** What OpenAPI says of a route, and what is checked before it runs. */
export interface Route {
  readonly method: 'GET' | 'POST'
  /** As Hono writes it, `/requests/:number`. */
  readonly path: string
  readonly name: string
  readonly summary: string
  readonly caller: Caller
  /** The query parameters it knows; undefined for none, null where nobody cares. */
  readonly query?: readonly string[] | null
  readonly body?: InputShape
  /** Status of a good answer. */
  readonly answers: number
  readonly accepts?: 'text/event-stream' | 'image/*'
  /** The body is a file, whatever the client calls it. */
  readonly takes?: 'file'
  readonly run: (call: Call) => Promise<Reply | Response> | Reply | Response
}

/** One request on its way through a route. */
export interface Call {
  readonly language: Spoken
  /** Undefined where anyone may call and nobody said who they are. */
  readonly actor: Actor | undefined
  readonly query: Query
  readonly body: JsonBody | undefined
  readonly request: Request
  /** Node's own answer, for a reply that never ends. */
  readonly outgoing: ServerResponse | undefined
  readonly param: (name: string) => string
  readonly header: (name: string) => string | undefined
}

const headersMost = 200

/** Node's own request and answer, where there are any: tests call without. */
interface Wire {
  readonly incoming?: IncomingMessage
  readonly outgoing?: ServerResponse
}

export function handlerOf(
  api: Api,
  route: Route,
  onFault: (error: unknown) => void,
): (c: Context) => Promise<Response> {
  const { defaultLanguage } = api.app.rulebook.pack
  return async (c) => {
    const { incoming, outgoing } = (c.env ?? {}) as Wire
    const header = (name: string): string | undefined =>
      incoming ? textOf(incoming.headers[name]) : (c.req.header(name) ?? undefined)
    const language = preferredLanguage(header('accept-language'), defaultLanguage)
    try {
      const call = await callOf(api, route, c, { incoming, outgoing, header, language })
      if ('problem' in call) return deliver(render(call, language), outgoing)
      const reply = await route.run(call)
      return reply instanceof Response ? reply : deliver(render(reply, language), outgoing)
    } catch (error) {
      onFault(error)
      return deliver(render(faultOf(error), language), outgoing)
    }
  }
}

/** Written straight to Node's answer where there is one: a fifth of an intake's cost would go into a Response and out again. */
function deliver({ status, headers, body }: Rendered, outgoing: ServerResponse | undefined): Response {
  if (!outgoing) return new Response(body, { status, headers })
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  // As a text it leaves in one piece with the headers.
  outgoing.end(body)
  return RESPONSE_ALREADY_SENT
}

const textOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'object' ? value.join(', ') : value

interface Heard {
  readonly incoming: IncomingMessage | undefined
  readonly outgoing: ServerResponse | undefined
  readonly language: Spoken
  readonly header: (name: string) => string | undefined
}

async function callOf(api: Api, route: Route, c: Context, heard: Heard): Promise<Call | Problem> {
  const { incoming, header, language } = heard
  const { url } = c.req
  const fault = requestFault(route, url, heard)
  if (fault) return fault
  const query = route.query === null ? {} : readQuery(url, route.query ?? [])
  if (isProblem(query)) return query
  // The body is read before anybody is asked who they are: a client that waits for its turn to send is never stuck.
  const body =
    route.method === 'POST'
      ? await (route.takes ? readFile : readJson)({ request: c.req.raw, incoming, header })
      : undefined
  if (body && isProblem(body)) return body
  const param = (name: string): string => c.req.param(name) ?? ''
  const caller = await authenticate(api, route.caller, header, param('number'))
  if ('problem' in caller) return caller
  return { language, actor: caller.actor, query, body, request: c.req.raw, outgoing: heard.outgoing, header, param }
}

function requestFault(route: Route, url: string, { incoming, header }: Heard): Problem | undefined {
  if (incoming && incoming.rawHeaders.length > 2 * headersMost) {
    return problem('too_many_headers', { facts: { limit: headersMost }, headers: { connection: 'close' } })
  }
  const accept = header('accept')
  if (accept !== undefined && !accepts(accept, route.accepts)) return problem('not_acceptable')
  return addressFault(url)
}

const accepts = (accept: string, special: string | undefined): boolean =>
  accept === '' ||
  /\*\/\*|application\/(?:\*|json|[\w.-]*\+json)/i.test(accept) ||
  (special !== undefined && accept.includes(special.replace('*', '')))
