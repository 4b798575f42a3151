import sharp from 'sharp'

/** A small picture of one's own: another seed, other bytes. */
export const picture = (
  seed: number,
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  width = 64,
  height = 48,
): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: seed % 256, g: (seed * 7) % 256, b: 90 } } })
    .toFormat(format)
    .toBuffer()
