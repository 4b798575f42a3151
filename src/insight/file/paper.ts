import { refuse, type Refused } from '../../core/refusal.ts'

/** A paper that does something by itself, or carries another file, is none. */
const active = /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b/
const markup = /<\s*(?:!doctype|html|head|body|script|svg|iframe)\b/i

/**
 * A PDF cannot be re-encoded, so it is looked through: it has to end as one, to be nothing else besides,
 * and to do nothing. It is only ever given out as a download. Refuses `file_type`, `picture_broken`.
 */
export function paperFault(bytes: Uint8Array): Refused | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  if (!text.slice(-1024).includes('%%EOF')) return refuse('picture_broken')
  if (active.test(text) || markup.test(text.slice(0, 4096)) || markup.test(text.slice(-4096)))
    return refuse('file_type')
  return undefined
}
