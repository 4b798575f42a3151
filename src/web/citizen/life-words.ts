import { isMessageKey, messagesIn, type MessageKey } from '../messages/catalogue.ts'

/**
 * Words for a module that makes a page alive, as the value of `data-words`: the server says them, with
 * `{name}` left open, and the module knows no language. A list begins with what its keys are called by.
 */
export function lifeWords(language: string, words: Readonly<Record<string, MessageKey>>): string {
  const messages = messagesIn(language)
  return JSON.stringify(
    Object.fromEntries(Object.entries(words).map(([name, key]) => [name, isMessageKey(key) ? messages[key] : key])),
  )
}
