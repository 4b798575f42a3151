import { addDays } from '../calendar/day.ts'
import { civilTime } from '../calendar/zone.ts'
import type { Instant } from '../time.ts'
import type { Deadline, DerivationStep } from './deadline.ts'
import { wordsIn } from './explain-words.ts'
import type { ExplainWords } from './explain-words.ts'
import type { Term } from './terms.ts'

/**
 * Prints where a deadline comes from, e.g. `7 working days, L3, terms v4, from 2026-09-29 16:40, skipping
 * 1-7 Oct and 1 ordinary day off, working 10 Oct, due 2026-10-14 16:40`.
 * @param language `zh-CN` or `en`; any other is printed in English
 */
export function explain(deadline: Deadline, language: string): string {
  const words = wordsIn(language)
  const print = (instant: Instant) => printed(instant, deadline.timeZone)
  const year = print(deadline.startedAt).slice(0, 4)
  const parts = [words.term(deadline.term), deadline.level, words.terms(deadline.termsVersion)]
  parts.push(words.from(print(deadline.startedAt)))
  for (const group of groups(deadline.derivation)) parts.push(...groupParts(group, words, year, print))
  const lastTerm = deadline.derivation.findLast((step) => step.step === 'extended')?.term ?? deadline.term
  parts.push(words.due(endsAtClosing(lastTerm) ? printedAsEnd(deadline.dueAt, deadline.timeZone) : print(deadline.dueAt)))
  return parts.join(words.comma)
}

/** Steps that belong together: those of the stamp, then those of each pause and extension. */
function groups(steps: readonly DerivationStep[]): DerivationStep[][] {
  const result: DerivationStep[][] = [[]]
  for (const step of steps) {
    if (step.step === 'paused' || step.step === 'extended') result.push([])
    result.at(-1)?.push(step)
  }
  return result
}

function groupParts(
  steps: readonly DerivationStep[],
  words: ExplainWords,
  year: string,
  print: (instant: Instant) => string,
): string[] {
  const parts: string[] = []
  const skipped: string[] = []
  const worked: string[] = []
  const last: string[] = []
  for (const step of steps) {
    if (step.step === 'skipped') skipped.push(words.days(step.from, step.until, year))
    else if (step.step === 'daysOff') skipped.push(words.daysOff(step.days))
    else if (step.step === 'makeUpWorkday') worked.push(words.days(step.day, step.day, year))
    else if (step.step === 'unpublished') last.push(words.unpublished(words.days(step.from, step.until, year)))
    else if (step.step === 'adjusted') last.push(words.adjusted(step))
    else if (step.step === 'countsFrom') parts.push(words.countsFrom(print(step.at)))
    else if (step.step === 'share') parts.push(words.share(step.share, print(step.leadDueAt)))
    else if (step.step === 'paused') parts.push(words.paused(step, print(step.from), print(step.until)))
    else parts.push(words.extended(step.term, print(step.from)))
  }
  if (skipped.length > 0) parts.push(words.skipping(skipped))
  if (worked.length > 0) parts.push(words.working(worked))
  return [...parts, ...last]
}

const endsAtClosing = (term: Term) =>
  term.unit === 'day' ? term.endsAt === 'end_of_day' : term.counts === 'working'

function printed(instant: Instant, timeZone: string): string {
  const { day, time } = civilTime(instant, timeZone)
  return `${day} ${time}`
}

/** Midnight as the end of the day before: people read `24:00` as that day's end. */
function printedAsEnd(instant: Instant, timeZone: string): string {
  const { day, time } = civilTime(instant, timeZone)
  return time === '00:00' ? `${addDays(day, -1)} 24:00` : `${day} ${time}`
}
