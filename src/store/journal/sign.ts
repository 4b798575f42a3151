import { createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto'
import { isSignedBy, parseNote, printNote, type NoteVerifier } from '../../core/journal/note.ts'
import { parseCheckpoint, type Checkpoint } from '../../core/journal/checkpoint.ts'

/** The 32 bytes of an Ed25519 public key; of a private key's public half where that is given. */
export function publicKeyBytes(key: KeyObject): Buffer {
  const open = key.type === 'private' ? createPublicKey(key) : key
  return open.export({ format: 'der', type: 'spki' }).subarray(-32)
}

/** An Ed25519 public key from its 32 bytes (RFC 8410). */
export const publicKeyOf = (bytes: Uint8Array): KeyObject =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes]),
    format: 'der',
    type: 'spki',
  })

/** C2SP signed-note: the key's hash begins with its name, so that one key under two names is two keys. */
const keyIdOf = (name: string, key: KeyObject): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n\u0001`), publicKeyBytes(key)]), 'buffer').subarray(0, 4)

/** A public key as C2SP writes it for verifiers: the journal's name, the key's id, the kind of key (1, Ed25519) and its bytes. */
export const verifierKey = (origin: string, key: KeyObject): string =>
  `${origin}+${keyIdOf(origin, key).toString('hex')}+${Buffer.concat([Buffer.of(1), publicKeyBytes(key)]).toString('base64')}`

/** Signs a text (lines that end with a newline) in the journal's name. */
export function signNote(text: string, origin: string, signingKey: KeyObject): string {
  const signature = sign(null, Buffer.from(text), signingKey)
  return printNote({ text, signer: origin, keyId: keyIdOf(origin, signingKey), signature })
}

/** Checks notes of the journal by a public key (or by the public half of the signing key). */
export function noteVerifier(origin: string, key: KeyObject): NoteVerifier {
  const open = key.type === 'private' ? createPublicKey(key) : key
  return {
    name: origin,
    keyId: keyIdOf(origin, key),
    check: (text, signature) => verify(null, Buffer.from(text), open, signature),
  }
}

/** The checkpoint that a note tells, if one of the keys signed it and it is this journal's. */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[]): Checkpoint | undefined {
  const signed = parseNote(note)
  const checkpoint = signed && parseCheckpoint(signed.text)
  if (!checkpoint || checkpoint.origin !== signed.signer) return undefined
  return isSignedBy(signed, verifiers) ? checkpoint : undefined
}
