/**
 * A QR code (ISO/IEC 18004) of an address: bytes, the nine smallest versions, error correction L. Enough for two
 * hundred letters, and no more of the standard than that.
 */
export interface Qr {
  /** Modules a side. */
  readonly size: number
  /** The dark modules as the path of an SVG. */
  readonly path: string
}

/** By version: codewords of data, of error correction in each block, how many equal blocks; the middle alignment pattern. */
const versions = [
  { data: 19, correction: 7, blocks: 1, middle: 0 },
  { data: 34, correction: 10, blocks: 1, middle: 0 },
  { data: 55, correction: 15, blocks: 1, middle: 0 },
  { data: 80, correction: 20, blocks: 1, middle: 0 },
  { data: 108, correction: 26, blocks: 1, middle: 0 },
  { data: 136, correction: 18, blocks: 2, middle: 0 },
  { data: 156, correction: 20, blocks: 2, middle: 22 },
  { data: 194, correction: 24, blocks: 2, middle: 24 },
  { data: 232, correction: 30, blocks: 2, middle: 26 },
] as const

/** Null where the text is too long for these versions. */
export function qrPath(text: string): Qr | null {
  const bytes = new TextEncoder().encode(text)
  // Mode and length take two bytes and a half of another.
  const index = versions.findIndex(({ data }) => bytes.length + 2 <= data)
  const version = versions[index]
  if (!version) return null
  const data = dataWords(bytes, version.data)
  const bits = interleaved(data, version)
  const size = 21 + 4 * index
  const candidates = masks.map((_, mask) => drawn(size, index + 1, bits, mask))
  const [best] = candidates.toSorted((one, other) => penalty(one) - penalty(other))
  return best ? { size, path: pathOf(best) } : null
}

function dataWords(bytes: Uint8Array, length: number): readonly number[] {
  const bits: number[] = []
  const push = (value: number, count: number): void => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1)
  }
  push(0b0100, 4)
  push(bytes.length, 8)
  for (const byte of bytes) push(byte, 8)
  push(0, Math.min(4, length * 8 - bits.length))
  while (bits.length % 8 !== 0) bits.push(0)
  const words: number[] = []
  for (let at = 0; at < bits.length; at += 8)
    words.push(bits.slice(at, at + 8).reduce((word, bit) => word * 2 + bit, 0))
  for (let pad = 0; words.length < length; pad += 1) words.push(pad % 2 === 0 ? 0xec : 0x11)
  return words
}

/** The blocks' words in turns, then their corrections in turns. */
function interleaved(data: readonly number[], { blocks, correction }: (typeof versions)[number]): readonly number[] {
  const length = data.length / blocks
  const parts = Array.from({ length: blocks }, (_, block) => data.slice(block * length, (block + 1) * length))
  const corrections = parts.map((part) => correctionWords(part, correction))
  const inTurns = (rows: readonly (readonly number[])[]): readonly number[] =>
    (rows[0] ?? []).flatMap((_, index) => rows.map((row) => row[index] ?? 0))
  return [...inTurns(parts), ...inTurns(corrections)]
}

/** Product in the field of 256 elements that the standard uses. */
function times(one: number, other: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((other >> bit) & 1) * one
  }
  return product
}

/** The rest of dividing the data by the generator of that degree (Reed-Solomon). */
function correctionWords(data: readonly number[], degree: number): readonly number[] {
  const generator: number[] = Array.from({ length: degree }, () => 0)
  generator[degree - 1] = 1
  let root = 1
  for (let step = 0; step < degree; step += 1) {
    for (let at = 0; at < degree; at += 1) {
      generator[at] = times(generator[at] ?? 0, root) ^ (generator[at + 1] ?? 0)
    }
    root = times(root, 2)
  }
  const rest: number[] = Array.from({ length: degree }, () => 0)
  for (const word of data) {
    const factor = word ^ (rest.shift() ?? 0)
    rest.push(0)
    for (let at = 0; at < degree; at += 1) rest[at] = (rest[at] ?? 0) ^ times(generator[at] ?? 0, factor)
  }
  return rest
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

type Modules = boolean[][]

function drawn(size: number, version: number, words: readonly number[], mask: number): Modules {
  const dark: Modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const fixed: Modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const set = (x: number, y: number, isDark: boolean): void => {
    const [row, kept] = [dark[y], fixed[y]]
    if (!row || !kept || x < 0 || x >= size) return
    row[x] = isDark
    kept[x] = true
  }
  drawPatterns(size, version, set)
  drawFormat(size, mask, set)
  let at = 0
  const isMasked = masks[mask] ?? (() => false)
  // Two columns at a time from the right, up and down in turn, past the column of the timing pattern.
  for (let right = size - 1, isUp = true; right > 0; right -= right === 8 ? 3 : 2, isUp = !isUp) {
    for (let step = 0; step < size; step += 1) {
      const y = isUp ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        const row = dark[y]
        if (!row || fixed[y]?.[x]) continue
        const bit = ((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
        row[x] = (at < words.length * 8 && bit === 1) !== isMasked(x, y)
        at += 1
      }
    }
  }
  return dark
}

type Set = (x: number, y: number, isDark: boolean) => void

function drawPatterns(size: number, version: number, set: Set): void {
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    square(4, (dx, dy, away) => {
      if (x + dx >= 0 && y + dy >= 0 && x + dx < size && y + dy < size) set(x + dx, y + dy, away !== 2 && away !== 4)
    })
  }
  for (const [x, y] of alignments(size, version)) {
    square(2, (dx, dy, away) => set(x + dx, y + dy, away !== 1))
  }
  if (version >= 7) drawVersion(size, version, set)
}

/** Everywhere but in the three corners that are found by other means. */
function alignments(size: number, version: number): readonly (readonly [number, number])[] {
  if (version === 1) return []
  const middle = versions[version - 1]?.middle ?? 0
  const far = size - 7
  if (middle === 0) return [[far, far]]
  return [
    [far, far],
    [middle, middle],
    [6, middle],
    [middle, 6],
    [far, middle],
    [middle, far],
  ]
}

/** Larger codes say twice how large they are, with the standard's own code around it. */
function drawVersion(size: number, version: number, set: Set): void {
  let rest = version
  for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25)
  const bits = (version << 12) | rest
  for (let at = 0; at < 18; at += 1) {
    const [along, across] = [Math.floor(at / 3), size - 11 + (at % 3)]
    const isDark = ((bits >> at) & 1) === 1
    set(across, along, isDark)
    set(along, across, isDark)
  }
}

function square(reach: number, each: (dx: number, dy: number, away: number) => void): void {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) each(dx, dy, Math.max(Math.abs(dx), Math.abs(dy)))
  }
}

/** Which correction (L) and which mask, twice, with the standard's own code around it. */
function drawFormat(size: number, mask: number, set: Set): void {
  const data = (0b01 << 3) | mask
  let rest = data
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537)
  const bits = ((data << 10) | rest) ^ 0x5412
  const bit = (at: number): boolean => ((bits >> at) & 1) === 1
  for (let at = 0; at <= 5; at += 1) set(8, at, bit(at))
  set(8, 7, bit(6))
  set(8, 8, bit(7))
  set(7, 8, bit(8))
  for (let at = 9; at < 15; at += 1) set(14 - at, 8, bit(at))
  for (let at = 0; at < 8; at += 1) set(size - 1 - at, 8, bit(at))
  for (let at = 8; at < 15; at += 1) set(8, size - 15 + at, bit(at))
  set(8, size - 8, true)
}

/** Long runs and blocks of one colour are hard to read: fewer are better. */
function penalty(modules: Modules): number {
  const lines = [...modules, ...modules.map((_, x) => modules.map((row) => row[x] ?? false))]
  let sum = 0
  for (const line of lines) {
    let run = 1
    for (let at = 1; at <= line.length; at += 1) {
      if (at < line.length && line[at] === line[at - 1]) run += 1
      else {
        if (run >= 5) sum += run - 2
        run = 1
      }
    }
  }
  for (let y = 1; y < modules.length; y += 1) {
    for (let x = 1; x < modules.length; x += 1) {
      const one = modules[y]?.[x]
      if (one === modules[y]?.[x - 1] && one === modules[y - 1]?.[x] && one === modules[y - 1]?.[x - 1]) sum += 3
    }
  }
  return sum
}

function pathOf(modules: Modules): string {
  let path = ''
  for (const [y, row] of modules.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue
      let length = 1
      while (row[x + length]) length += 1
      path += `M${x} ${y}h${length}v1h-${length}z`
      x += length
    }
  }
  return path
}
