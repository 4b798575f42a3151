import type { Sharp } from 'sharp'
import { refuse, type Refused } from '../../core/refusal.ts'

/** A picture as it is kept: drawn anew from its pixels, without anything else that came with it. */
export interface Picture {
  readonly ok: true
  readonly bytes: Buffer
  readonly mediaType: 'image/jpeg' | 'image/webp'
  /** A small one for lists, WebP. */
  readonly thumb: Buffer
}

export interface Images {
  /** Re-encodes a JPEG, PNG or WebP. Refuses `picture_broken`, `picture_too_large`, `files_busy`. */
  reEncode(bytes: Uint8Array, kind: 'jpeg' | 'png' | 'webp'): Promise<Picture | Refused>
}

const pixelsMost = 5e7
const longestSide = 2048
const thumbSide = 320
const waitingMost = 64
const secondsMost = 20

/**
 * Makes pictures harmless, one at a time and off the event loop: a flood of them waits, then is turned
 * away, and nothing else in the process becomes slower than one core is. The decoder is loaded with the
 * first picture, since most commands never see one.
 */
export function createImages(): Images {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    reEncode: async (bytes, kind) => {
      if (waiting >= waitingMost) return refuse('files_busy')
      waiting += 1
      const turn = last.then(() => reEncode(bytes, kind))
      last = turn.catch(() => undefined)
      return turn.finally(() => {
        waiting -= 1
      })
    },
  }
}

async function openSharp() {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

async function reEncode(bytes: Uint8Array, kind: 'jpeg' | 'png' | 'webp'): Promise<Picture | Refused> {
  const sharp = await openSharp()
  try {
    const picture = sharp(bytes, { limitInputPixels: pixelsMost, failOn: 'error' })
    // The header alone is read first, so that what claims to be huge is never begun.
    const { width, height, pages = 1, format } = await picture.metadata()
    if (format !== kind) return refuse('picture_broken')
    if (width * height * pages > pixelsMost) return tooLarge
    // Upright by its own mark; every mark, place and name in it is left behind.
    const upright = picture
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: secondsMost })
    const whole = await drawn(upright, kind).toBuffer()
    const thumb = await sharp(whole, { failOn: 'error' })
      .resize({ width: thumbSide, height: thumbSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 72 })
      .toBuffer()
    return { ok: true, bytes: whole, thumb, mediaType: kind === 'jpeg' ? 'image/jpeg' : 'image/webp' }
  } catch (error) {
    // The decoder has no codes, only words; whatever it cannot draw is no picture to anybody.
    return String(error).includes('pixel limit') ? tooLarge : refuse('picture_broken')
  }
}

const tooLarge = refuse('picture_too_large', { facts: { limit: pixelsMost / 1e6 } })

const drawn = (picture: Sharp, kind: 'jpeg' | 'png' | 'webp'): Sharp =>
  kind === 'jpeg' ? picture.jpeg({ quality: 82 }) : picture.webp({ quality: 84 })
