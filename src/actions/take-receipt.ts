import { noteReceipt, type Receipt } from '../store/write/notice.ts'
import type { App } from './app.ts'

export type { Receipt }

/** Writes down what a gateway tells of a message; the caller has checked who signed it. False for none of ours. */
export const takeReceipt = (app: App, receipt: Receipt): Promise<boolean> =>
  noteReceipt(app.store.database, receipt, app.clock.now())
