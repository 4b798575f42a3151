import type { RequestDisposition, RequestState } from './states.ts'

const byState: Partial<Record<RequestState, RequestDisposition>> = {
  answered_directly: 'answered',
  transferred_emergency: 'emergency',
  redirected: 'redirected',
  repeat_informed: 'repeat',
  withdrawn: 'withdrawn',
  closed: 'rated',
}

/** How a request has ended when it enters a settled state and the event itself does not say. */
export const dispositionOnEntering = (state: RequestState): RequestDisposition | null => byState[state] ?? null
