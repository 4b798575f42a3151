import { isForeignPost } from './origin.ts'

/** Pages are looked at and forms are sent: nothing else is done with an address. */
export const isKnownMethod = (request: Request): boolean => ['GET', 'HEAD', 'POST'].includes(request.method)

/**
 * The request that the pages are asked: the one that came, or that for the page which says why not.
 * Another site's form does nothing; an address that cannot be read is a page that does not exist.
 */
export function wantedOf(request: Request): Request {
  if (isForeignPost(request)) return elsewhere(request, '/refused-origin')
  const { pathname } = new URL(request.url)
  return isPage(pathname) ? request : elsewhere(request, '/not-found')
}

/** Pages that live in the browser: only they fetch their data by themselves and place pop-ups by style attributes. */
export const isLivePage = (pathname: string): boolean => /^\/(staff|city|kit)(?=$|[./])/.test(pathname)

function isPage(pathname: string): boolean {
  if (pathname.startsWith('/__manifest') || (pathname.endsWith('.data') && !isLivePage(pathname))) return false
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

const elsewhere = (request: Request, path: string): Request =>
  new Request(new URL(path, request.url), { headers: request.headers })
