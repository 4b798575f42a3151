import type { LocalText } from '../catalogue.ts'
import type { CityPack, Disposition, NoticeTemplate } from '../city-pack.ts'
import { duplicateCodes, packFault } from './fault.ts'
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
  return [...duplicateCodes(pack.notices, ['notices']), ...words]
}

/** A language that forgets a placeholder would leave its readers without the number or the day. */
function checkPlaceholders(notice: NoticeTemplate, field: 'subject' | 'body', index: number): readonly PackFault[] {
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
