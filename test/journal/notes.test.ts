import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../src/core/journal/base64.ts'
import { parseCheckpoint, printCheckpoint } from '../../src/core/journal/checkpoint.ts'
import { isSignedBy, parseNote } from '../../src/core/journal/note.ts'
import { parsePromise, printPromise } from '../../src/core/journal/receipt.ts'
import { noteVerifier, openCheckpoint, publicKeyBytes, publicKeyOf, signNote } from '../../src/store/journal/sign.ts'

const { privateKey: key } = generateKeyPairSync('ed25519')
const { privateKey: otherKey } = generateKeyPairSync('ed25519')
const origin = 'open12345/tiny'
const root = Buffer.alloc(32, 7)

test('base64 is the one everybody writes, and nothing else is read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
      const text = Buffer.from(data).toString('base64')
      expect(toBase64(data)).toBe(text)
      expect(fromBase64(text)).toEqual(data)
    }),
  )
  for (const text of ['A', 'AB', 'AB=', 'AC==', 'A*==', 'AAAA=', 'AAA\n'])
    expect(fromBase64(text), text).toBeUndefined()
})

test('a checkpoint is written as C2SP tlog-checkpoint wants it', () => {
  const text = printCheckpoint({ origin, size: 20_852_163, root, at: 1_795_000_000_000 })
  expect(text).toBe(`${origin}\n20852163\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\nat 1795000000000\n`)
  const note = signNote(text, origin, key)
  expect(note).toMatch(new RegExp(`^${text}\n— ${origin} [A-Za-z0-9+/]{91}=\n$`))
})

test('checkpoints are read back as they were written', () => {
  for (const more of [{}, { clock: 3 }, { partial: true }, { clock: 3, partial: true }]) {
    const checkpoint = { origin, size: 12, root: new Uint8Array(root), at: 5, ...more }
    expect(parseCheckpoint(printCheckpoint(checkpoint))).toEqual(checkpoint)
  }
  for (const text of [
    '',
    `${origin}\n012\n${toBase64(root)}\nat 5\n`,
    `${origin}\n12\nAAAA\nat 5\n`,
    `${origin}\n12\n${toBase64(root)}\nat 5\nmore\n`,
  ]) {
    expect(parseCheckpoint(text)).toBeUndefined()
  }
})

test('a signature holds for its text, its key and its name only', () => {
  const note = signNote(printCheckpoint({ origin, size: 1, root, at: 5 }), origin, key)
  const verifiers = [noteVerifier(origin, otherKey), noteVerifier(origin, publicKeyOf(publicKeyBytes(key)))]
  expect(openCheckpoint(note, verifiers)?.size).toBe(1)
  expect(openCheckpoint(note.replace('\n1\n', '\n2\n'), verifiers)).toBeUndefined()
  expect(openCheckpoint(note, [noteVerifier(origin, otherKey)])).toBeUndefined()
  expect(openCheckpoint(note, [noteVerifier('open12345/elsewhere', key)])).toBeUndefined()
  const forged = signNote(printCheckpoint({ origin, size: 1, root, at: 5 }), origin, otherKey)
  expect(openCheckpoint(forged, [noteVerifier(origin, key)])).toBeUndefined()
})

test('a promise is never read as a checkpoint, nor the other way round', () => {
  const promise = printPromise({ origin, number: '26112200000127', seq: 1, leafHash: root, at: 5 })
  const checkpoint = printCheckpoint({ origin, size: 1, root, at: 5 })
  expect(parsePromise(promise)).toEqual({
    origin,
    number: '26112200000127',
    seq: 1,
    leafHash: new Uint8Array(root),
    at: 5,
  })
  expect(parseCheckpoint(promise)).toBeUndefined()
  expect(parsePromise(checkpoint)).toBeUndefined()
})

test('what is no note is not read as one', () => {
  const note = signNote('text\n', origin, key)
  expect(parseNote(note)).toBeDefined()
  for (const broken of ['', 'text\n', note.slice(0, -1), note.replace('—', '-'), `${note}— b AAAA\n`]) {
    const read = parseNote(broken)
    expect(read && isSignedBy(read, [noteVerifier(origin, key)])).toBeFalsy()
  }
})
