import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyReceipt, type Receipt } from '../../src/core/journal/receipt.ts'
import { receiptOf } from '../../src/store/journal/receipt.ts'
import { noteVerifier } from '../../src/store/journal/sign.ts'
import { treeHash } from '../../src/store/journal/tree.ts'
import { freshDatabase } from '../support/cluster.ts'
import { live, openJournal, origin, register, signingKey, type Journal } from './support.ts'

let journal: Journal
beforeAll(async () => {
  journal = await openJournal(await freshDatabase())
})
afterAll(() => journal.close())

const keys = [noteVerifier(origin, signingKey)]
const check = (receipt: Receipt | undefined) => verifyReceipt(receipt as Receipt, treeHash, keys)
const receipt = (number: string, key = signingKey) =>
  receiptOf({ database: journal.database, signingKey: key, origin }, number)

test('a receipt is a promise at filing, and proven once sealed', async () => {
  await Promise.all(Array.from({ length: 60 }, () => live(journal)))
  const number = await register(journal.app)
  const at = journal.clock.now()
  expect(check(await receipt(number))).toMatchObject({
    ok: true,
    sealed: false,
    promised: { number, seq: 1, at, origin },
  })
  await journal.seal()
  const sealed = check(await receipt(number))
  expect(sealed).toMatchObject({ ok: true, sealed: true, promised: { number } })
  await live(journal)
  await journal.seal()
  expect(check(await receipt(number))).toMatchObject({ ok: true, sealed: true })
})

test('there is no receipt for a request that is not there', async () => {
  expect(await receipt('26030299999990')).toBeUndefined()
})

test('a receipt holds neither the access code nor a word of the matter', async () => {
  const number = await register(journal.app)
  await journal.seal()
  const text = JSON.stringify(await receipt(number))
  expect(text).not.toContain(journal.app.vault.accessCode(number))
  expect(text).not.toContain('垃圾')
})

test('a receipt that was changed, or signed by someone else, is refused', async () => {
  const number = await register(journal.app)
  const other = await register(journal.app)
  await journal.seal()
  const [good, neighbour] = [(await receipt(number)) as Receipt, (await receipt(other)) as Receipt]
  const thief = generateKeyPairSync('ed25519').privateKey
  expect(check(await receipt(number, thief))).toEqual({ ok: false, problem: 'promise_forged' })
  expect(check({ ...good, promise: good.promise.replace(number, other) })).toEqual({
    ok: false,
    problem: 'promise_forged',
  })
  expect(check({ ...good, promise: '' })).toEqual({ ok: false, problem: 'promise_unreadable' })
  expect(check({ ...good, proof: neighbour.proof })).toEqual({ ok: false, problem: 'not_in_tree' })
  const proof = good.proof as NonNullable<Receipt['proof']>
  expect(check({ ...good, proof: { ...proof, siblings: proof.siblings.slice(1) } })).toEqual({
    ok: false,
    problem: 'not_in_tree',
  })
  expect(check({ ...good, proof: { ...proof, siblings: ['AAAA'] } })).toEqual({ ok: false, problem: 'not_in_tree' })
  const forged = proof.checkpoint.replace(/\nat (\d+)/, '\nat 1')
  expect(check({ ...good, proof: { ...proof, checkpoint: forged } })).toEqual({
    ok: false,
    problem: 'checkpoint_forged',
  })
  expect(check({ ...good, proof: { ...proof, checkpoint: good.promise } })).toEqual({
    ok: false,
    problem: 'checkpoint_unreadable',
  })
})
