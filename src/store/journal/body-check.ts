/** What an entry's columns say; the body has to say the same. */
export interface EntryColumns {
  readonly number: string
  readonly seq: number
  readonly at: number
  readonly type: string
}

/**
 * Whether the canonical body names the same entry as its columns. Looks at the bytes where the keys must be (sorted:
 * actor, at, facts, from, number, seq, texts, to, type) and parses only what does not look so.
 */
export function bodyTells(body: Buffer, columns: EntryColumns): boolean {
  return looksRight(body, columns) || parsedTells(body, columns)
}

function looksRight(body: Buffer, { number, seq, at, type }: EntryColumns): boolean {
  const end = `","type":"${type}"}`
  if (body.length < end.length || body.toString('latin1', body.length - end.length) !== end) return false
  const place = body.lastIndexOf(`,"number":"${number}","seq":${seq},"texts":`, undefined, 'latin1')
  // Inside a JSON string the quotes would be escaped, so this is the key itself.
  const time = body.indexOf('},"at":', 0, 'latin1')
  if (place < 0 || time < 0 || time > place) return false
  const instant = `${at},"facts":`
  return body.toString('latin1', time + 7, time + 7 + instant.length) === instant
}

function parsedTells(body: Buffer, columns: EntryColumns): boolean {
  try {
    const told = JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>
    return (Object.keys(columns) as (keyof EntryColumns)[]).every((key) => told[key] === columns[key])
  } catch {
    return false
  }
}
