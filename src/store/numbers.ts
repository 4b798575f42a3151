import type { Database } from './database.ts'

/** Sequence values drawn ahead in one go; a stop leaves a gap, which is allowed. */
const block = 50

/** Places in the request sequence, a block at a time, so that a number is known before it is written. */
export function createSequence(database: Database): () => Promise<number> {
  let next = 0
  let end = 0
  let filling: Promise<void> | undefined
  const fill = async (): Promise<void> => {
    const result = await database.query<{ first: string }>({
      name: 'sequence',
      text: `select nextval('request_sequence') as first`,
    })
    next = Number(result.rows[0]?.first)
    end = next + block
  }
  return async () => {
    while (next >= end) {
      filling ??= fill().finally(() => (filling = undefined))
      await filling
    }
    return next++
  }
}
