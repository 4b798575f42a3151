import type { Problem } from '../../kit/problems.ts'
import type { FiledCall } from './file-call.server.ts'

/** What became of a call that was sent. `lost`: no answer came, it may or may not stand; its key tells the next try. */
export type Sent =
  | { readonly as: 'filed'; readonly filed: FiledCall }
  | { readonly as: 'refused'; readonly problems: readonly Problem[] }
  | { readonly as: 'signed-out' }
  | { readonly as: 'lost' }

/** Longer than the slowest save; whoever waits for more has a caller on the line. */
const patienceMs = 6_000

export async function sendCall(body: string): Promise<Sent> {
  try {
    const response = await window.fetch('/staff/calls/file', {
      method: 'POST',
      body: new URLSearchParams(body),
      signal: AbortSignal.timeout(patienceMs),
    })
    if (response.status === 401) return { as: 'signed-out' }
    if (response.status >= 500) return { as: 'lost' }
    const answer = (await response.json()) as FiledCall | { ok: false; problems: readonly Problem[] }
    return answer.ok ? { as: 'filed', filed: answer } : { as: 'refused', problems: answer.problems }
  } catch {
    return { as: 'lost' }
  }
}
