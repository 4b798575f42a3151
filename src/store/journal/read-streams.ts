import type { Queryable } from './queryable.ts'

/** A request's stream, oldest entry first. */
export interface Stream {
  readonly number: string
  readonly bodies: string[]
  headHash: Buffer
}

interface Entry {
  readonly number: string
  readonly seq: number
  readonly body: string
  readonly hash: Buffer
}

const ROWS = 5_000
/** Streams below are not requests. */
const BEFORE_REQUESTS = '999999999'

const entriesText = `select number, seq, body, hash from journal_entry
  where (number, seq) > ($1, $2) order by number, seq limit ${ROWS}`

/** Whole streams, some at a time, in the order of their numbers. */
export async function* readStreams(client: Queryable): AsyncGenerator<readonly Stream[]> {
  let after: readonly [string, number] = [BEFORE_REQUESTS, 2_147_483_647]
  let open: Stream | undefined
  for (;;) {
    const { rows } = await client.query<Entry>({ name: 'journal streams', text: entriesText, values: [...after] })
    const whole: Stream[] = []
    for (const { number, body, hash } of rows) {
      if (open?.number !== number) {
        if (open) whole.push(open)
        open = { number, bodies: [], headHash: hash }
      }
      open.bodies.push(body)
      open.headHash = hash
    }
    const last = rows.at(-1)
    if (last) after = [last.number, last.seq]
    if (rows.length < ROWS && open) whole.push(open)
    if (whole.length > 0) yield whole
    if (rows.length < ROWS) return
  }
}
