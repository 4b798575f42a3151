import type words from './zh-CN.json'

/** Everything that pages say in words has a key; the Chinese file is the list of keys. */
export type MessageKey = keyof typeof words
export type Messages = Readonly<Record<MessageKey, string>>

const files = import.meta.glob<Messages>('./*.json', { import: 'default' })
const languageOf = (path: string): string => path.slice('./'.length, -'.json'.length)
const catalogue = new Map<string, Messages>()

// The server holds every language; a browser fetches the one that its page speaks (`fetchLanguage`).
if (import.meta.env.SSR) for (const [path, load] of Object.entries(files)) catalogue.set(languageOf(path), await load())

/** Languages that have a file, by their tags. A further language needs its file and nothing else. */
export const languages: readonly string[] = Object.keys(files).map(languageOf)

/** Fetches the words of a language into the browser; what has no file is said in the first that has one. */
export async function fetchLanguage(language: string): Promise<void> {
  const fetchWords = files[`./${language}.json`] ?? files[`./${languages[0]}.json`]
  if (fetchWords && !catalogue.has(language)) catalogue.set(language, await fetchWords())
}

const first = (): Messages => {
  const [messages] = catalogue.values()
  if (!messages) throw new Error('no language was loaded')
  return messages
}

export const isMessageKey = (text: string): text is MessageKey => Object.hasOwn(first(), text)

export const messagesIn = (language: string): Messages => catalogue.get(language) ?? catalogue.get('zh-CN') ?? first()

export type Values = Readonly<Record<string, string | number>>
export type Say = (key: MessageKey, values?: Values) => string

/** Words in a language, with `{name}` filled in. */
export function sayIn(language: string): Say {
  const messages = messagesIn(language)
  return (key, values) => fill(messages[key] ?? key, values)
}

function fill(message: string, values: Values | undefined): string {
  if (!values) return message
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
