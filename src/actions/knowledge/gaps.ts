import { maySeeGaps } from '../../core/permission/knowledge.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { refuse } from '../../core/refusal.ts'
import { cleanText } from '../../core/text/clean-text.ts'
import { firstCodePoints } from '../../core/text/characters.ts'
import { maskMatter } from '../../core/text/mask-matter.ts'
import { folded } from '../../insight/suggest/tokens.ts'
import { openGaps, type Gap } from '../../store/read/knowledge/flags-and-gaps.ts'
import { noteGap, settleGap } from '../../store/write/knowledge-gap.ts'
import type { App } from '../app.ts'
import type { Done } from './flags.ts'

export interface GapAsked {
  readonly text: string
  readonly language: string
  readonly serviceCode?: string | null
  readonly areaCode?: string | null
}

/** Enough to know what was meant; a whole story is not kept. */
const wordsMost = 120
const shortest = 2
const gapsMost = 5_000
const listMost = 200

/**
 * Counts a question that no article answers: its words cleaned and masked, nobody's name. What is too short to mean
 * anything is left out in silence.
 */
export async function recordGap(app: App, { text, language, serviceCode, areaCode }: GapAsked): Promise<void> {
  const clean = cleanText(text, { field: 'text', max: 5_000, optional: true, controls: 'strip' })
  if (!clean.ok) return
  const masked = maskMatter(clean.text, null, app.rulebook.pack).replace(/\s+/gu, ' ').trim()
  const words = firstCodePoints(masked, wordsMost)
  const key = folded(words).replace(/[^\p{L}\p{N}*]+/gu, '')
  if (key.replaceAll('*', '').length < shortest) return
  await noteGap(app.store.database, {
    key,
    words,
    language: app.rulebook.pack.languages.includes(language) ? language : app.rulebook.pack.defaultLanguage,
    at: app.clock.now(),
    serviceCode: serviceCode ?? null,
    areaCode: areaCode != null && app.rulebook.area(areaCode) ? areaCode : null,
    most: gapsMost,
  })
}

/** Questions without an answer, asked most first. */
export async function listGaps(app: App, actor: Actor): Promise<readonly Gap[]> {
  return maySeeGaps(actor) ? openGaps(app.store.database, listMost) : []
}

/** Takes a question off the list: an article answers it now, or none ever will. */
export async function closeGap(app: App, actor: Actor, key: string): Promise<Done> {
  if (actor.role !== 'knowledge_editor') return refuse('not_permitted')
  return (await settleGap(app.store.database, key, app.clock.now())) ? { ok: true } : refuse('already_done')
}
