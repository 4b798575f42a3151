import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { Task } from '../store/commit.ts'
import type { App, Outcome } from './app.ts'
import { attach } from './attach.ts'

/** The task that attaches what was sent with a form, should nobody else get to it. */
export const filesTask =
  (files: readonly string[]) =>
  (number: RequestNumber): readonly Task[] =>
    files.length === 0 ? [] : [{ task: 'attach_files', payload: { number, files }, jobKey: `files:${number}` }]

/** Attaches the files of a form to the request that it became, as its requester. */
export const attachAfterFiling = (app: App, number: RequestNumber, files: readonly string[]): Promise<Outcome> =>
  attach(app, { id: 'web-form', role: 'requester', requestNumber: number }, number, {
    name: 'attach',
    input: { files, kind: 'citizen' },
  })
