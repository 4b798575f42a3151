import { beforeAll, expect, test } from 'vitest'
import { fileBytesMost } from '../../src/core/work-order/attachment.ts'
import { openApiHouse, type ApiHouse } from '../http/support/api-house.ts'
import { claimingPng, paper, picture } from './pictures.ts'

let house: ApiHouse
let lead: string
beforeAll(async () => {
  house = await openApiHouse()
  lead = await house.tokenOf('unit_head')
})

const bytes = (of: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(of)
const image = { 'content-type': 'image/jpeg' }

async function dispatched(more: Readonly<Record<string, unknown>> = {}) {
  const filed = await house.file(more)
  const body = { unitCode: 'east-river' }
  const token = await house.tokenOf('dispatcher')
  expect((await house.post(`/requests/${filed.number}/dispatch`, { token, body })).status).toBe(200)
  return filed
}

test('a program attaches a photo, once for each key, and reads it again', async () => {
  const { number, accessCode } = await dispatched()
  const path = `/requests/${number}/attachments`
  const raw = bytes(await picture(1))
  const headers = { ...image, 'access-code': accessCode, 'idempotency-key': 'photo-1' }
  const first = await house.post(path, { raw, headers })
  expect(first.status).toBe(200)
  expect(await house.post(path, { raw, headers })).toMatchObject({ status: 200, text: first.text })
  expect((await house.post(path, { raw: bytes(await picture(2)), headers })).json.code).toBe('key_reused')
  const work = { token: lead, raw: bytes(await picture(3, 'png')), headers: { 'content-type': 'image/png' } }
  expect((await house.post(path, work)).json).toMatchObject({ code: 'required' })
  expect((await house.post(`${path}?kind=after`, work)).status).toBe(200)
  expect((await house.post(`${path}?kind=citizen`, work)).json.code).toBe('not_a_choice')
  const list = await house.get(path, { token: lead })
  expect(list.json.attachments).toMatchObject([
    { ordinal: 1, kind: 'citizen', mediaType: 'image/jpeg', unit: null },
    { ordinal: 2, kind: 'after', mediaType: 'image/webp', unit: 'east-river' },
  ])
  const file = await house.get(`${path}/2`, { token: lead, headers: { accept: 'image/webp' } })
  expect(file.status).toBe(200)
  expect(file.headers.get('content-type')).toBe('image/webp')
  expect(file.headers.get('content-security-policy')).toContain('sandbox')
  expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await house.get(`${path}/1?part=thumb`, { token: lead })).headers.get('content-type')).toBe('image/webp')
  expect((await house.get(`${path}/3`, { token: lead })).status).toBe(404)
})

test('F41 nobody else reads it, and nobody learns that it is there', async () => {
  const { number, accessCode } = await dispatched({ requestType: 'report' })
  const path = `/requests/${number}/attachments`
  const headers = { ...image, 'access-code': accessCode }
  expect((await house.post(path, { raw: bytes(await picture(9)), headers })).status).toBe(200)
  const stranger = await house.tokenOf('unit_head', 'market')
  expect((await house.get(path, { token: stranger })).status).toBe(404)
  expect((await house.get(`${path}/1`, { token: stranger })).status).toBe(404)
  expect(
    (await house.post(`${path}?kind=after`, { token: stranger, raw: bytes(await picture(4)), headers: image })).status,
  ).toBe(404)
  expect((await house.get(`${path}/1`)).status).toBe(401)
  expect((await house.get(`${path}/1`, { headers: { 'access-code': 'AAAAAAAA' } })).status).toBe(403)
  // The unit that handles a report of wrongdoing sees that there is nothing, and not who stood where.
  expect((await house.get(path, { token: lead })).json.attachments).toEqual([])
  expect((await house.get(`${path}/1`, { token: lead })).status).toBe(404)
  expect((await house.get(path, { token: await house.tokenOf('analyst') })).status).toBe(403)
  expect((await house.get(`/requests/${number}`, { token: await house.tokenOf('analyst') })).text).not.toContain(
    'attachments',
  )
})

test.each([
  ['F01 nothing', Buffer.alloc(0), 422, 'empty_file'],
  ['F09 a bomb', claimingPng(60_000), 422, 'picture_too_large'],
  ['F17 SVG', Buffer.from('<svg/>'), 415, 'file_type'],
  ['F19 a broken one', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 422, 'picture_broken'],
  ['a paper of the requester', paper(), 415, 'file_type'],
  ['too much', Buffer.alloc(fileBytesMost + 1), 413, 'file_too_large'],
])('%s is refused by name', async (_what, file, status, code) => {
  const { number, accessCode } = await house.file()
  const headers = { ...image, 'access-code': accessCode }
  const reply = await house.post(`/requests/${number}/attachments`, { raw: bytes(file), headers })
  expect(reply.status).toBe(status)
  expect(reply.json).toMatchObject({ code })
  expect(house.faults).toEqual([])
})

test('it is described', async () => {
  const { json } = await house.get('/openapi.json')
  const operations = json.paths['/requests/{number}/attachments']
  expect(Object.keys(operations)).toEqual(['get', 'post'])
  expect(Object.keys(operations.post.requestBody.content)).toContain('image/jpeg')
})
