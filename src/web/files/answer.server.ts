/** A file that somebody sent: nothing in it may run, and nobody but who asked may keep it. */
export function fileAnswer(
  request: Request,
  bytes: Buffer,
  file: { readonly type: string; readonly name: string; readonly tag: string },
): Response {
  const etag = `"${file.tag}"`
  const headers = {
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
    etag,
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const isPaper = file.type === 'application/pdf'
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...headers,
      'content-type': file.type,
      'content-length': String(bytes.length),
      'content-disposition': `${isPaper ? 'attachment' : 'inline'}; filename="${file.name}"`,
    },
  })
}

export const noFile = (): Response => new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
