import { data } from 'react-router'

/** More than every field of the longest form at its longest; a browser never sends it. */
const bytesMost = 512 * 1024

/** A form's fields. What is no form gets 415, one that is too large 413: never a fault of ours. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) throw data('form', { status: 415 })
  return new URLSearchParams(new TextDecoder().decode(await bytesOf(request)))
}

async function bytesOf(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > bytesMost) throw data('form', { status: 413 })
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

export const textIn = (form: URLSearchParams, name: string): string => form.get(name) ?? ''
