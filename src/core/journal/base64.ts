const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(index, index + 3)
    const word = (one << 16) | (two << 8) | three
    const digits = [word >> 18, word >> 12, word >> 6, word].map((digit) => letters[digit & 63])
    text += digits.slice(0, Math.min(4, bytes.length - index + 1)).join('')
  }
  return text.padEnd(Math.ceil(bytes.length / 3) * 4, '=')
}

/** Undefined where the text is not base64 as `toBase64` writes it: one value, one text. */
export function fromBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/={0,2}$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let word = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = letters.indexOf(digits[index] as string)
    if (digit < 0) return undefined
    word = ((word << 6) | digit) & 0xff_ffff
    if (index % 4 > 0) bytes[Math.floor((index * 3) / 4)] = (word >> (6 - 2 * (index % 4))) & 255
  }
  return toBase64(bytes) === text ? bytes : undefined
}
