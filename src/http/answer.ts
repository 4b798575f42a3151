import type { Refusal } from '../core/refusal.ts'
import { sentencesOf } from '../core/text/refusal-words.ts'
import { fill } from '../core/text/sentence.ts'
import type { Spoken } from './language.ts'
import { httpProblems, type HttpProblemCode } from './problem-words.ts'
import { statusOf } from './refusal-status.ts'

type Headers = Readonly<Record<string, string>>

/** What a route answers: a value as JSON, or a text that already is JSON. */
export interface Answer {
  readonly status: number
  readonly json?: unknown
  readonly text?: string
  readonly headers?: Headers
}

/** A refusal on its way out: by rule of the city, or by the interface itself. */
export interface Problem {
  readonly problem: HttpProblemCode | 'refused'
  readonly refusals?: readonly Refusal[]
  readonly facts?: Readonly<Record<string, string | number>>
  /** Members beside the standard ones. */
  readonly more?: Readonly<Record<string, unknown>>
  readonly headers?: Headers
}

export type Reply = Answer | Problem

export const isProblem = (reply: object): reply is Problem => 'problem' in reply

export const problem = (code: HttpProblemCode, more: Omit<Problem, 'problem'> = {}): Problem => ({
  problem: code,
  ...more,
})

/** One refusal, or all the faults of an input. */
export const refusedWith = (
  refusals: readonly Refusal[],
  more: Omit<Problem, 'problem' | 'refusals'> = {},
): Problem => ({
  problem: 'refused',
  refusals,
  ...more,
})

/** Whoever may see an answer sees it once; nothing in it is a page. */
const always: Headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
const jsonHeaders: Headers = { ...always, 'content-type': 'application/json; charset=utf-8' }

/** An answer as it goes onto the wire. */
export interface Rendered {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

export function render(reply: Reply, language: Spoken): Rendered {
  if (isProblem(reply)) return renderProblem(reply, language)
  return {
    status: reply.status,
    headers: reply.headers ? { ...jsonHeaders, ...reply.headers } : jsonHeaders,
    body: reply.text ?? JSON.stringify(reply.json),
  }
}

function renderProblem(reply: Problem, language: Spoken): Rendered {
  const { status, body } = problemBody(reply, language)
  const headers = {
    ...always,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language,
    ...retryHeader(reply, status),
    ...reply.headers,
  }
  return { status, headers, body: JSON.stringify(body) }
}

/** RFC 9457: a stable code, the fact and what to do, and one entry for each field that is meant. */
function problemBody(reply: Problem, language: Spoken): { readonly status: number; readonly body: object } {
  const refusals = reply.refusals ?? []
  const [first] = refusals
  if (reply.problem === 'refused' && first && refusals.length === 1) {
    const status = statusOf(first)
    return { status, body: bodyOf(first.code, status, sentencesOf(first, language), reply, language) }
  }
  const code = reply.problem === 'refused' ? 'invalid_input' : reply.problem
  const { status, words } = httpProblems[code]
  return { status, body: bodyOf(code, status, fill(words, reply.facts ?? {}, language), reply, language) }
}

function bodyOf(
  code: string,
  status: number,
  sentences: { readonly title: string; readonly detail: string },
  reply: Problem,
  language: Spoken,
): object {
  const errors = (reply.refusals ?? [])
    .filter((refusal) => refusal.field !== undefined)
    .map((refusal) => ({
      field: refusal.field,
      code: refusal.code,
      detail: sentencesOf(refusal, language).detail,
      ...refusal.facts,
    }))
  return {
    type: `urn:open12345:problem:${code}`,
    title: sentences.title,
    status,
    detail: sentences.detail,
    code,
    ...(errors.length > 0 ? { errors } : {}),
    ...reply.more,
  }
}

function retryHeader(reply: Problem, status: number): Headers {
  const seconds = reply.refusals?.[0]?.facts?.['seconds']
  if (seconds !== undefined) return { 'retry-after': String(seconds) }
  if (status === 503) return { 'retry-after': '5' }
  return reply.problem === 'in_progress' ? { 'retry-after': '1' } : {}
}
