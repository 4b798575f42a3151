import type { Day, Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

export interface OpenFlag {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly at: Instant
  readonly role: string
  readonly unit: string | null
  readonly words: string
}

/** What was said to be wrong and is not settled yet, oldest first; of one article or of all. */
export async function openFlags(
  database: Database,
  { code, most }: { readonly code?: string | undefined; readonly most: number },
): Promise<readonly OpenFlag[]> {
  const { rows } = await database.query<OpenFlag>({
    name: 'open_flags',
    text: `select id, code, version, at, role, unit_code as unit, words from article_flag
      where resolved_at is null and ($1::text is null or code = $1) order by id limit $2`,
    values: [code ?? null, most],
  })
  return rows
}

export interface Gap {
  readonly key: string
  readonly words: string
  readonly language: string
  readonly asked: number
  readonly lastAt: Instant
  readonly serviceCode: string | null
  readonly areaCode: string | null
}

/** Questions without an answer, asked most first. */
export async function openGaps(database: Database, most: number): Promise<readonly Gap[]> {
  const { rows } = await database.query<Gap>({
    name: 'open_gaps',
    text: `select key, words, language, asked, last_at as "lastAt", service_code as "serviceCode",
        area_code as "areaCode"
      from knowledge_gap where settled_at is null order by asked desc, last_at desc limit $1`,
    values: [most],
  })
  return rows
}

/** How often each article was used since a day, however it was used. */
export async function usesSince(database: Database, since: Day): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ code: string; amount: string }>({
    name: 'article_uses',
    text: 'select code, sum(amount) as amount from article_use where on_day >= $1 group by code',
    values: [since],
  })
  return new Map(rows.map(({ code, amount }) => [code, Number(amount)]))
}
