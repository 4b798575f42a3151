import { serviceOfTopic } from '../../core/assessment/topic.ts'
import type { CountsByKey } from '../../store/read/city-now/unit-counts.ts'
import { fewest } from './figures.ts'

export interface RisingTopic {
  readonly service: string
  /** Requests of the last seven days. */
  readonly week: number
  /** Of a week, in the mean of the four before. */
  readonly usual: number
}

const weeksBefore = 4

/**
 * Services of which more is said this week than the four before let expect, the clearest rise first.
 * A rise is measured against the chance that lies in small numbers: from 2 to 5 says less than from 40 to 60.
 */
export function risingTopics(thisWeek: CountsByKey, before: CountsByKey, most: number): readonly RisingTopic[] {
  const topics: (RisingTopic & { readonly clarity: number })[] = []
  for (const [key, { topic: week = 0 }] of thisWeek) {
    const service = serviceOfTopic(key)
    if (service === null || week < fewest) continue
    const usual = (before.get(key)?.topic ?? 0) / weeksBefore
    const clarity = (week - usual) / Math.sqrt(usual + 1)
    if (clarity > 0) topics.push({ service, week, usual, clarity })
  }
  return topics
    .sort((one, other) => other.clarity - one.clarity || (one.service < other.service ? -1 : 1))
    .slice(0, most)
    .map(({ clarity: _, ...topic }) => topic)
}
