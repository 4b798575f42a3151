import { beforeAll, describe, expect, test } from 'vitest'
import { fileBytesMost } from '../../src/core/work-order/attachment.ts'
import { openSite, type Site } from '../web/support/site.ts'
import { staffVisitor, visitor, type Page } from '../web/support/visitor.ts'
import { hotline } from '../support/world.ts'
import { claimingPng, paper, picture } from './pictures.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})

const words = '楼下的路灯坏了，晚上看不清路。'
const typed = { step: 'what', go: 'next', matter: words, requestType: 'complaint' }

interface Sent {
  readonly bytes: Buffer
  readonly name?: string
}

function form(fields: Readonly<Record<string, string>>, files: readonly Sent[]): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  for (const { bytes, name = 'photo.jpg' } of files) data.append('photos', new Blob([new Uint8Array(bytes)]), name)
  return data
}

const send = (files: readonly Sent[]): Promise<Page> => visitor(site).send('/report', form(typed, files))
const keysIn = (html: string): string[] => [...html.matchAll(/name="staged" value="(\w+)"/g)].map(([, key = '']) => key)

describe('a form with a photo that cannot be taken keeps every word', () => {
  test.each([
    ['a bomb', async () => [{ bytes: claimingPng(30_000) }], '尺寸太大'],
    ['one in disguise', async () => [{ bytes: Buffer.from('<svg onload=alert(1)>') }], '不接受这种文件'],
    ['an empty one', async () => [{ bytes: Buffer.alloc(0) }], '文件是空的'],
    ['one that is too large', async () => [{ bytes: Buffer.alloc(fileBytesMost + 1, 0xff) }], '照片太大'],
    ['a paper', async () => [{ bytes: paper() }], '不接受这种文件'],
    [
      'F03 a fourth',
      async () => Promise.all([1, 2, 3, 4].map(async (seed) => ({ bytes: await picture(seed) }))),
      '照片太多',
    ],
    [
      'F31 a name of its own',
      async () => [{ bytes: Buffer.from('MZ'), name: '../../"CON"\r\n.jpg.exe' }],
      '不接受这种文件',
    ],
  ])('%s', async (_what, files, why) => {
    const page = await send(await files())
    expect(page.status).toBe(400)
    expect(page.html).toContain(words)
    expect(page.html).toContain(why)
  })

  test('and the good ones among them', async () => {
    const page = await send([
      { bytes: await picture(5) },
      { bytes: Buffer.from('no photo') },
      { bytes: await picture(6) },
    ])
    expect(page.status).toBe(400)
    expect(page.html).toContain('第2个文件')
    expect(keysIn(page.html)).toHaveLength(2)
  })

  test('without any photo the form goes on as ever', async () => {
    const page = await send([{ bytes: Buffer.alloc(0), name: '' }])
    expect(page.status).toBe(200)
    expect(page.html).toContain(words)
  })

  test('a photo is taken out again, and the rest stays', async () => {
    const first = await send([{ bytes: await picture(7) }, { bytes: await picture(8) }])
    const [one = '', other = ''] = keysIn(first.html)
    const page = await visitor(site).post('/report', { ...typed, staged: [one, other], remove: one })
    expect(page.status).toBe(200)
    expect(keysIn(page.html)).toEqual([other])
    expect(page.html).toContain(words)
  })

  test('keys that nobody gave out are told and dropped', async () => {
    const page = await visitor(site).post('/report', { ...typed, staged: ['f'.repeat(48)] })
    expect(page.status).toBe(400)
    expect(keysIn(page.html)).toEqual([])
    expect(page.html).toContain('24小时')
    expect(page.html).toContain(words)
  })
})

describe('a body that is no form', () => {
  const raw = (type: string, body: string): Promise<Response> =>
    fetch(`${site.url}/report`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
    })

  test.each([
    ['F35 without a boundary', 'multipart/form-data', 'x', 415],
    ['F35 with another boundary', 'multipart/form-data; boundary=one', '--two\r\n\r\n\r\n--two--\r\n', 400],
    ['F35 with a boundary of ten kilobytes', `multipart/form-data; boundary=${'b'.repeat(10_000)}`, 'x', 415],
    ['with a head that never ends', 'multipart/form-data; boundary=b', `--b\r\n${'x'.repeat(20_000)}`, 400],
    ['with a part without a name', 'multipart/form-data; boundary=b', '--b\r\ncontent-type: x\r\n\r\nx\r\n--b--', 400],
    [
      'of endless words',
      'multipart/form-data; boundary=b',
      `--b\r\ncontent-disposition: form-data; name="matter"\r\n\r\n${'x'.repeat(600_000)}\r\n--b--`,
      413,
    ],
  ])('%s is refused plainly', async (_what, type, body, status) => {
    const answer = await raw(type, body)
    expect(answer.status).toBe(status)
    expect(site.faults).toEqual([])
  })

  test('one that was cut short still gives back what was typed', async () => {
    const body = `--b\r\ncontent-disposition: form-data; name="matter"\r\n\r\n${words}\r\n--b\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\nhalf a pho`
    const answer = await raw('multipart/form-data; boundary=b', body)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain(words)
    expect(html).toContain('没有收下')
  })
})

describe('a page that lives sends each photo at once', () => {
  const post = (body: Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${site.url}/files`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream', ...headers },
    })

  test('and gets a key and a small picture', async () => {
    const answer = await post(await picture(20))
    expect(answer.status).toBe(201)
    const { key, thumb } = (await answer.json()) as { key: string; thumb: string }
    expect(key).toMatch(/^[0-9a-f]{48}$/)
    expect((await fetch(site.url + thumb)).status).toBe(200)
    expect((await fetch(`${site.url}/files/staged/${'0'.repeat(48)}`)).status).toBe(404)
  })

  test('or why not, in words', async () => {
    const answer = await post(Buffer.from('<svg>'), { 'accept-language': 'en' })
    expect(answer.status).toBe(415)
    expect(await answer.json()).toMatchObject({ code: 'file_type', problem: expect.stringContaining('JPEG') })
    expect((await post(Buffer.alloc(fileBytesMost + 1))).status).toBe(413)
  })

  test('another site’s page sends none', async () => {
    const answer = await post(await picture(21), { 'sec-fetch-site': 'cross-site' })
    expect(answer.status).toBe(403)
  })
})

describe('a desk', () => {
  const dispatched = async (): Promise<string> => {
    const number = await site.house.register()
    await site.house.run(number, hotline('dispatcher'), 'dispatch', { unitCode: 'east-river' })
    return number
  }

  test('adds photos of its work on a page without script; another unit sees neither page nor photo', async () => {
    const number = await dispatched()
    const staff = await staffVisitor(site, await site.token('unit_head', 'east-river'))
    const path = `/staff/requests/${number}/photos`
    const first = await staff.get(path)
    expect(first.html).toContain('encType="multipart/form-data"')
    const none = await staff.send(path, form({ kind: 'after' }, []))
    expect(none.status).toBe(400)
    const sent = form({ kind: 'after' }, [{ bytes: await picture(31) }, { bytes: await picture(32, 'webp') }])
    expect((await staff.send(path, sent)).to).toContain('done=attach')
    expect((await staff.send(path, form({ kind: 'document' }, [{ bytes: paper() }]))).to).toContain('done=attach')
    expect((await site.house.request(number)).attachments.map(({ kind }) => kind)).toEqual([
      'after',
      'after',
      'document',
    ])
    const page = await staff.get(`/staff/requests/${number}`)
    expect(page.html.match(/src="\/files\/\d{14}\/\d\?thumb"/g)).toHaveLength(2)
    const document = await staff.get(`/files/${number}/3`)
    expect(document.headers.get('content-disposition')).toContain('attachment')
    expect(document.headers.get('content-security-policy')).toContain('sandbox')
    const stranger = await staffVisitor(site, await site.token('unit_head', 'market'))
    expect((await stranger.get(path)).status).toBe(404)
    expect((await stranger.get(`/files/${number}/1`)).status).toBe(404)
    expect((await stranger.get(`/files/${number}/1?thumb`)).status).toBe(404)
  })

  test('F43 nothing that lies in the folders has an address', async () => {
    const number = await dispatched()
    const staff = await staffVisitor(site, await site.token('dispatcher'))
    const paths = [`/files/${number}/1`, `/files/${number}/0`, '/files/x/1', '/attachments/00/00', '/staged/00']
    for (const path of paths) expect((await staff.get(path)).status, path).toBe(404)
    expect(site.faults).toEqual([])
  })
})
