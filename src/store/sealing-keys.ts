import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { Requester } from '../core/work-order/intake.ts'
import type { RandomBytes, SealedIdentity } from './commit.ts'

/** Identity as it is sealed: the requester and the citizen's own words. */
export interface Identity extends Requester {
  readonly ownWords: string
}

/**
 * Seals identity with a key of its own for each request, wrapped by a key that the database never
 * holds (trust.md C2). The associated data bind a ciphertext to its row, so it cannot be moved.
 */
export interface Vault {
  seal(number: string, identity: Identity): SealedIdentity
  open(number: string, sealed: SealedIdentity): Identity
  /** Keyed index of a phone number, for finding a caller's other requests. */
  phoneIndex(phone: string): Buffer | null
  /** Seals a text of the product's own, e.g. a draft; `place` binds it to its row. */
  sealText(place: string, text: string): Buffer
  /** Throws where the text was sealed for another place or by another key. */
  openText(place: string, sealed: Buffer): string
  /** The code that opens tracking of a request: eight letters and digits that are not mistaken for each other. */
  accessCode(number: string): string
  /** In the link that turns a requester's notices off, and good for nothing else. */
  noticeToken(number: string): string
}

const keyVersion = 1
const readable = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

export function createVault(masterKey: Buffer, random: RandomBytes): Vault {
  const derive = (purpose: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, 'open12345', purpose, 32)))
  const wrapping = derive(`wrapping key ${keyVersion}`)
  const indexing = derive('phone index')
  const access = derive('access code')
  const notices = derive('notice link')
  const texts = derive('texts')
  const phoneIndex = (phone: string): Buffer | null =>
    phone === '' ? null : createHmac('sha256', indexing).update(phone).digest().subarray(0, 16)
  return {
    phoneIndex,
    seal: (number, identity) => {
      const key = random(32)
      return {
        keyVersion,
        wrappedKey: encrypt(wrapping, random(12), aad('wrapped_key', number), key),
        sealed: encrypt(createSecretKey(key), random(12), aad('sealed', number), Buffer.from(JSON.stringify(identity))),
        phoneIndex: phoneIndex(identity.phone),
      }
    },
    open: (number, sealed) => {
      const key = decrypt(wrapping, aad('wrapped_key', number), sealed.wrappedKey)
      const text = decrypt(createSecretKey(key), aad('sealed', number), sealed.sealed)
      return JSON.parse(text.toString('utf8')) as Identity
    },
    sealText: (place, text) => encrypt(texts, random(12), Buffer.from(place), Buffer.from(text)),
    openText: (place, sealed) => decrypt(texts, Buffer.from(place), sealed).toString('utf8'),
    noticeToken: (number) =>
      createHmac('sha256', notices).update(number).digest().subarray(0, 16).toString('base64url'),
    accessCode: (number) => {
      const digest = createHmac('sha256', access).update(number).digest()
      return Array.from(digest.subarray(0, 8), (byte) => readable[byte % readable.length]).join('')
    },
  }
}

const aad = (column: string, number: string): Buffer =>
  Buffer.from(`identity.requester|${column}|${number}|${keyVersion}`)

/** 12 bytes nonce, 16 bytes tag, ciphertext. */
function encrypt(key: KeyObject, nonce: Buffer, associated: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function decrypt(key: KeyObject, associated: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(associated)
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}
