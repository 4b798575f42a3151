import type { App } from '../../actions/app.ts'

/**
 * Brings the database a step nearer to what time and the rules ask for: no payload, at most `limit`
 * steps, oldest first, safe to run twice and in several processes at once.
 * @param together how many steps at once
 * @returns how many steps were taken; `limit` means that there may be more
 */
export type Reconcile = (app: App, limit: number, together?: number) => Promise<number>
