import type { Queryable } from '../journal/queryable.ts'

/** Hashes of the files that came last, each once. */
export async function newestFiles(client: Queryable, limit: number): Promise<readonly string[]> {
  const { rows } = await client.query<{ hash: string }>(
    'select hash from hotline.attachment order by number desc, ordinal desc limit $1',
    [limit],
  )
  return [...new Set(rows.map(({ hash }) => hash))]
}
