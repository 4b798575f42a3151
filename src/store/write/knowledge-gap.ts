import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface GapSeen {
  readonly key: string
  readonly words: string
  readonly language: string
  readonly at: Instant
  readonly serviceCode: string | null
  readonly areaCode: string | null
  /** Different gaps kept at most; what was asked before still counts on. */
  readonly most: number
}

/** Counts a question without an answer. One that was settled and is asked again is open again. */
export async function noteGap(database: Database, gap: GapSeen): Promise<void> {
  await database.query({
    name: 'note_gap',
    text: `insert into knowledge_gap as known
        (key, words, language, asked, first_at, last_at, service_code, area_code)
      select $1::text, $2, $3, 1, $4::timestamptz, $4::timestamptz, $5, $6
      where exists (select from knowledge_gap where key = $1::text)
        or (select count(*) from knowledge_gap where settled_at is null) < $7
      on conflict (key) do update set asked = known.asked + 1, last_at = excluded.last_at, settled_at = null,
        service_code = coalesce(excluded.service_code, known.service_code),
        area_code = coalesce(excluded.area_code, known.area_code)`,
    values: [gap.key, gap.words, gap.language, new Date(gap.at), gap.serviceCode, gap.areaCode, gap.most],
  })
}

/** Takes a gap off the list; false where it is not there. */
export async function settleGap(database: Database, key: string, at: Instant): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'settle_gap',
    text: 'update knowledge_gap set settled_at = $2 where key = $1 and settled_at is null',
    values: [key, new Date(at)],
  })
  return rowCount === 1
}
