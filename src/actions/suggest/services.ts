import { dayOf } from '../../core/calendar/zone.ts'
import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import { serviceIndex } from '../../insight/suggest/service-index.ts'
import type { App } from '../app.ts'
import { localise } from '../knowledge/search.ts'

export interface SuggestedService {
  readonly code: string
  readonly name: string
  /** Class and group that lead to it. */
  readonly path: string
  readonly level: UrgencyLevel
  /** What of the typed words decided. */
  readonly words: readonly string[]
  readonly score: number
  /** Whether it stands out: what does not is a guess among others. */
  readonly isLikely: boolean
}

/** Weaker than this it is chance; nothing is suggested then. */
const weakest = 0.25
const likely = 0.55

/** Services of today's catalogue that the words may mean, best first; empty where nothing fits. */
export function suggestServices(
  app: App,
  { words, language, most }: { readonly words: string; readonly language: string; readonly most: number },
): readonly SuggestedService[] {
  const { rulebook, clock } = app
  const day = dayOf(clock.now(), rulebook.pack.timeZone)
  const catalogue = rulebook.catalogueOn(day)
  if (!catalogue) return []
  const text = localise(language, app)
  const byCode = rulebook.service(words.trim(), day)
  const hits = byCode
    ? [{ id: byCode.service.code, score: 1, words: [words.trim()] }]
    : serviceIndex(rulebook, catalogue).find(words, most, weakest)
  return hits.flatMap(({ id, score, words: decided }) => {
    const entry = rulebook.service(id, day)
    if (!entry) return []
    const { service, group, serviceClass } = entry
    return [
      {
        code: id,
        name: text(service.name),
        path: `${text(serviceClass.name)} › ${text(group.name)}`,
        level: service.level,
        words: decided,
        score,
        isLikely: score >= likely,
      },
    ]
  })
}
