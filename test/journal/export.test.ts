import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shortPromise } from '../../src/core/journal/receipt.ts'
import { HOUR } from '../../src/core/time.ts'
import { exportJournal, newestNote } from '../../src/store/journal/export.ts'
import { receiptOf } from '../../src/store/journal/receipt.ts'
import { verifierKey } from '../../src/store/journal/sign.ts'
import { freshDatabase } from '../support/cluster.ts'
import { live, openJournal, origin, register, signingKey, type Journal } from './support.ts'

const key = verifierKey(origin, signingKey)
// Nothing of the product beside it: the file alone has to do.
const folder = mkdtempSync(path.join(tmpdir(), 'open12345-outsider-'))
let journal: Journal
let lines: readonly string[]
let note: string
let numbers: readonly string[]

beforeAll(async () => {
  copyFileSync(
    path.join(import.meta.dirname, '../../src/web/verify/verify-journal.mjs'),
    path.join(folder, 'verify-journal.mjs'),
  )
  journal = await openJournal(await freshDatabase())
  const filed: string[] = []
  for (let batch = 0; batch < 4; batch += 1) {
    filed.push(...(await Promise.all(Array.from({ length: 12 }, () => live(journal)))))
    journal.clock.wait(5 * HOUR)
    await journal.seal()
  }
  await register(journal.app)
  numbers = filed
  let text = ''
  const write = async (more: string): Promise<void> => void (text += more)
  await exportJournal({ database: journal.database, origin, keys: [key], write })
  lines = text.trimEnd().split('\n')
  note = (await newestNote(journal.database)) ?? ''
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await journal.close()
})

interface Said {
  readonly ok: boolean
  readonly export?: {
    readonly entries: number
    readonly promised: boolean
    readonly first?: { readonly number: string; readonly seq: number; readonly reason: string }
  }
  readonly receipt?: { readonly ok: boolean; readonly problem?: string; readonly sealed?: object | null }
}

function verifier(args: readonly string[], given: readonly string[] = [key]) {
  const keys = given.flatMap((one) => ['--key', one])
  const ran = spawnSync(process.execPath, ['verify-journal.mjs', ...args, ...keys, '--json'], {
    cwd: folder,
    encoding: 'utf8',
    env: {},
  })
  return { code: ran.status, said: JSON.parse(ran.stdout || '{}') as Said, error: ran.stderr }
}

function verify(text: readonly string[], more: readonly string[] = []) {
  writeFileSync(path.join(folder, 'export.jsonl'), `${text.join('\n')}\n`)
  return verifier(['export.jsonl', ...more])
}

type Line = {
  leaf?: number
  number: string
  seq: number
  body: string
  hash: string
  previous: string
  checkpoint?: string
}
const parsed = (index: number): Line => JSON.parse(lines[index] ?? '{}') as Line
const changed = (index: number, change: (line: Line) => void): readonly string[] => {
  const line = parsed(index)
  change(line)
  return lines.with(index, JSON.stringify(line))
}
const some = 79

test('an honest export is whole, plain and packed, with the checkpoint that somebody kept', () => {
  const { code, said } = verify(lines)
  expect(code).toBe(0)
  expect(said.export).toMatchObject({ entries: 240, checkpoints: 4, faults: 0 })
  writeFileSync(path.join(folder, 'export.jsonl.gz'), gzipSync(`${lines.join('\n')}\n`))
  writeFileSync(path.join(folder, 'kept.note'), note)
  expect(verifier(['export.jsonl.gz', '--checkpoint', 'kept.note']).code).toBe(0)
})

test('an export holds neither words, nor names, phones or access codes', () => {
  const told = lines.map((_, index) => parsed(index).body ?? '').join('\n')
  const text = told.replaceAll(/[0-9a-f]{64}|\d{13,14}/g, '')
  expect(text).toContain('registered')
  for (const word of ['垃圾', '已清理', '138', ...numbers.map((number) => journal.app.vault.accessCode(number))])
    expect(text.includes(word), word).toBe(false)
})

describe('what was changed in an export is found and named', () => {
  const here = (): object => ({ number: parsed(some).number, seq: parsed(some).seq })
  const found = (text: readonly string[], more: readonly string[] = []) => {
    const { code, said } = verify(text, more)
    expect(code).toBe(1)
    return said.export?.first
  }
  test('a word of a body', () =>
    expect(found(changed(some, (line) => (line.body = line.body.replace('"at":', '"at":1'))))).toMatchObject({
      ...here(),
      reason: 'hash_wrong',
    }))
  test('a body and its hash: the next entry of the request, or the next checkpoint, tells', () => {
    const first = found(changed(some, (line) => (line.hash = line.hash.replace(/^../, 'ff'))))
    expect(first).toMatchObject({ ...here(), reason: 'hash_wrong' })
  })
  test('the hash before', () =>
    expect(found(changed(some, (line) => (line.previous = '0'.repeat(64))))).toMatchObject(here()))
  test('an entry is gone', () =>
    expect(found(lines.toSpliced(some, 1))).toMatchObject({ leaf: parsed(some).leaf, reason: 'leaf_missing' }))
  test('an entry of the database is gone', () =>
    expect(found(changed(some, (line) => (line.body = null as never)))).toMatchObject({
      ...here(),
      reason: 'entry_missing',
    }))
  test('two entries change places', () => {
    const [one = '', two = ''] = [lines[some], lines[some + 1]]
    expect(found(lines.with(some, two).with(some + 1, one))).toMatchObject({
      leaf: parsed(some).leaf,
      reason: 'leaf_missing',
    })
  })
  test('an entry under another number', () =>
    expect(found(changed(some, (line) => (line.number = '26030299999990')))).toMatchObject({ leaf: parsed(some).leaf }))
  test('a checkpoint that somebody else signed', () => {
    const at = lines.findIndex((line) => line.startsWith('{"checkpoint"'))
    const forged = changed(at, (line) => (line.checkpoint = (line.checkpoint ?? '').replace(/.{8}\n$/, 'AAAAAAA=\n')))
    expect(found(forged)).toMatchObject({ leaf: 0, reason: 'checkpoint_forged' })
  })
  test('the file is torn', () => expect(found(lines.slice(0, 100))).toMatchObject({ reason: 'torn' }))
  test('the end is cut at a checkpoint: by the one that somebody kept', () => {
    const second = lines.flatMap((line, index) => (line.startsWith('{"checkpoint"') ? [index] : []))[1] ?? 0
    const honest = [...lines.slice(0, second + 1), JSON.stringify({ end: true, entries: second - 2, checkpoints: 2 })]
    expect(verify(honest).code).toBe(0)
    expect(found(honest, ['--checkpoint', 'kept.note'])).toMatchObject({ reason: 'cut' })
  })
})

test('a receipt is checked by itself and against the export, long and short', async () => {
  const receipt = await receiptOf({ database: journal.database, signingKey, origin }, numbers[5] ?? '')
  writeFileSync(path.join(folder, 'receipt.json'), JSON.stringify(receipt))
  expect(verifier(['--receipt', 'receipt.json']).said.receipt).toMatchObject({ ok: true, sealed: { size: 240 } })
  const short = shortPromise(receipt?.promise ?? '') ?? ''
  expect(verifier(['--receipt', `https://hotline.example/verify#r=${short}`]).said.receipt).toMatchObject({
    ok: true,
    sealed: null,
  })
  expect(verify(lines, ['--receipt', short]).said).toMatchObject({ ok: true, export: { promised: true } })
  const stolen = short.replace(numbers[5] ?? '', numbers[6] ?? '')
  expect(verifier(['--receipt', stolen])).toMatchObject({ code: 1, said: { receipt: { problem: 'promise_forged' } } })
  const other = await receiptOf({ database: journal.database, signingKey, origin }, numbers[6] ?? '')
  writeFileSync(path.join(folder, 'receipt.json'), JSON.stringify({ ...receipt, proof: other?.proof }))
  expect(verifier(['--receipt', 'receipt.json']).said.receipt).toMatchObject({ ok: false, problem: 'not_in_tree' })
})

test('what cannot be checked is said so, with exit code 2', () => {
  expect(verifier(['export.jsonl'], [])).toMatchObject({ code: 2 })
  expect(verifier(['export.jsonl'], ['open12345/tiny+00000000+AAAA']).code).toBe(2)
  expect(verifier(['nothing.jsonl']).code).toBe(2)
  writeFileSync(path.join(folder, 'other.note'), note.replace('\n240\n', '\n239\n'))
  expect(verify(lines, ['--checkpoint', 'other.note']).code).toBe(2)
})
