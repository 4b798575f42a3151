import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serverOptions } from '../../src/http/server-options.ts'
import { cutOffSlowBody } from '../../src/http/slow-bodies.ts'
import { openApiHouse, type ApiHouse } from './support/api-house.ts'
import { sendRaw, statusLine } from './support/raw-socket.ts'

let house: ApiHouse
let server: Server
let impatient: Server
let token: string

const listen = (options: typeof serverOptions): Promise<Server> =>
  new Promise((resolve) => {
    const started = serve({ fetch: house.api.fetch, port: 0, hostname: '127.0.0.1', serverOptions: options }, () =>
      resolve(started as Server),
    )
  })
const portOf = (of: Server): number => (of.address() as AddressInfo).port

beforeAll(async () => {
  house = await openApiHouse()
  token = await house.tokenOf('intake_agent')
  server = await listen(serverOptions)
  impatient = await listen({ ...serverOptions, headersTimeout: 300, connectionsCheckingInterval: 50 })
  impatient.prependListener('request', (request, response) =>
    cutOffSlowBody(request, response, { bodyMs: 300, lookMs: 100, bytesPerSecond: 20_000 }),
  )
})
afterAll(() => {
  for (const one of [server, impatient]) {
    one.close()
    one.closeAllConnections()
  }
})

const count = async () => Number((await house.rows('select count(*) from service_request'))[0]?.['count'])
const json = JSON.stringify({ matter: '路灯不亮' })
const head = (lines: readonly string[] = []) =>
  [
    'POST /api/v1/requests HTTP/1.1',
    'host: hotline.test',
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n')

test.each([
  ['H16 a length and chunks at once', [head(['content-length: 5', 'transfer-encoding: chunked']), '0\r\n\r\n'], 400],
  ['H18 chunked, then identity', [head(['transfer-encoding: chunked, identity']), '0\r\n\r\n'], 400],
  ['H20 a chunk of endless size', [head(['transfer-encoding: chunked']), 'FFFFFFFFFFFFFFFFF\r\n'], 400],
  ['two lengths', [head(['content-length: 5', 'content-length: 6']), '{}'], 400],
  ['no host', ['GET /api/v1/requests HTTP/1.1\r\n\r\n'], 400],
  ['no HTTP', ['hello\r\n\r\n'], 400],
])('%s', async (_what, parts, status) => {
  const before = await count()
  const heard = await sendRaw(portOf(server), parts)
  expect(statusLine(heard)).toContain(` ${status} `)
  expect(heard.closed).toBe(true)
  expect(await count()).toBe(before)
})

test.each([
  ['short', (index: number) => `x-${index}: 1`],
  ['long', (index: number) => `x-header-${index}: ${'v'.repeat(100)}`],
])('H22 a thousand %s headers', async (_what, header) => {
  const heard = await sendRaw(portOf(server), [
    head([...Array.from({ length: 1000 }, (_, index) => header(index)), 'content-length: 2']),
    '{}',
  ])
  expect(statusLine(heard)).toContain(' 431 ')
})

test('H02 nesting is found before ten megabytes have come', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const heard = await sendRaw(
    portOf(server),
    [head(['content-length: 10000000']), deep, ' '.repeat(1_000_000)],
    (text) => text.includes('}'),
  )
  expect(statusLine(heard)).toContain(' 400 ')
  expect(heard.text).toContain('too_deep')
})

test('H14 a bomb is refused at one MiB of what it holds', async () => {
  const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024))
  const reply = await fetch(`http://127.0.0.1:${portOf(server)}/api/v1/requests`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: bomb,
  })
  expect(reply.status).toBe(413)
})

test('H40 a client that dribbles is cut off, before the headers are whole and after', async () => {
  const [headers, body] = await Promise.all([
    sendRaw(portOf(impatient), ['POST /api/v1/requests HTTP/1.1\r\nhost: a\r\n']),
    sendRaw(portOf(impatient), [head(['content-length: 100']), '{']),
  ])
  expect(headers.closed).toBe(true)
  expect(body.closed).toBe(true)
  expect(statusLine(headers)).toContain(' 408 ')
  expect(statusLine(body)).toContain(' 408 ')
  const { headersTimeout = 0, connectionsCheckingInterval = 0 } = serverOptions
  expect(headersTimeout + connectionsCheckingInterval).toBeLessThanOrEqual(15_000)
})

test('a photo on a slow line may take its time, one that stops coming may not', async () => {
  const ask = (length: number) =>
    [
      'POST /api/v1/requests/26112200000010/attachments HTTP/1.1',
      'host: hotline.test',
      `authorization: Bearer ${token}`,
      'content-type: image/jpeg',
      `content-length: ${length}`,
      '',
      '',
    ].join('\r\n')
  const piece = 'x'.repeat(20_000)
  const [slow, stopped] = await Promise.all([
    sendSlowly(portOf(impatient), [ask(8 * piece.length), ...Array.from({ length: 8 }, () => piece)], 100),
    sendRaw(portOf(impatient), [ask(8 * piece.length), piece.slice(0, 100)]),
  ])
  expect(slow).toContain(' 404 ')
  expect(statusLine(stopped)).toContain(' 408 ')
})

/** Writes the pieces with pauses in between; the first line of the answer. */
const sendSlowly = (port: number, pieces: readonly string[], pauseMs: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', async () => {
      for (const piece of pieces) {
        socket.write(piece)
        await new Promise((done) => setTimeout(done, pauseMs))
      }
    })
    socket.once('data', (answer) => {
      resolve(String(answer).split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.once('error', reject)
  })

test('H42 clients that hang up in the middle leave nothing behind', async () => {
  const before = await count()
  await Promise.all(
    Array.from(
      { length: 200 },
      () =>
        new Promise<void>((resolve) => {
          const socket = connect(portOf(server), '127.0.0.1', () => {
            socket.write(head(['content-length: 1000']) + '{"matter":"')
            setTimeout(() => socket.destroy(), 5)
          })
          socket.on('close', () => resolve())
          socket.on('error', () => undefined)
        }),
    ),
  )
  expect((await fetch(`http://127.0.0.1:${portOf(server)}/api/v1/units`)).status).toBe(200)
  expect(await count()).toBe(before)
  expect(house.faults).toEqual([])
})

test('H44 a hundred requests on one wire are answered in their order', async () => {
  const before = await count()
  const one = (index: number) =>
    head([`idempotency-key: wire-${index}`, `content-length: ${Buffer.byteLength(json)}`]) + json
  const requests = Array.from({ length: 100 }, (_, index) => one(index)).join('')
  const heard = await sendRaw(portOf(server), [requests], (text) => text.split('"accessCode"').length > 100)
  const numbers = [...heard.text.matchAll(/"number":"(\d{14})"/g)].map(([, number]) => number)
  expect(new Set(numbers).size).toBe(100)
  expect(await count()).toBe(before + 100)
  const rows = await house.rows(
    `select number, split_part(message_id, ':wire-', 2)::integer as index from service_request where message_id like '%:wire-%' order by 2`,
  )
  expect(numbers).toEqual(rows.map((row) => row['number']))
})

test('chunks without a length are read', async () => {
  const bytes = Buffer.byteLength(json).toString(16)
  const heard = await sendRaw(
    portOf(server),
    [head(['transfer-encoding: chunked']), `${bytes}\r\n${json}\r\n0\r\n\r\n`],
    (text) => text.includes('accessCode'),
  )
  expect(statusLine(heard)).toContain(' 201 ')
})

test('H46 pages of another kind are not made up', async () => {
  const reply = await fetch(`http://127.0.0.1:${portOf(server)}/api/v1/units`, {
    headers: { accept: 'application/xml' },
  })
  expect(reply.status).toBe(406)
})
