import en from './en.json' with { type: 'json' }
import zhCN from './zh-CN.json' with { type: 'json' }

/** Everything that pages say in words has a key; the Chinese file is the list of keys. */
export type MessageKey = keyof typeof zhCN
export type Messages = Readonly<Record<MessageKey, string>>

/** A key that a language lacks fails the type check here. A further language needs its file and nothing else. */
export const complete: readonly Messages[] = [zhCN, en]

const files = import.meta.glob<Messages>('./*.json', { eager: true, import: 'default' })
const catalogue = new Map(
  Object.entries(files).map(([path, messages]) => [path.slice('./'.length, -'.json'.length), messages]),
)

export const isMessageKey = (text: string): text is MessageKey => Object.hasOwn(zhCN, text)

/** Languages that have a file, by their tags. */
export const languages: readonly string[] = [...catalogue.keys()]

export const messagesIn = (language: string): Messages => catalogue.get(language) ?? zhCN

export type Values = Readonly<Record<string, string | number>>
export type Say = (key: MessageKey, values?: Values) => string

/** Words in a language, with `{name}` filled in. */
export function sayIn(language: string): Say {
  const messages = messagesIn(language)
  return (key, values) => fill(messages[key] ?? zhCN[key], values)
}

function fill(message: string, values: Values | undefined): string {
  if (!values) return message
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
