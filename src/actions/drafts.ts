import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import { draftOf, draftsOf } from '../store/read/draft.ts'
import { deleteDraft, upsertDraft } from '../store/write/draft.ts'
import type { App } from './app.ts'

/** What was typed into a form: its fields by name, each with its values. */
export type DraftFields = Readonly<Record<string, readonly string[]>>

export interface Draft {
  readonly form: string
  readonly updatedAt: Instant
  readonly fields: DraftFields
}

const charactersMost = 64_000
const draftsMost = 50

/** A form's own key, `new` or `case:26112200000127`. */
export const isDraftForm = (form: string): boolean => /^[a-z][a-z0-9:._-]{0,79}$/.test(form)

const placeOf = (actorId: string, form: string): string => `identity.draft|${actorId}|${form}`

/** Keeps what an account has typed and not yet sent, sealed. Refuses `not_a_choice` (no such form), `too_long`. */
export async function saveDraft(
  app: App,
  actor: Actor,
  form: string,
  fields: DraftFields,
): Promise<{ readonly ok: true; readonly updatedAt: Instant } | Refused> {
  if (!isDraftForm(form)) return refuse('not_a_choice', { field: 'form' })
  const text = JSON.stringify(fields)
  if (text.length > charactersMost)
    return refuse('too_long', { field: 'fields', facts: { limit: charactersMost, count: text.length } })
  const updatedAt = app.clock.now()
  const sealed = app.vault.sealText(placeOf(actor.id, form), text)
  await upsertDraft(app.store.database, { actorId: actor.id, form, sealed, updatedAt }, draftsMost)
  return { ok: true, updatedAt }
}

/** The account's own draft of a form; undefined where there is none, or none that this key opens. */
export async function loadDraft(app: App, actor: Actor, form: string): Promise<Draft | undefined> {
  const found = await draftOf(app.store.database, actor.id, form)
  if (!found) return undefined
  try {
    const text = app.vault.openText(placeOf(actor.id, form), found.sealed)
    return { form, updatedAt: found.updatedAt, fields: JSON.parse(text) as DraftFields }
  } catch {
    // Sealed under a key that was changed since: nobody can read it any more.
    return undefined
  }
}

/** When the form was sent, or its words are no longer wanted. */
export const discardDraft = (app: App, actor: Actor, form: string): Promise<void> =>
  deleteDraft(app.store.database, actor.id, form)

/** What the account has begun and not sent, newest first. */
export const listDrafts = (app: App, actor: Actor): Promise<readonly Pick<Draft, 'form' | 'updatedAt'>[]> =>
  draftsOf(app.store.database, actor.id)
