/** Classes of SQLSTATE with which the server says that it has no time: connection, resources, operator. */
const passing = /^(?:08|53|57)/
const network = /^E(?:CONN[A-Z]+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/

/** Whether the database could not be reached, or went away in the middle: what was asked has no fault, and may have been done. */
export function isAway(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  if (typeof code === 'string') return passing.test(code) || network.test(code)
  return typeof message === 'string' && /connection terminated|timeout exceeded|client was closed/i.test(message)
}
