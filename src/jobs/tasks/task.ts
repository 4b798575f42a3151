import type { App } from '../../actions/app.ts'
import type { RequestNumber } from '../../core/work-order/service-request.ts'

export type Payload = Readonly<Record<string, unknown>>

/** What is done after a commit. It may run twice; it throws only where it should be tried again. */
export type RunTask = (app: App, payload: Payload) => Promise<void>

/** The request that a task is about. */
export function numberOf(payload: Payload): RequestNumber {
  const { number } = payload
  if (typeof number !== 'string') throw new Error('a task without a request number')
  return number
}
