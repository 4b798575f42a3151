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
  const printer = printerOf(deadline, wordsIn(language))
  const { words } = printer
  const parts = [words.term(deadline.term), deadline.level, words.terms(deadline.termsVersion)]
  parts.push(words.from(printer.instant(deadline.startedAt)))
  let endsAtClosing = isClosingTerm(deadline.term, false)
  for (const group of groups(deadline.derivation)) {
    parts.push(...groupParts(group, printer, endsAtClosing))
    const [first] = group
    if (first?.step === 'extended') endsAtClosing = isClosingTerm(first.term, endsAtClosing)
  }
  parts.push(words.due(printer.end(deadline.dueAt, endsAtClosing)))
  return parts.join(words.comma)
}

interface Printer {
  readonly words: ExplainWords
  readonly counts: Term['counts']
  readonly year: string
  readonly instant: (at: Instant) => string
  /** Midnight reads `24:00` of the day before where it is that day's end. */
  readonly end: (at: Instant, isClosing: boolean) => string
}

function printerOf(deadline: Deadline, words: ExplainWords): Printer {
  const { timeZone, startedAt, term } = deadline
  const instant = (at: Instant) => {
    const { day, time } = civilTime(at, timeZone)
    return `${day} ${time}`
  }
  const end = (at: Instant, isClosing: boolean) => {
    const { day, time } = civilTime(at, timeZone)
    return isClosing && time === '00:00' ? `${addDays(day, -1)} 24:00` : `${day} ${time}`
  }
  return { words, counts: term.counts, year: instant(startedAt).slice(0, 4), instant, end }
}

/** Whether what a term ends with may be a closing. An extension to the same time of day inherits the answer. */
function isClosingTerm(term: Term, wasClosing: boolean): boolean {
  if (term.unit === 'day') return term.endsAt === 'end_of_day' || (term.counts === 'working' && wasClosing)
  return term.counts === 'working'
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

function groupParts(steps: readonly DerivationStep[], printer: Printer, endsAtClosing: boolean): string[] {
  const { words, year } = printer
  const first: string[] = []
  const skipped: string[] = []
  const worked: string[] = []
  const last: string[] = []
  for (const step of steps) {
    if (step.step === 'skipped') skipped.push(words.days(step.from, step.until, year))
    else if (step.step === 'daysOff') skipped.push(words.daysOff(step.days))
    else if (step.step === 'makeUpWorkday') worked.push(words.days(step.day, step.day, year))
    else if (step.step === 'unpublished') last.push(words.unpublished(words.days(step.from, step.until, year)))
    else if (step.step === 'adjusted') last.push(words.adjusted(step))
    else first.push(leadingPart(step, printer, endsAtClosing))
  }
  if (skipped.length > 0) first.push(words.skipping(skipped))
  if (worked.length > 0) first.push(words.working(worked))
  return [...first, ...last]
}

type LeadingStep = Extract<DerivationStep, { step: 'countsFrom' | 'share' | 'paused' | 'extended' }>

function leadingPart(step: LeadingStep, { words, counts, instant, end }: Printer, endsAtClosing: boolean): string {
  if (step.step === 'countsFrom') return words.countsFrom(instant(step.at))
  if (step.step === 'share') return words.share(step.share, end(step.leadDueAt, endsAtClosing))
  if (step.step === 'paused') return words.paused(step, counts, instant(step.from), instant(step.until))
  return words.extended(step.term, end(step.from, endsAtClosing))
}
