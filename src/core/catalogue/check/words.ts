import { bodyPlaceholders, discreetOccasion, subjectPlaceholders } from '../../notice/words.ts'
import { noticeRules } from '../../notice/rules.ts'
import type { LocalText } from '../catalogue.ts'
import type { CityPack, Disposition, NoticeTemplate } from '../city-pack.ts'
import { duplicateCodes, duplicates, packFault } from './fault.ts'
import type { PackFault, PackPath } from './fault.ts'

const dispositionKinds: readonly Disposition['kind'][] = [
  'emergency',
  'statutory_route',
  'no_new_fact',
  'secret_or_privacy',
  'market_or_social',
  'unlawful',
]

/** The six side dispositions of article 11, paragraph 3: each once. */
export function checkDispositions(pack: CityPack): readonly PackFault[] {
  const counts = dispositionKinds.flatMap((kind) => {
    const count = pack.dispositions.filter((one) => one.kind === kind).length
    if (count === 1) return []
    return [
      packFault(
        ['dispositions'],
        count === 0 ? 'disposition_missing' : 'disposition_repeated',
        `分流处置“${kind}”应恰好出现一次，现有 ${count} 次。`,
        `The disposition "${kind}" must be there exactly once, and is there ${count} times.`,
      ),
    ]
  })
  return [...counts, ...duplicateCodes(pack.dispositions, ['dispositions'])]
}

export function checkReasons(pack: CityPack): readonly PackFault[] {
  return Object.entries(pack.reasons).flatMap(([list, reasons]) => {
    if (reasons.length > 0) return duplicateCodes(reasons, ['reasons', list])
    return [
      packFault(['reasons', list], 'reasons_empty', `理由表“${list}”为空。`, `The list of reasons "${list}" is empty.`),
    ]
  })
}

export function checkNotices(pack: CityPack): readonly PackFault[] {
  const words = pack.notices.flatMap((notice, index) =>
    (['subject', 'body'] as const).flatMap((field) => checkPlaceholders(notice, field, index)),
  )
  return [...duplicateCodes(pack.notices, ['notices']), ...checkOccasions(pack), ...words]
}

/** A template for an occasion that nobody is told of would never be used; two for one would be a riddle. */
function checkOccasions(pack: CityPack): readonly PackFault[] {
  const nameOf = ({ to, on }: Pick<NoticeTemplate, 'to' | 'on'>): string => `${to} ${on}`
  const known = new Set([discreetOccasion, ...noticeRules.map(({ template }) => template)].map(nameOf))
  const unknown = pack.notices.flatMap((notice, index) =>
    known.has(nameOf(notice))
      ? []
      : [
          packFault(
            ['notices', index, 'on'],
            'occasion_unknown',
            `通知“${notice.code}”的发送时机“${notice.on}”（对象 ${notice.to}）不存在。`,
            `Notice "${notice.code}" is for the occasion "${notice.on}" (to ${notice.to}), which there is not.`,
          ),
        ],
  )
  const repeated = duplicates(pack.notices, nameOf, (index, _, first) =>
    packFault(
      ['notices', index, 'on'],
      'occasion_repeated',
      `与第 ${first + 1} 条通知的对象和时机相同。`,
      `Notice ${first + 1} has the same reader and occasion already.`,
    ),
  )
  return [...unknown, ...repeated]
}

/**
 * A language that forgets a placeholder would leave its readers without the number or the day. A subject holds
 * the number at most: it is read by whoever sees the screen. So do words that have to be discreet.
 */
function checkPlaceholders(notice: NoticeTemplate, field: 'subject' | 'body', index: number): readonly PackFault[] {
  const isBare = field === 'subject' || notice.on === discreetOccasion.on
  const allowed: readonly string[] = isBare ? subjectPlaceholders : bodyPlaceholders
  const strange = placeholders(notice[field]['zh-CN'])
    .split(' ')
    .filter((one) => one !== '' && !allowed.includes(one.slice(1, -1)))
  if (strange.length > 0) {
    return [
      packFault(
        ['notices', index, field, 'zh-CN'],
        'placeholder_not_allowed',
        `通知“${notice.code}”此处不能使用占位符 ${strange.join(' ')}。`,
        `Notice "${notice.code}" may not use ${strange.join(' ')} here.`,
      ),
    ]
  }
  const expected = placeholders(notice[field]['zh-CN'])
  return Object.entries(notice[field]).flatMap(([language, text]) => {
    if (placeholders(text) === expected) return []
    return [
      packFault(
        ['notices', index, field, language],
        'placeholders_differ',
        `通知“${notice.code}”的 ${language} 文本占位符（${placeholders(text)}）与 zh-CN（${expected}）不同。`,
        `Notice "${notice.code}" has other placeholders in ${language} (${placeholders(text)}) than in zh-CN (${expected}).`,
      ),
    ]
  })
}

const placeholders = (text: string): string => [...new Set(text.match(/\{[A-Za-z]+\}/gu) ?? [])].sort().join(' ')

/** The city's own sentences: every language has every key. */
export function checkTexts(pack: CityPack): readonly PackFault[] {
  const keys = new Set(Object.values(pack.texts).flatMap((texts) => Object.keys(texts)))
  return pack.languages.flatMap((language) => {
    const texts = pack.texts[language]
    if (!texts) {
      return [
        packFault(
          ['languages'],
          'texts_missing',
          `语言 ${language} 没有 texts/${language}.json。`,
          `The language ${language} has no texts/${language}.json.`,
        ),
      ]
    }
    return [...keys]
      .filter((key) => !Object.hasOwn(texts, key))
      .map((key) =>
        packFault(
          ['texts', language],
          'text_missing',
          `语言 ${language} 缺少“${key}”的文本。`,
          `The language ${language} lacks the text "${key}".`,
        ),
      )
  })
}

/** Every text in the pack speaks every language of the pack. */
export function checkLanguages(pack: CityPack): readonly PackFault[] {
  return textsIn(pack, []).flatMap(({ text, path }) =>
    pack.languages
      .filter((language) => (text[language] ?? '').trim() === '')
      .map((language) =>
        packFault(
          path,
          'language_missing',
          `此处缺少语言 ${language} 的文字。`,
          `This text is missing in the language ${language}.`,
        ),
      ),
  )
}

function textsIn(value: unknown, path: PackPath): readonly { readonly text: LocalText; readonly path: PackPath }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  if ('zh-CN' in value && typeof value['zh-CN'] === 'string') return [{ text: value as LocalText, path }]
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, key]))
}
