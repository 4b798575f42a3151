import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureWebBuild } from '../../../src/main/web-build.ts'
import type { WebBuild } from '../../../src/web/handler.ts'

export interface BuiltPages {
  readonly build: WebBuild
  readonly clientFolder: string
}

/** The pages as they are served, built once however many test files ask for them at the same time. */
export async function builtPages(): Promise<BuiltPages> {
  const folder = await ensureWebBuild(() => undefined)
  const build = (await import(pathToFileURL(join(folder, 'server/index.js')).href)) as WebBuild
  return { build, clientFolder: join(folder, 'client') }
}
