import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface SealedDraft {
  readonly form: string
  readonly sealed: Buffer
  readonly updatedAt: Instant
}

export async function draftOf(database: Database, actorId: string, form: string): Promise<SealedDraft | undefined> {
  const result = await database.query<SealedDraft>({
    name: 'draft_of',
    text: 'select form, sealed, updated_at as "updatedAt" from identity.draft where actor_id = $1 and form = $2',
    values: [actorId, form],
  })
  return result.rows[0]
}

/** An account's own drafts, newest first, without what they say. */
export async function draftsOf(
  database: Database,
  actorId: string,
): Promise<readonly Pick<SealedDraft, 'form' | 'updatedAt'>[]> {
  const result = await database.query<Pick<SealedDraft, 'form' | 'updatedAt'>>({
    name: 'drafts_of',
    text: 'select form, updated_at as "updatedAt" from identity.draft where actor_id = $1 order by updated_at desc',
    values: [actorId],
  })
  return result.rows
}
