import type { App } from '../actions/app.ts'
import type { JournalDoors } from '../actions/journal-doors.ts'
import type { StaffAccess } from '../actions/staff-access.ts'
import { createPageHouse } from './house/create-page-house.ts'
import { whenUnavailable } from './house/when-unavailable.ts'
import type { Operations } from './operations.ts'
import type { DemoAccount, DemoControls, PageContext } from './page-context.ts'
import { compressed } from './request/compress.ts'
import { secured } from './request/security.ts'
import { visitOf, visitCookies } from './request/visit.ts'
import { isKnownMethod, isLivePage, wantedOf } from './request/wanted.ts'
import { openStaticFiles } from './static-files.ts'

/** The built pages, as `import()` of the server bundle gives them. */
export interface WebBuild {
  readonly entry: {
    readonly module: {
      readonly pages: {
        readonly languages: readonly { readonly code: string; readonly name: string }[]
        handlerOf(build: WebBuild): (request: Request, context: PageContext) => Promise<Response>
      }
    }
  }
}

export interface WebContext {
  readonly app: App
  readonly access: StaffAccess
  /** Folder of the built files for browsers. */
  readonly clientFolder: string
  /** One-click accounts of a demo. */
  readonly demoAccounts?: readonly DemoAccount[]
  readonly demo?: DemoControls | null
  readonly operations?: Operations | null
  /** Receipts of the journal; null where nobody gives any. */
  readonly journal?: JournalDoors | null
  /** Shapes of the pack's areas, where it has them. */
  readonly polygons?: unknown
  /** Whether a fault is the database's absence rather than ours. */
  readonly isUnavailable?: (error: unknown) => boolean
  /** Told of every fault that a page could only apologise for. */
  readonly onError: (error: unknown) => void
}

export type WebHandler = (request: Request) => Promise<Response>

/** Answers every address that is a page or one of its files, and 404 as a page for the rest. */
export function createWebHandler(build: WebBuild, context: WebContext): WebHandler {
  const { clientFolder, onError, demoAccounts = [], isUnavailable = () => false } = context
  const { pages } = build.entry.module
  const handle = pages.handlerOf(build)
  const house = whenUnavailable(createPageHouse({ ...context, demoAccounts, report: onError }), isUnavailable)
  const files = openStaticFiles(clientFolder)
  return async (request) => {
    if (!isKnownMethod(request)) return new Response(null, { status: 405, headers: { allow: 'GET, HEAD, POST' } })
    const url = new URL(request.url)
    const file = files.answer(request, url.pathname)
    if (file) return file
    const visit = visitOf(request, house, pages.languages)
    const response = await handle(wantedOf(request), { visit, house })
    const answer = secured(response, {
      nonce: visit.nonce,
      isLive: isLivePage(url.pathname),
      cookies: visitCookies(url, pages.languages),
    })
    return compressed(answer, request.headers.get('accept-encoding'))
  }
}
