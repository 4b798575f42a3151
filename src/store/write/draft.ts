import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface DraftRow {
  readonly actorId: string
  readonly form: string
  readonly sealed: Buffer
  readonly updatedAt: Instant
}

/**
 * Keeps what was typed last. Of an account's drafts only the newest `most` are kept, so that nobody fills the store.
 */
export async function upsertDraft(database: Database, draft: DraftRow, most: number): Promise<void> {
  const { actorId, form, sealed, updatedAt } = draft
  await database.query({
    name: 'upsert_draft',
    text: `with others as (
        delete from identity.draft d where d.actor_id = $1 and d.form <> $2 and d.form in (
          select o.form from identity.draft o where o.actor_id = $1 and o.form <> $2
          order by o.updated_at desc offset $5)
      )
      insert into identity.draft (actor_id, form, sealed, updated_at) values ($1, $2, $3, $4)
      on conflict (actor_id, form) do update set sealed = excluded.sealed, updated_at = excluded.updated_at
      where identity.draft.updated_at <= excluded.updated_at`,
    values: [actorId, form, sealed, new Date(updatedAt), most - 1],
  })
}

export async function deleteDraft(database: Database, actorId: string, form: string): Promise<void> {
  await database.query({
    name: 'delete_draft',
    text: 'delete from identity.draft where actor_id = $1 and form = $2',
    values: [actorId, form],
  })
}
