import { beforeAll, expect, test } from 'vitest'
import { openSite, type Site } from '../web/support/site.ts'
import { visitor } from '../web/support/visitor.ts'
import { picture } from './pictures.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})

const answers = {
  requestType: 'complaint',
  district: 'A1',
  street: '',
  address: '东大街3号',
  confidentiality: 'normal',
  phone: '13800138000',
  name: '',
  door: '',
}

function form(
  fields: Readonly<Record<string, string>>,
  files: readonly { bytes: Buffer; name?: string }[] = [],
): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  for (const { bytes, name = 'photo.jpg' } of files) data.append('photos', new Blob([new Uint8Array(bytes)]), name)
  return data
}

const keysIn = (html: string): string[] => [...html.matchAll(/name="staged" value="(\w+)"/g)].map(([, key = '']) => key)

test('a report is filed with its photos without any script, and they are served to its requester alone', async () => {
  const citizen = visitor(site)
  const first = await citizen.get('/report')
  expect(first.html).toContain('encType="multipart/form-data"')
  const formKey = first.hidden('formKey')
  const what = { formKey, step: 'what', go: 'next', matter: '路灯坏了', ...answers }
  const place = await citizen.send(
    '/report',
    form(what, [{ bytes: await picture(1) }, { bytes: await picture(2, 'png') }]),
  )
  expect(place.status).toBe(200)
  const staged = keysIn(place.html)
  expect(staged).toHaveLength(2)
  const thumb = await fetch(`${site.url}/files/staged/${staged[0]}`)
  expect(thumb.status).toBe(200)
  expect(thumb.headers.get('content-type')).toBe('image/webp')
  const fields = { ...answers, formKey, matter: '路灯坏了', staged, step: 'check', go: 'send' }
  const done = await citizen.post('/report', fields)
  expect(done.to).toBe('/report/done')
  // The same form sent again files nothing and attaches nothing.
  await citizen.post('/report', fields)
  const tracked = await citizen.get('/track/request')
  expect(tracked.html.match(/<img /g)).toHaveLength(2)
  const number = /files\/(\d{14})\/1/.exec(tracked.html)?.[1] ?? ''
  const file = await citizen.get(`/files/${number}/1`)
  expect(file.status).toBe(200)
  expect(file.headers.get('content-security-policy')).toContain('sandbox')
  expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  expect(file.headers.get('cache-control')).toContain('private')
  expect((await visitor(site).get(`/files/${number}/1`)).status).toBe(404)
  expect(site.faults).toEqual([])
})
