/** What the first bytes of a file say that it is; its name and what the browser called it say nothing. */
export type BytesKind = 'empty' | 'jpeg' | 'png' | 'webp' | 'pdf' | 'heic' | 'other'

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

export function kindOfBytes(bytes: Uint8Array): BytesKind {
  if (bytes.length === 0) return 'empty'
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))
  if (text(0, 3) === '\u00ff\u00d8\u00ff') return 'jpeg'
  if (text(0, 8) === '\u0089PNG\r\n\u001a\n') return 'png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(0, 5) === '%PDF-') return 'pdf'
  if (text(4, 8) === 'ftyp' && heicBrands.includes(text(8, 12))) return 'heic'
  return 'other'
}
