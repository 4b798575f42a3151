/**
 * Keeps the report form on the phone: after one visit it opens without a network, with its style and its
 * script. No page that belongs to anybody is kept, and nothing is answered from here while the network answers.
 */
interface WaitableEvent extends Event {
  waitUntil(promise: Promise<unknown>): void
}
interface AnswerableEvent extends WaitableEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface MessageToWorker extends WaitableEvent {
  readonly data: unknown
}
interface Worker {
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: WaitableEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: AnswerableEvent) => void): void
  addEventListener(type: 'message', listener: (event: MessageToWorker) => void): void
}

const worker = globalThis as unknown as Worker
const cacheName = 'report-1'
const shell = '/report/offline'
/** Pages in whose place the kept form stands when the network is gone. */
const covered = new Set(['/', '/report', shell])

/** The form and all files that it names, so that they fit together; files of an older form go. */
async function keepShell(): Promise<void> {
  const page = await fetch(shell, { credentials: 'same-origin' })
  if (!page.ok) return
  const html = await page.clone().text()
  const files = [...new Set(html.match(/\/assets\/[\w.-]+\.(?:css|js)/g))]
  const cache = await caches.open(cacheName)
  await Promise.all(
    files.map(async (file) => {
      if (!(await cache.match(file))) await cache.add(file)
    }),
  )
  await cache.put(shell, page)
  const kept = new Set([shell, ...files])
  for (const request of await cache.keys()) {
    if (!kept.has(new URL(request.url).pathname)) await cache.delete(request)
  }
}

worker.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => worker.skipWaiting())))

worker.addEventListener('activate', (event) => {
  const tidy = async (): Promise<void> => {
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name)
    await worker.clients.claim()
  }
  event.waitUntil(tidy())
})

// The form says so when it was visited: it may speak another language now, or be of another build.
worker.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keepShell())
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (origin !== location.origin) return
  if (request.mode === 'navigate' && covered.has(pathname)) event.respondWith(orKept(request, shell))
  else if (request.method === 'GET' && pathname.startsWith('/assets/')) event.respondWith(keptOr(request))
})

async function orKept(request: Request, instead: string): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match(instead)
    if (!kept) throw error
    return kept
  }
}

/** Names of files carry a hash: what is kept is what would be fetched. */
const keptOr = async (request: Request): Promise<Response> => (await caches.match(request)) ?? fetch(request)
