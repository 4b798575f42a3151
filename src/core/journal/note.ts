import { fromBase64, toBase64 } from './base64.ts'
import { sameBytes } from './tree-hash.ts'

/** A text with a signature below it, in the form of C2SP signed-note: readable by people and by other verifiers. */
export interface SignedNote {
  /** The lines that are signed, each ended by a newline. */
  readonly text: string
  readonly signer: string
  /** First four bytes of the hash of the signer's name and public key. */
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

/** A key by which notes are checked. `check` answers whether the signature over the text's UTF-8 bytes is the key's. */
export interface NoteVerifier {
  readonly name: string
  readonly keyId: Uint8Array
  check(text: string, signature: Uint8Array): boolean
}

const KEY_ID_BYTES = 4

export function printNote(note: SignedNote): string {
  const signature = new Uint8Array(KEY_ID_BYTES + note.signature.length)
  signature.set(note.keyId)
  signature.set(note.signature, KEY_ID_BYTES)
  return `${note.text}\n— ${note.signer} ${toBase64(signature)}\n`
}

/** The note as it is written, or undefined where it is none. Notes here carry exactly one signature. */
export function parseNote(printed: string): SignedNote | undefined {
  const match = /^((?:[^\n]+\n)+)\n— ([^\s+]+) ([A-Za-z0-9+/=]+)\n$/.exec(printed)
  const [, text, signer, encoded] = match ?? []
  const bytes = encoded === undefined ? undefined : fromBase64(encoded)
  if (text === undefined || signer === undefined || !bytes || bytes.length <= KEY_ID_BYTES) return undefined
  return { text, signer, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) }
}

/** Whether one of the keys signed the note. */
export const isSignedBy = (note: SignedNote, verifiers: readonly NoteVerifier[]): boolean =>
  verifiers.some(
    (one) => one.name === note.signer && sameBytes(one.keyId, note.keyId) && one.check(note.text, note.signature),
  )
