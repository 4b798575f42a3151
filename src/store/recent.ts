import type { ServiceRequest } from '../core/work-order/service-request.ts'

/** A request as it stands, with the head of its chain. */
export interface Loaded {
  readonly request: ServiceRequest
  readonly headHash: Buffer
}

/**
 * Requests that this process has just read or written. A command may decide on one of them, since
 * its commit succeeds only where the row's seq is still the one decided on; a refusal or a lost race
 * on a remembered request is decided again on a fresh one. Never used to show anything.
 */
export interface Recent {
  get(number: string): Loaded | undefined
  remember(loaded: Loaded): void
  forget(number: string): void
}

export function createRecent(most = 2_000): Recent {
  const kept = new Map<string, Loaded>()
  return {
    get: (number) => kept.get(number),
    remember: (loaded) => {
      const { number } = loaded.request
      kept.delete(number)
      kept.set(number, loaded)
      // A map keeps its order of entry: the first is the one that was longest untouched.
      if (kept.size > most) for (const oldest of kept.keys()) return void kept.delete(oldest)
    },
    forget: (number) => void kept.delete(number),
  }
}
