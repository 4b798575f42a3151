import { beforeAll, describe, expect, test } from 'vitest'
import sharp from 'sharp'
import { stagedThumb, stageFile } from '../../src/actions/stage-file.ts'
import { fileBytesMost } from '../../src/core/work-order/attachment.ts'
import { openTinyHouse, type TinyHouse } from '../actions/support/tiny-house.ts'
import { claimingPng, hugePng, paper, picture, pngWithWords, turnedPhoto } from './pictures.ts'

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

const refusalOf = async (bytes: Uint8Array, mayBePaper = false): Promise<string | undefined> => {
  const staged = await stageFile(house.app, bytes, mayBePaper)
  return staged.ok ? undefined : staged.refusal.code
}

/** The file as it is kept. */
async function keptOf(bytes: Uint8Array, mayBePaper = false): Promise<Buffer> {
  const staged = await stageFile(house.app, bytes, mayBePaper)
  if (!staged.ok) throw new Error(`refused: ${staged.refusal.code}`)
  const number = await house.register()
  await house.run(number, { id: 'web', role: 'requester', requestNumber: number }, 'attach', {
    files: [staged.key],
    kind: 'citizen',
  })
  return (await house.app.files.folder.read(staged.hash, 'whole')) ?? Buffer.alloc(0)
}

const text = (words: string): Buffer => Buffer.from(words)

describe('what is no photo', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  test.each([
    ['F01 nothing at all', () => Buffer.alloc(0), 'empty_file'],
    ['F17 SVG called a JPEG', () => text(svg), 'file_type'],
    ['SVG behind a mark of order', () => text(`\uFEFF${svg}`), 'file_type'],
    ['HTML called a JPEG', () => text('<!doctype html><script>alert(1)</script>'), 'file_type'],
    ['a GIF', () => picture(1, 'gif'), 'file_type'],
    ['a PDF from the public', () => paper(), 'file_type'],
    ['F23 a test virus', () => text('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR'), 'file_type'],
    ['F27 a document with macros', () => text('PK\u0003\u0004[Content_Types].xml'), 'file_type'],
    ['an executable', () => text('MZ\u0090\u0000'), 'file_type'],
    [
      'F21 HEIC from a phone',
      () => Buffer.concat([Buffer.alloc(4), text('ftypheic'), Buffer.alloc(40)]),
      'heic_picture',
    ],
    [
      'F19 the mark of a JPEG and then PHP',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), text('<?php system($_GET[0]);')]),
      'picture_broken',
    ],
    ['the mark of a WebP and then HTML', () => text('RIFF0000WEBP<script>alert(1)</script>'), 'picture_broken'],
    ['a JPEG that was cut short', async () => (await picture(5, 'jpeg', 640, 480)).subarray(0, 700), 'picture_broken'],
    ['a PNG that was cut short', async () => (await picture(5, 'png', 640, 480)).subarray(0, 60), 'picture_broken'],
    ['more than eight megabytes', () => Buffer.alloc(fileBytesMost + 1, 0xff), 'file_too_large'],
  ] as const)('%s is refused', async (_what, make, code) => {
    expect(await refusalOf(await make())).toBe(code)
  })

  test.each([
    ['F09 that claims 30,000 a side', () => claimingPng(30_000)],
    ['that claims the most a PNG can', () => claimingPng(65_535)],
    ['of 12,000 a side in some kilobytes', () => hugePng(12_000)],
  ])('a bomb %s is refused before it is drawn', async (_what, make) => {
    const bomb = make()
    expect(bomb.length).toBeLessThan(1024 ** 2)
    expect(await refusalOf(bomb)).toBe('picture_too_large')
  })

  test('nothing of it is kept', async () => {
    const waiting = () => house.value<string>('select count(*) from staged_file')
    const before = await waiting()
    await refusalOf(claimingPng(30_000))
    await refusalOf(text(svg))
    expect(await waiting()).toBe(before)
  })
})

describe('a paper', () => {
  test('is taken from a unit as it is, and never drawn', async () => {
    const staged = await stageFile(house.app, paper(), true)
    expect(staged).toMatchObject({ ok: true, mediaType: 'application/pdf' })
    expect(staged.ok && (await stagedThumb(house.app, staged.key))).toBe(undefined)
  })

  test.each([
    [
      'F15 that is a page as well',
      Buffer.concat([paper(), text('<html><script>alert(1)</script></html>')]),
      'file_type',
    ],
    ['that runs a script', paper('/OpenAction <</S /JavaScript /JS (app.alert(1))>>'), 'file_type'],
    ['that carries a file', paper('/Names <</EmbeddedFiles 3 0 R>>'), 'file_type'],
    ['that starts a program', paper('/AA <</O <</S /Launch>>>>'), 'file_type'],
    ['that was cut short', paper().subarray(0, 40), 'picture_broken'],
  ])('%s is refused', async (_what, bytes, code) => {
    expect(await refusalOf(bytes, true)).toBe(code)
  })
})

describe('a photo is drawn anew', () => {
  test('F05 upright, whichever way the phone was held', async () => {
    const { data, info } = await sharp(await keptOf(await turnedPhoto()))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([40, 80])
    const at = (x: number, y: number): readonly number[] =>
      [...data.subarray((y * info.width + x) * info.channels)].slice(0, 3)
    const [redTop, , blueTop] = at(20, 10)
    const [redBottom, , blueBottom] = at(20, 70)
    expect(redTop).toBeGreaterThan(200)
    expect(blueTop).toBeLessThan(60)
    expect(redBottom).toBeLessThan(60)
    expect(blueBottom).toBeGreaterThan(200)
  })

  test('F05 without where, when and by whose camera it was taken', async () => {
    const photo = await turnedPhoto()
    const before = await sharp(photo).metadata()
    expect(before.exif?.toString('latin1')).toContain('Canary')
    const kept = await keptOf(photo)
    const { exif, xmp, iptc, icc, orientation } = await sharp(kept).metadata()
    expect([exif, xmp, iptc, icc, orientation]).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(kept.toString('latin1').toLowerCase()).not.toContain('canary')
  })

  test('F07 without the words that a PNG may carry', async () => {
    const photo = await pngWithWords('canary-words')
    expect(photo.toString('latin1')).toContain('canary-words')
    expect((await keptOf(photo)).toString('latin1')).not.toContain('canary')
  })

  test('F13 without what hangs behind it', async () => {
    const archive = text('PK\u0003\u0004canary-archive')
    const kept = await keptOf(Buffer.concat([await picture(9), archive]))
    expect(kept.toString('latin1')).not.toContain('canary')
    expect(kept.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
  })

  test('no longer than 2048 on its longest side, with a small one for lists', async () => {
    const kept = await keptOf(await picture(11, 'jpeg', 3000, 1000))
    expect(await sharp(kept).metadata()).toMatchObject({ width: 2048, height: 683, format: 'jpeg' })
    const staged = await stageFile(house.app, await picture(12, 'png', 900, 1200), false)
    const thumb = staged.ok ? await stagedThumb(house.app, staged.key) : undefined
    expect(await sharp(thumb).metadata()).toMatchObject({ width: 240, height: 320, format: 'webp' })
  })

  test('F37 the same at every time, so that it is kept once', async () => {
    const photo = await picture(13)
    const keys = new Set<string>()
    const hashes = new Set<string>()
    for (let time = 0; time < 5; time += 1) {
      const staged = await stageFile(house.app, photo, false)
      if (!staged.ok) throw new Error(staged.refusal.code)
      keys.add(staged.key)
      hashes.add(staged.hash)
    }
    expect([keys.size, hashes.size]).toEqual([5, 1])
  })
})
