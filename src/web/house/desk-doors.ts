import type { App } from '../../actions/app.ts'
import { discardDraft, listDrafts, loadDraft, saveDraft, type Draft, type DraftFields } from '../../actions/drafts.ts'
import { previewUrges, urgeMany, type Urged, type UrgePreview } from '../../actions/urge-many.ts'
import { canRead } from '../../core/permission/can-read.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Refused } from '../../core/refusal.ts'
import type { Instant } from '../../core/time.ts'
import type { EventType } from '../../core/work-order/events.ts'
import { changesSince } from '../../store/read/changes-since.ts'
import type { PageHouse } from '../page-context.ts'
import { differenceOf, type Difference } from './difference.ts'

/** What desks ask of the house while people work side by side. */
export interface DeskDoors {
  /** What others did to a request since its entry `seq`, as far as the actor may read it; null where nothing can be told. */
  readonly changesSince: (actor: Actor, number: string, seq: number, language: string) => Promise<Difference | null>
  readonly saveDraft: (
    actor: Actor,
    form: string,
    fields: DraftFields,
  ) => Promise<{ readonly ok: true; readonly updatedAt: Instant } | Refused>
  readonly loadDraft: (actor: Actor, form: string) => Promise<Draft | null>
  readonly discardDraft: (actor: Actor, form: string) => Promise<void>
  readonly listDrafts: (actor: Actor) => Promise<readonly Pick<Draft, 'form' | 'updatedAt'>[]>
  /** Who would be urged, and how often they were already. */
  readonly previewUrges: (actor: Actor, numbers: readonly string[]) => Promise<readonly UrgePreview[]>
  readonly urgeMany: (actor: Actor, numbers: readonly string[], instruction: string) => Promise<readonly Urged[]>
}

const ratings = new Set<EventType>(['callback_attempted', 'callback_recorded', 'callback_closed', 'answer_rated'])

type Names = Pick<PageHouse, 'unitName' | 'areaName' | 'serviceName'>

export function createDeskDoors(app: App, names: Names): DeskDoors {
  const { rulebook, store } = app
  return {
    changesSince: async (actor, number, seq, language) => {
      const since = await changesSince(store.database, number, seq)
      if (!since) return null
      const mayRead = (what: 'matter' | 'units' | 'journal' | 'callback') => canRead(actor, what, since.is, rulebook)
      if (!mayRead('matter')) return null
      const [seesJournal, seesCallback] = [mayRead('journal'), mayRead('callback')]
      return differenceOf(since, {
        unit: (code) => names.unitName(code, language),
        area: (code) => names.areaName(code, language),
        service: (request) => names.serviceName(request, language),
        seesUnits: mayRead('units'),
        sees: (type) => seesJournal && (seesCallback || !ratings.has(type)),
      })
    },
    saveDraft: (actor, form, fields) => saveDraft(app, actor, form, fields),
    loadDraft: async (actor, form) => (await loadDraft(app, actor, form)) ?? null,
    discardDraft: (actor, form) => discardDraft(app, actor, form),
    listDrafts: (actor) => listDrafts(app, actor),
    previewUrges: (actor, numbers) => previewUrges(app, actor, numbers),
    urgeMany: (actor, numbers, instruction) => urgeMany(app, actor, numbers, instruction),
  }
}
