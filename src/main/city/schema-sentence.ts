import type { ErrorObject } from 'ajv'
import type { LocalText } from '../../core/catalogue/catalogue.ts'

interface Said {
  readonly code: string
  readonly sentence: LocalText
}

type Params = Readonly<Record<string, unknown>>

const said = (code: string, zh: string, en: string): Said => ({ code, sentence: { 'zh-CN': zh, en } })

const typeNames: Readonly<Record<string, LocalText>> = {
  object: { 'zh-CN': '对象', en: 'an object' },
  array: { 'zh-CN': '列表', en: 'a list' },
  string: { 'zh-CN': '文字', en: 'text' },
  number: { 'zh-CN': '数', en: 'a number' },
  integer: { 'zh-CN': '整数', en: 'a whole number' },
  boolean: { 'zh-CN': 'true 或 false', en: 'true or false' },
}

/** How each keyword of the schemas is said. A keyword that is not here falls back to the validator's own words. */
const sentences: Readonly<Record<string, (params: Params, shown: string) => Said>> = {
  required: ({ missingProperty }) =>
    said('field_missing', `缺少必填项“${missingProperty}”。`, `The field "${missingProperty}" is missing.`),
  additionalProperties: ({ additionalProperty }) =>
    said(
      'field_unknown',
      `没有名为“${additionalProperty}”的字段。`,
      `There is no field called "${additionalProperty}" here.`,
    ),
  type: ({ type }, shown) => {
    const name = typeNames[String(type)]
    return said(
      'wrong_type',
      `此处应为${name?.['zh-CN'] ?? String(type)}，却是 ${shown}。`,
      `This must be ${name?.en ?? String(type)} and is ${shown}.`,
    )
  },
  enum: ({ allowedValues }, shown) => {
    const list = (allowedValues as readonly unknown[]).join(', ')
    return said('not_allowed', `${shown} 不在允许的取值之中：${list}。`, `${shown} is not one of: ${list}.`)
  },
  const: ({ allowedValue }, shown) =>
    said(
      'not_allowed',
      `此处应为“${allowedValue}”，却是 ${shown}。`,
      `This must be "${allowedValue}" and is ${shown}.`,
    ),
  pattern: ({ pattern }, shown) =>
    said('wrong_form', `${shown} 的写法不符合 ${pattern}。`, `${shown} does not have the form ${pattern}.`),
  format: ({ format }, shown) =>
    format === 'date'
      ? said('day_invalid', `${shown} 不是有效日期（YYYY-MM-DD）。`, `${shown} is not a day (YYYY-MM-DD) that exists.`)
      : said('time_zone_invalid', `${shown} 不是已知的时区。`, `${shown} is not a known time zone.`),
  minimum: ({ limit }, shown) => said('out_of_range', `${shown} 小于下限 ${limit}。`, `${shown} is below ${limit}.`),
  maximum: ({ limit }, shown) => said('out_of_range', `${shown} 大于上限 ${limit}。`, `${shown} is above ${limit}.`),
  exclusiveMinimum: ({ limit }, shown) =>
    said('out_of_range', `${shown} 必须大于 ${limit}。`, `${shown} must be above ${limit}.`),
  minLength: ({ limit }) =>
    said('too_short', `文字至少需要 ${limit} 个字符。`, `This text needs at least ${limit} character(s).`),
  maxLength: ({ limit }) =>
    said('too_long', `文字至多 ${limit} 个字符。`, `This text may have at most ${limit} characters.`),
  minItems: ({ limit }) => said('too_few', `列表至少需要 ${limit} 项。`, `This list needs at least ${limit} item(s).`),
  maxItems: ({ limit }) => said('too_many', `列表至多 ${limit} 项。`, `This list may have at most ${limit} items.`),
  additionalItems: ({ limit }) =>
    said('too_many', `列表至多 ${limit} 项。`, `This list may have at most ${limit} items.`),
  minProperties: ({ limit }) => said('too_few', `至少需要 ${limit} 项。`, `At least ${limit} entry is needed.`),
  contains: () => said('item_missing', '列表缺少必须包含的项“en”。', 'The list must contain "en".'),
  uniqueItems: ({ i, j }) =>
    said(
      'item_repeated',
      `第 ${Number(j) + 1} 项与第 ${Number(i) + 1} 项相同。`,
      `Items ${Number(j) + 1} and ${Number(i) + 1} are the same.`,
    ),
}

/** What a validator's error means to the writer of the file, in both languages. */
export function schemaSentence(error: ErrorObject): Said {
  const say = sentences[error.keyword]
  if (say) return say(error.params as Params, show(error.data))
  return said(
    'not_valid',
    `不符合格式：${error.message ?? error.keyword}。`,
    `This is not valid: ${error.message ?? error.keyword}.`,
  )
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
