import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { Refusal } from '../../core/refusal.ts'
import { sentencesOf } from '../../core/text/refusal-words.ts'

/** Why a row was not taken: a stable code, the field where one is meant, and a sentence. Never the row's own words. */
export interface RowRefusal {
  readonly ok: false
  readonly code: string
  readonly field: string | null
  readonly sentence: LocalText
}

type Facts = Readonly<Record<string, string | number>>
const said = (zh: string, en: string): LocalText => ({ 'zh-CN': zh, en })

/** `field` is named in front of each sentence by who prints it. */
const sentences = {
  not_json: () => said('这一行不是有效的 JSON。', 'The line is not valid JSON.'),
  not_an_object: () => said('这一行不是 JSON 对象。', 'The line is not a JSON object.'),
  line_too_long: ({ limit }) => said(`这一行超过 ${limit} 个字符。`, `The line has more than ${limit} characters.`),
  quote_not_closed: () => said('引号没有闭合。', 'A quotation mark is not closed.'),
  quote_misplaced: () => said('闭合引号之后还有文字。', 'Text follows a closing quotation mark.'),
  column_count: ({ found, wanted }) =>
    said(`有 ${found} 列，应为 ${wanted} 列。`, `There are ${found} columns instead of ${wanted}.`),
  not_in_encoding: ({ encoding }) =>
    said(`含有不属于 ${encoding} 编码的字节。`, `It holds bytes that are not ${encoding}.`),
  message_id_missing: () =>
    said('没有原编号，无法防止重复导入。', 'It has no number of its own, so a second import could not know it.'),
  message_id_inexact: () =>
    said('原编号位数过多，请写成文本。', 'The number has too many digits for a JSON number: write it as text.'),
  time_invalid: ({ pattern }) =>
    said(`时间为空或不符合“${pattern}”。`, `The time is blank or not written as "${pattern}".`),
  out_of_range: () => said('时间在将来。', 'The time lies in the future.'),
  too_old: ({ from }) => said(`时间早于 ${from} 年。`, `The time is before ${from}.`),
  service_unknown: () => said('映射表没有对应的事项。', 'The map leads to no service.'),
  point_invalid: () =>
    said(
      '坐标不完整、不是数字或在城市边界之外。',
      "The position is incomplete, no number, or outside the city's bounds.",
    ),
  matter_missing: () => said('没有诉求内容。', 'It says nothing of the matter.'),
  not_stored: () => said('数据库拒收这一行。', 'The database does not take the row.'),
} satisfies Readonly<Record<string, (facts: Facts) => LocalText>>

export type RowRefusalCode = keyof typeof sentences

export const refuseRow = (code: RowRefusalCode, field: string | null = null, facts: Facts = {}): RowRefusal => ({
  ok: false,
  code,
  field,
  sentence: sentences[code](facts),
})

/** A rule of core refused the row; `field` is the row's own field where it is known. */
export const refusedByRule = (refusal: Refusal, field: string | null = null): RowRefusal => ({
  ok: false,
  code: refusal.code,
  field: field ?? refusal.field ?? null,
  sentence: said(sentencesOf(refusal, 'zh-CN').detail, sentencesOf(refusal, 'en').detail),
})
