import { renderToReadableStream } from 'react-dom/server'
import {
  createRequestHandler,
  isRouteErrorResponse,
  RouterContextProvider,
  ServerRouter,
  type EntryContext,
  type ServerBuild,
} from 'react-router'
import { pageContext } from './context.ts'
import { languages, sayIn } from './messages/catalogue.ts'
import type { PageContext } from './page-context.ts'

/** Pages are small: rendered whole or not at all, so that a fault never leaves half a page. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: Readonly<RouterContextProvider>,
): Promise<Response> {
  headers.set('content-type', 'text/html; charset=utf-8')
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const { nonce } = context.get(pageContext).visit
  const faults: unknown[] = []
  const page = <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
  const stream = await renderToReadableStream(page, { nonce, onError: (error) => void faults.push(error) })
  await stream.allReady
  if (faults.length > 0) throw faults[0]
  return new Response(stream, { status, headers })
}

/** A fault in a loader or a page is told to whoever runs the product; what a visitor did wrong is none. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  context.get(pageContext).house.report(error)
}

/** What the server outside the bundle needs of it: the key of the context lives in here only. */
export const pages = {
  languages: languages.map((code) => ({ code, name: sayIn(code)('language.name') })),
  handlerOf(build: ServerBuild): (request: Request, context: PageContext) => Promise<Response> {
    const handle = createRequestHandler(build, 'production')
    return (request, context) => {
      const provider = new RouterContextProvider()
      provider.set(pageContext, context)
      return handle(request, provider)
    }
  },
}
