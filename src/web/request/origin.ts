/**
 * Whether a request that would change something was sent by another site's page. Cookies are
 * SameSite already; this is the second lock. A program without a browser sends neither header and
 * carries nobody's cookies.
 */
export function isForeignPost(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('origin')
  if (origin !== null) return !isOwn(origin, request)
  return request.headers.has('cookie')
}

function isOwn(origin: string, request: Request): boolean {
  const host = request.headers.get('host') ?? new URL(request.url).host
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
