import { problem, type Problem } from './answer.ts'

const queryMax = 2_000

/** Whether path and query are encoded as addresses may be: whole percent signs, UTF-8, no NUL. */
export function addressFault(url: string): Problem | undefined {
  if (!url.includes('%')) return undefined
  try {
    if (!decodeURIComponent(url).includes('\u0000')) return undefined
  } catch {
    // Half a percent sign, or bytes that are no UTF-8.
  }
  return problem('malformed_address')
}

export type Query = Readonly<Record<string, string>>

/** The query with the parameters that the route knows; anything else, or one given twice, is refused. */
export function readQuery(url: string, known: readonly string[]): Query | Problem {
  const start = url.indexOf('?')
  if (start < 0) return {}
  const facts = known.length > 0 ? { known: known.join(', ') } : {}
  if (url.length - start > queryMax) return problem('invalid_filter')
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    if (!known.includes(name)) return problem('unknown_filter', { facts, more: { filter: name.slice(0, 80) } })
    if (Object.hasOwn(query, name)) return problem('invalid_filter', { more: { filter: name } })
    query[name] = value
  }
  return query
}
