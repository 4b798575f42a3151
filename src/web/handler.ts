import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../actions/app.ts'
import type { StaffAccess } from '../actions/staff-access.ts'
import { createPageHouse } from './house/create-page-house.ts'
import { whenUnavailable } from './house/when-unavailable.ts'
import type { DemoAccount, PageContext } from './page-context.ts'
import { secured } from './request/security.ts'
import { visitOf, visitCookies } from './request/visit.ts'
import { isKnownMethod, wantedOf } from './request/wanted.ts'

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
  /** Whether a fault is the database's absence rather than ours. */
  readonly isUnavailable?: (error: unknown) => boolean
  /** Told of every fault that a page could only apologise for. */
  readonly onError: (error: unknown) => void
}

export type WebHandler = (request: Request) => Promise<Response>

/** Answers every address that is a page or one of its files, and 404 as a page for the rest. */
export function createWebHandler(build: WebBuild, context: WebContext): WebHandler {
  const { app, access, clientFolder, onError, demoAccounts = [], isUnavailable = () => false } = context
  const { pages } = build.entry.module
  const handle = pages.handlerOf(build)
  const house = whenUnavailable(createPageHouse({ app, access, demoAccounts, report: onError }), isUnavailable)
  const files = readFiles(join(clientFolder, 'assets'))
  return async (request) => {
    if (!isKnownMethod(request)) return new Response(null, { status: 405, headers: { allow: 'GET, HEAD, POST' } })
    const url = new URL(request.url)
    const file = files.get(url.pathname)
    if (file) return fileAnswer(file)
    const visit = visitOf(request, house, pages.languages)
    const response = await handle(wantedOf(request), { visit, house })
    return secured(response, visitCookies(url, pages.languages))
  }
}

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}

/** Only what a page without script asks for: the style. Names carry a hash, so browsers keep them. */
function readFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.css')) continue
    files.set(`/assets/${name}`, {
      bytes: new Uint8Array(readFileSync(join(folder, name))),
      type: 'text/css; charset=utf-8',
    })
  }
  return files
}

const fileAnswer = ({ bytes, type }: StaticFile): Response =>
  new Response(bytes, {
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
  })
