/** A place in a text file, both counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

export type JsonPath = readonly (string | number)[]

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown; readonly positionOf: (path: JsonPath) => Position | undefined }
  | { readonly ok: false; readonly position: Position; readonly zh: string; readonly en: string }

/** Deeper nesting than any pack needs is refused rather than followed. */
const deepest = 100

class BrokenJson extends Error {
  readonly offset: number
  readonly zh: string

  constructor(offset: number, zh: string, en: string) {
    super(en)
    this.offset = offset
    this.zh = zh
  }
}

/**
 * Reads JSON as JSON.parse does, and remembers where everything stands: a city's engineer is told the line.
 * A key written twice in one object is refused, where JSON.parse would silently keep the last.
 */
export function parseJson(text: string): ParsedJson {
  const reader = new JsonReader(text)
  try {
    const value = reader.readDocument()
    return { ok: true, value, positionOf: (path) => reader.positionOf(path) }
  } catch (error) {
    if (!(error instanceof BrokenJson)) throw error
    return { ok: false, position: positionAt(text, error.offset), zh: error.zh, en: error.message }
  }
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

const keyOf = (path: JsonPath): string => JSON.stringify(path.map(String))

class JsonReader {
  readonly #text: string
  readonly #offsets = new Map<string, number>()
  readonly #path: (string | number)[] = []
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** The position of the value at a path, or of the nearest thing around it that exists. */
  positionOf(path: JsonPath): Position | undefined {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = this.#offsets.get(keyOf(path.slice(0, length)))
      if (offset !== undefined) return positionAt(this.#text, offset)
    }
    return undefined
  }

  readDocument(): unknown {
    const value = this.#readValue()
    this.#skipSpace()
    if (this.#at < this.#text.length) this.#break('文件结尾处有多余内容', 'something follows the end of the JSON value')
    return value
  }

  #readValue(): unknown {
    this.#skipSpace()
    if (this.#path.length > deepest) this.#break('嵌套过深', 'the nesting is too deep')
    this.#offsets.set(keyOf(this.#path), this.#at)
    const next = this.#text[this.#at]
    if (next === '{') return this.#readObject()
    if (next === '[') return this.#readArray()
    if (next === '"') return this.#readString()
    return this.#readWord()
  }

  #readObject(): unknown {
    const entries = new Map<string, unknown>()
    this.#at += 1
    this.#skipSpace()
    if (this.#take('}')) return {}
    do {
      this.#skipSpace()
      const keyAt = this.#at
      if (this.#text[this.#at] !== '"')
        this.#break('此处应为带双引号的属性名', 'a property name in double quotes is expected here')
      const key = this.#readString()
      if (entries.has(key)) throw new BrokenJson(keyAt, `属性“${key}”重复`, `the property "${key}" is written twice`)
      this.#skipSpace()
      if (!this.#take(':')) this.#break('属性名之后应为冒号', 'a colon is expected after the property name')
      entries.set(key, this.#readInside(key))
      this.#skipSpace()
    } while (this.#take(','))
    if (!this.#take('}')) this.#break('此处应为逗号或 }', 'a comma or } is expected here')
    return Object.fromEntries(entries)
  }

  #readArray(): unknown {
    const items: unknown[] = []
    this.#at += 1
    this.#skipSpace()
    if (this.#take(']')) return items
    do {
      items.push(this.#readInside(items.length))
      this.#skipSpace()
    } while (this.#take(','))
    if (!this.#take(']')) this.#break('此处应为逗号或 ]', 'a comma or ] is expected here')
    return items
  }

  #readInside(step: string | number): unknown {
    this.#path.push(step)
    const value = this.#readValue()
    this.#path.pop()
    return value
  }

  #readString(): string {
    const match = this.#match(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy)
    if (match === undefined)
      this.#break(
        '字符串没有正确结束或含有非法字符',
        'this string does not end properly or holds a character that must be escaped',
      )
    return JSON.parse(match) as string
  }

  #readWord(): unknown {
    const match = this.#match(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/uy)
    if (match === undefined) {
      if (this.#at >= this.#text.length) this.#break('文件在值写完之前结束', 'the file ends before the value does')
      this.#break('此处应为一个值', 'a value is expected here')
    }
    return JSON.parse(match)
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)?.[0]
    if (match !== undefined) this.#at += match.length
    return match
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #skipSpace(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at += 1
  }

  #break(zh: string, en: string): never {
    throw new BrokenJson(this.#at, zh, en)
  }
}
