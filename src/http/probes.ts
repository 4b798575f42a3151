import { Hono } from 'hono'

/** `/healthz`: the process answers. `/readyz`: so do the database and the worker. */
export function createProbes(ready: () => Promise<boolean>): Hono {
  const hono = new Hono()
  hono.get('/healthz', (c) => c.text('ok\n', 200, { 'cache-control': 'no-store' }))
  hono.get('/readyz', async (c) => {
    const isReady = await ready().catch(() => false)
    return isReady
      ? c.text('ready\n', 200, { 'cache-control': 'no-store' })
      : c.text('not ready\n', 503, { 'cache-control': 'no-store', 'retry-after': '5' })
  })
  return hono
}
