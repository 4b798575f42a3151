import { createHash, hash } from 'node:crypto'
import type { RecordedEvent } from '../core/work-order/events.ts'

/** The chain's beginning: what the first entry of every stream has before it. */
export const genesisHash = Buffer.alloc(32)

/** JSON with sorted keys and no white space (RFC 8785 for the values that events hold: no fractions). */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const object = value as Readonly<Record<string, unknown>>
  const members = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(object[key])}`)
  return `{${members.join(',')}}`
}

/** SHA-256 over the previous hash and the canonical text. */
export function entryHash(previous: Buffer, body: string): Buffer {
  return createHash('sha256').update(previous).update(body).digest()
}

/** What the journal holds of a free text: it proves the text and tells nothing of it. */
export function commitment(salt: Buffer, text: string): string {
  return hash('sha256', Buffer.concat([salt, Buffer.from(text)]), 'hex')
}

/** What is hashed of a request's event. */
export function entryBody(
  number: string,
  seq: number,
  event: RecordedEvent,
  commitments: Readonly<Record<string, string>>,
): string {
  return canonical({
    number,
    seq,
    at: event.at,
    type: event.type,
    actor: { id: event.actorId, role: event.actorRole, unit: event.actorUnit },
    from: event.from,
    to: event.to,
    facts: event.facts,
    texts: commitments,
  })
}

/** The event that a stored body tells; free text is not part of it. */
export function eventOfBody(body: string): RecordedEvent & { readonly number: string; readonly seq: number } {
  const stored = JSON.parse(body) as {
    number: string
    seq: number
    at: number
    type: string
    actor: { id: string; role: string; unit: string | null }
    from: string | null
    to: string
    facts: object
  }
  const { actor, ...rest } = stored
  return { ...rest, actorId: actor.id, actorRole: actor.role, actorUnit: actor.unit } as never
}
