import type { Config } from './config.ts'
import { inLanguage, type CommandIo, type CommandLanguage } from './commands/command.ts'

/** The language of a terminal: OPEN12345_LANG, or the locale; English where it says neither. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): CommandLanguage {
  const locale =
    environment['OPEN12345_LANG'] || environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return /^zh/i.test(locale) ? 'zh-CN' : 'en'
}

/** Text of others may hold control sequences: on a terminal they are shown, never obeyed. */
export const printable = (text: string): string =>
  text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )

export function createIo(options: { json: boolean; language: CommandLanguage; config: Config }): CommandIo {
  const { json, language, config } = options
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupt.abort(new Error(signal)))
  }
  let drawn = false
  const clear = (): void => {
    if (drawn) process.stderr.write('\r\u001b[K')
    drawn = false
  }
  return {
    json,
    language,
    config,
    interrupted: interrupt.signal,
    out: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`)
    },
    say: (words) => {
      if (json) return
      clear()
      process.stdout.write(`${printable(inLanguage(words, language)).replaceAll('\\x0a', '\n')}\n`)
    },
    progress: (done, total, words) => {
      if (!process.stderr.isTTY) return
      const share = total ? ` ${Math.floor((100 * done) / total)}%` : ''
      process.stderr.write(`\r\u001b[K${inLanguage(words, language)} ${done.toLocaleString('en')}${share}`)
      drawn = true
    },
    error: (words) => {
      clear()
      process.stderr.write(`${printable(inLanguage(words, language)).replaceAll('\\x0a', '\n')}\n`)
    },
  }
}
