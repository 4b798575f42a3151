import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE, type Instant } from '../../core/time.ts'

/** What is signed may be this old, or this far ahead where clocks differ. */
export const signedWithin = 5 * MINUTE

export const timestampHeader = 'notice-timestamp'
export const signatureHeader = 'notice-signature'

/** Seconds since 1970 and the body, bound together: neither can be exchanged. */
export const signatureOf = (secret: string, seconds: string, body: string | Uint8Array): string =>
  `v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`

export interface Signed {
  readonly seconds: string | undefined
  readonly signature: string | undefined
  readonly body: Uint8Array
}

/** Whether one of the secrets signed this body, just now. */
export function isSigned({ seconds, signature, body }: Signed, secrets: readonly string[], now: Instant): boolean {
  if (seconds === undefined || signature === undefined || !/^\d{1,12}$/.test(seconds)) return false
  if (Math.abs(now - Number(seconds) * 1000) > signedWithin) return false
  const given = Buffer.from(signature)
  return secrets.some((secret) => {
    const right = Buffer.from(signatureOf(secret, seconds, body))
    return given.length === right.length && timingSafeEqual(given, right)
  })
}
