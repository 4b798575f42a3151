import { problem, type Problem } from './answer.ts'

/** Classes of SQLSTATE that pass: connection, resources (disk, memory, connections), operator, system. */
const passing = /^(?:08|53|57|58|25006)/
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
])

/** Whether the database could not be reached or could not write: nothing is wrong with what was asked. */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  if (typeof code === 'string') return passing.test(code) || network.has(code)
  return typeof message === 'string' && /connection|timeout exceeded|client was closed|terminated/i.test(message)
}

/** A fault in the answer's words: 503 where trying again helps, 500 where we are wrong. Its details stay inside. */
export const faultOf = (error: unknown): Problem => problem(isUnavailable(error) ? 'unavailable' : 'internal')
