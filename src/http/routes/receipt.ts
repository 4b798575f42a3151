import { shortPromise } from '../../core/journal/receipt.ts'
import { canRead } from '../../core/permission/can-read.ts'
import { requestView } from '../../store/read/request-view.ts'
import { refusedWith, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { readNumber } from '../number-in-path.ts'
import type { Call, Route } from '../route.ts'

/** The promise that a request's filing is in the journal, and its proof. */
export const receiptRoutes = (api: Api): readonly Route[] =>
  api.journal
    ? [
        {
          method: 'GET',
          path: '/requests/:number/receipt',
          name: 'readReceipt',
          summary:
            'The signed promise that a filing is in the journal, with its inclusion proof and signed checkpoint once it is sealed (null before)',
          caller: 'staff_or_requester',
          answers: 200,
          run: (call) => readReceipt(api, call),
        },
      ]
    : []

async function readReceipt(api: Api, { actor, param }: Call): Promise<Reply> {
  if (!actor || !api.journal) throw new Error('a reader without a name')
  const number = readNumber(param('number'))
  if (typeof number === 'object') return number
  if (actor.role !== 'requester') {
    const view = await requestView(api.app.store, number)
    if (!view || !canRead(actor, 'matter', view.request, api.app.rulebook)) return notFound
  }
  const receipt = await api.journal.receiptOf(number)
  if (!receipt) return notFound
  const { origin, keys } = api.journal
  return { status: 200, json: { origin, keys, ...receipt, short: shortPromise(receipt.promise) ?? null } }
}

const notFound = refusedWith([{ code: 'request_not_found' }])
