/** Pages hold no script and load nothing from elsewhere, so the policy can say so. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  // Pages hold what people typed and what belongs to one requester: no shared cache keeps them, the way back works.
  'cache-control': 'private, no-cache',
  vary: 'Cookie, Accept-Language',
}

/** The answer with what every page says to the browser, and the cookies of the visit's own choices. */
export function secured(response: Response, cookies: readonly string[]): Response {
  const answer = new Response(response.body, response)
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
  for (const cookie of cookies) answer.headers.append('set-cookie', cookie)
  return answer
}
