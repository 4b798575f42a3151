/** What an entry's columns say; the body has to say the same. */
export interface EntryColumns {
  readonly number: string
  readonly seq: number
  readonly at: number
  readonly type: string
}

/** Where a body lies in the bytes that came, and its type column. */
export interface BodyPlace {
  readonly bytes: Buffer
  readonly from: number
  readonly to: number
  readonly typeFrom: number
  readonly typeTo: number
}

const mark = (text: string): Uint8Array => Buffer.from(text)
const afterActor = mark('},"at":')
const facts = mark(',"facts":')
const texts = mark(',"texts":')
const typeKey = mark('","type":"')
const end = mark('"}')
const COMMA = 0x2c
const BRACE = 0x7d

/** The beginning of the place where a stream's bodies name it; made once a stream. */
export const numberMark = (number: string): Uint8Array => mark(`,"number":"${number}","seq":`)

/**
 * Whether the canonical body names the same entry as its columns, by a look at the bytes where the keys must be
 * (sorted: actor, at, facts, from, number, seq, texts, to, type). What does not look so is to be parsed.
 */
export function looksRight(body: BodyPlace, number: Uint8Array, seq: number, at: number): boolean {
  const { bytes, from, to, typeFrom, typeTo } = body
  const type = to - end.length - (typeTo - typeFrom)
  if (type - typeKey.length < from || !isAt(bytes, to - end.length, end)) return false
  for (let index = 0; index < typeTo - typeFrom; index += 1) {
    if (bytes[type + index] !== bytes[typeFrom + index]) return false
  }
  if (!isTypeKey(bytes, type)) return false
  // Inside a JSON string the quotes would be escaped, so these are the keys themselves.
  let place = type - number.length
  while (place > from && !(bytes[place] === COMMA && isAt(bytes, place, number))) place -= 1
  if (place <= from || !isNumberAt(bytes, place + number.length, seq, texts)) return false
  let time = from
  while (time < place && !(bytes[time] === BRACE && isAt(bytes, time, afterActor))) time += 1
  return time < place && isNumberAt(bytes, time + afterActor.length, at, facts)
}

/** The key before the type; of a thing that is no request it follows an object and not a word. */
function isTypeKey(bytes: Buffer, type: number): boolean {
  const start = type - typeKey.length
  for (let index = 1; index < typeKey.length; index += 1) if (bytes[start + index] !== typeKey[index]) return false
  return true
}

function isAt(bytes: Buffer, place: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (bytes[place + index] !== wanted[index]) return false
  return true
}

/** Digits as JSON writes them, then what has to follow. */
function isNumberAt(bytes: Buffer, place: number, wanted: number, following: Uint8Array): boolean {
  const negative = bytes[place] === 0x2d
  const first = negative ? place + 1 : place
  let [offset, value] = [first, 0]
  for (; offset < first + 16; offset += 1) {
    const digit = (bytes[offset] as number) - 48
    if (!(digit >= 0 && digit <= 9)) break
    value = value * 10 + digit
  }
  if (offset === first || (bytes[first] === 48 && offset > first + 1)) return false
  return (negative ? -value : value) === wanted && isAt(bytes, offset, following)
}

/** The same by reading the whole body. */
export function parsedTells(body: string, columns: EntryColumns): boolean {
  try {
    const told = JSON.parse(body) as Readonly<Record<string, unknown>>
    return (Object.keys(columns) as (keyof EntryColumns)[]).every((key) => told[key] === columns[key])
  } catch {
    return false
  }
}
