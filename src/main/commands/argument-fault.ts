import type { LocalText } from '../../core/catalogue/catalogue.ts'

/** Node's own refusals of arguments, which it words in English only, by code. */
const sentences: Readonly<Record<string, (what: string) => LocalText>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: (what) => ({
    'zh-CN': `没有选项 ${what}`,
    en: `There is no option ${what}`,
  }),
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: (what) => ({
    'zh-CN': `多余的参数 ${what}`,
    en: `The argument ${what} is one too many`,
  }),
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: (what) => ({
    'zh-CN': `选项 ${what} 缺少取值，或不应有取值`,
    en: `The option ${what} lacks its value, or takes none`,
  }),
}

/** What `parseArgs` did not understand, in both languages; undefined for any other error. */
export function argumentFault(error: unknown): LocalText | undefined {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  if (!Object.hasOwn(sentences, code)) return undefined
  // The first thing in quotes is what was typed, without `<value>` behind it.
  const what = /'(.+?)(?: <value>)?'(?=[. ]|$)/m.exec(message)?.[1] ?? ''
  return sentences[code]?.(what)
}
