/**
 * Only our own files and the scripts of this very answer run; a style sheet must be a file of ours. On live
 * pages attributes may carry style, since their controls place pop-ups by it.
 */
const policyOf = (nonce: string, isLive: boolean): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    ...(isLive ? ["style-src-attr 'unsafe-inline'"] : []),
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const headers: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Where one stands is asked only by a button of the form that says why.
  'permissions-policy': 'camera=(), microphone=(), geolocation=(self)',
  vary: 'Cookie, Accept-Language, Accept-Encoding',
}

/** Pages hold what people typed and what belongs to one requester: no shared cache keeps them, the way back works. */
const pageCache = 'private, no-cache'

export interface Securing {
  readonly nonce: string
  /** A page that lives in the browser. */
  readonly isLive: boolean
  readonly cookies: readonly string[]
}

/** The answer with what every page says to the browser, and the cookies of the visit's own choices. */
export function secured(response: Response, { nonce, isLive, cookies }: Securing): Response {
  const answer = new Response(response.body, response)
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
  // A file that somebody sent brings a stricter policy of its own.
  if (!answer.headers.has('content-security-policy'))
    answer.headers.set('content-security-policy', policyOf(nonce, isLive))
  if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', pageCache)
  for (const cookie of cookies) answer.headers.append('set-cookie', cookie)
  return answer
}
