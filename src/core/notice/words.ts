import type { LocalText } from '../catalogue/catalogue.ts'
import type { CityPack, NoticeTemplate } from '../catalogue/city-pack.ts'
import type { Rulebook } from '../catalogue/rulebook.ts'
import type { Instant } from '../time.ts'
import { printedNumber } from '../work-order/number.ts'
import type { Notice } from './notice.ts'
import { noticeRule } from './rules.ts'

export interface NoticeWords {
  readonly subject: string
  readonly body: string
}

export interface Wording {
  readonly number: string
  readonly language: string
  /** Only words that tell nothing of the matter. */
  readonly isDiscreet?: boolean
  /** Opens the tracking of the request: for the requester's own phone or mailbox alone. */
  readonly accessCode?: string
}

/** What a template may say, and what its subject may: anybody who sees a lock screen reads a subject. */
export const bodyPlaceholders = ['number', 'unit', 'deadline', 'reason', 'accessCode', 'hotline'] as const
export const subjectPlaceholders = ['number'] as const

/** The occasion under which a pack keeps the words for requests that are to be kept secret. */
export const discreetOccasion = { to: 'requester', on: 'discreet' } as const

/** A notice in words, by the pack's template; undefined where the pack has none. */
export function wordsOf(
  rulebook: Rulebook,
  notice: Pick<Notice, 'kind' | 'unitCode' | 'dueAt' | 'reason'>,
  { number, language, isDiscreet = false, accessCode = '' }: Wording,
): NoticeWords | undefined {
  const { pack } = rulebook
  const template = templateOf(pack, isDiscreet ? discreetOccasion : noticeRule(notice.kind).template)
  if (!template) return undefined
  const text = (words: LocalText): string => words[language] ?? words[pack.defaultLanguage] ?? words.en
  const unit = notice.unitCode === null ? undefined : rulebook.unit(notice.unitCode)
  const values: Readonly<Record<string, string>> = {
    number: printedNumber(number),
    hotline: pack.hotline,
    unit: unit ? text(unit.name) : '',
    deadline: notice.dueAt === null ? '' : momentIn(notice.dueAt, language, pack.timeZone),
    reason: notice.reason === null ? '' : reasonWords(pack, notice, text),
    accessCode,
  }
  const filled = (words: LocalText): string =>
    text(words).replace(/\{([A-Za-z]+)\}/gu, (whole, name: string) => values[name] ?? whole)
  return { subject: filled(template.subject), body: filled(template.body) }
}

const templateOf = (pack: CityPack, wanted: Pick<NoticeTemplate, 'to' | 'on'>): NoticeTemplate | undefined =>
  pack.notices.find(({ to, on }) => to === wanted.to && on === wanted.on)

/** Reasons are told in the words that the pack has for the requester. */
function reasonWords(
  pack: CityPack,
  { kind, reason }: Pick<Notice, 'kind' | 'reason'>,
  text: (words: LocalText) => string,
) {
  const list =
    kind === 'redirected'
      ? pack.dispositions
      : kind === 'reply_returned'
        ? pack.reasons.returnedReply
        : kind === 'ledger'
          ? pack.reasons.ledger
          : pack.reasons.extension
  const found = list.find(({ code }) => code === reason)
  return found ? text(found.message ?? found.name) : ''
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Day and time of day in the city's zone, as the language writes them. */
function momentIn(instant: Instant, language: string, timeZone: string): string {
  const key = `${language} ${timeZone}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(language, {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    })
    formats.set(key, format)
  }
  return format.format(instant)
}
