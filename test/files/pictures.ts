import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A small picture of one's own: another seed, other bytes. */
export const picture = (
  seed: number,
  format: 'jpeg' | 'png' | 'webp' | 'gif' = 'jpeg',
  width = 64,
  height = 48,
): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: seed % 256, g: (seed * 7) % 256, b: 90 } } })
    .toFormat(format)
    .toBuffer()

/** Left half red, right half blue, and a mark that says: hold me turned by a quarter. */
export async function turnedPhoto(): Promise<Buffer> {
  const half = (background: string) =>
    sharp({ create: { width: 40, height: 40, channels: 3, background } })
      .png()
      .toBuffer()
  return sharp({ create: { width: 80, height: 40, channels: 3, background: 'white' } })
    .composite([
      { input: await half('#ff0000'), left: 0, top: 0 },
      { input: await half('#0000ff'), left: 40, top: 0 },
    ])
    .withExif({
      IFD0: { Orientation: '6', Make: 'Canary Camera', ImageDescription: 'canary-owner' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '116/1 23/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

/** A chunk of a PNG with its length and checksum. */
export function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

const pngMark = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')

function header(width: number, height: number): Buffer {
  const content = Buffer.alloc(13)
  content.writeUInt32BE(width, 0)
  content.writeUInt32BE(height, 4)
  content.set([8, 0, 0, 0, 0], 8)
  return pngChunk('IHDR', content)
}

/** Claims to be huge and holds nothing. */
export const claimingPng = (side: number): Buffer =>
  Buffer.concat([
    pngMark,
    header(side, side),
    pngChunk('IDAT', deflateSync(Buffer.alloc(10))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])

/** Really is that large, in some hundred kilobytes: every pixel black. */
export const hugePng = (side: number): Buffer =>
  Buffer.concat([
    pngMark,
    header(side, side),
    pngChunk('IDAT', deflateSync(Buffer.alloc(side * (side + 1)), { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ])

/** A PNG with words in it that no viewer shows. */
export async function pngWithWords(words: string): Promise<Buffer> {
  const plain = await picture(3, 'png')
  const text = pngChunk('tEXt', Buffer.from(`Comment\0${words}`, 'latin1'))
  // Behind the header, which is always 25 bytes after the mark.
  return Buffer.concat([plain.subarray(0, 33), text, plain.subarray(33)])
}

/** The smallest paper that is one. */
export const paper = (inside = ''): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R ${inside}>> endobj\n2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n`,
  )
