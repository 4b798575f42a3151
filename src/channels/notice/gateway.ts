import type { Instant } from '../../core/time.ts'
import type { NoticeAdapter, Sent } from './adapter.ts'
import { signatureHeader, signatureOf, timestampHeader } from './signature.ts'

export interface GatewayOptions {
  readonly channel: 'sms' | 'voice'
  readonly url: string
  /** Signs what goes there, and what comes back. */
  readonly secret: string
  readonly now: () => Instant
  readonly timeoutMs?: number
}

const answerMost = 64 * 1024

/**
 * A gateway for SMS or voice: one POST with `{id, to, text, language}`, signed. Its `Idempotency-Key` is the
 * notice's id; the gateway answers 2xx once it has taken the message, with `{receipt}` where it has one, and later
 * posts to `/api/v1/notices/receipts` what became of it. Redirects are not followed.
 */
export function createGateway({ channel, url, secret, now, timeoutMs = 10_000 }: GatewayOptions): NoticeAdapter {
  return {
    channel,
    close: () => undefined,
    send: async ({ id, to, text, language }) => {
      const body = JSON.stringify({ id, to, text, language })
      const seconds = String(Math.floor(now() / 1000))
      try {
        const answer = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          signal: AbortSignal.timeout(timeoutMs),
          headers: {
            'content-type': 'application/json',
            'idempotency-key': id,
            [timestampHeader]: seconds,
            [signatureHeader]: signatureOf(secret, seconds, body),
          },
          body,
        })
        return await outcomeOf(answer)
      } catch (error) {
        return {
          ok: false,
          reason: (error as Error).name === 'TimeoutError' ? 'gateway_slow' : 'gateway_away',
          again: true,
        }
      }
    },
  }
}

async function outcomeOf(answer: Response): Promise<Sent> {
  const { status, ok } = answer
  if (ok) return { ok: true, receipt: await receiptOf(answer) }
  await answer.body?.cancel()
  // Too early, too many, too slow, or broken: later it may do.
  const again = status >= 500 || [408, 409, 425, 429].includes(status)
  return { ok: false, reason: `gateway_${status}`, again }
}

/** What the gateway calls it. A message that was taken stays taken, whatever is wrong with the rest of the answer. */
async function receiptOf(answer: Response): Promise<string | null> {
  try {
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      length += chunk.length
      if (length > answerMost) return null
      chunks.push(chunk)
    }
    const { receipt } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly receipt?: unknown }
    return typeof receipt === 'string' && /^[\x21-\x7e]{1,200}$/.test(receipt) ? receipt : null
  } catch {
    return null
  }
}
