import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { encode, encodingOf, type Encoding } from './request/compress.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
/** These are packed already. */
const packed = new Set(['.png', '.webp', '.woff2'])

export interface StaticFiles {
  /** The file at an address; undefined where there is none. */
  answer(request: Request, pathname: string): Promise<Response> | undefined
}

/** The worker that keeps the report form has one address for good, at the root of what it covers. */
const workerAddress = '/service-worker.js'
const isWorker = (name: string): boolean => /^service-worker-[\w-]+\.js$/.test(name)

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly isPacked: boolean
  /** Its name carries a hash: browsers keep it for good. */
  readonly isKept: boolean
  readonly encoded: Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>
}

/** The built files for browsers, in memory. Names carry a hash, so browsers keep them for good. */
export function openStaticFiles(clientFolder: string): StaticFiles {
  const files = new Map<string, StaticFile>()
  for (const name of readdirSync(join(clientFolder, 'assets'))) {
    const type = types[extname(name)]
    if (type === undefined) continue
    const file: StaticFile = {
      bytes: new Uint8Array(readFileSync(join(clientFolder, 'assets', name))),
      type,
      isPacked: packed.has(extname(name)),
      isKept: true,
      encoded: new Map(),
    }
    files.set(`/assets/${name}`, file)
    if (isWorker(name)) files.set(workerAddress, { ...file, isKept: false })
  }
  return {
    answer: (request, pathname) => {
      const file = files.get(pathname)
      return file && answerOf(file, encodingOf(request.headers.get('accept-encoding')))
    },
  }
}

async function answerOf(file: StaticFile, encoding: Encoding | undefined): Promise<Response> {
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': file.isKept ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    vary: 'Accept-Encoding',
  })
  if (file.isPacked || !encoding) return new Response(file.bytes, { headers })
  let bytes = file.encoded.get(encoding)
  if (!bytes) {
    bytes = encode(file.bytes, encoding, 9)
    file.encoded.set(encoding, bytes)
  }
  headers.set('content-encoding', encoding)
  return new Response(await bytes, { headers })
}
