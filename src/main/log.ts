import type { LocalText } from '../core/catalogue/catalogue.ts'
import type { Report } from './postgres/cluster-error.ts'
import { languageOf, printable } from './terminal.ts'

/** What the server says of itself: on standard error, without anything personal. */
export interface Log {
  say(zh: string, en: string): void
  /** Drawn over itself on a terminal, silent elsewhere. */
  progress(zh: string, en: string): void
  message: Report
  /** Something that the operator has to do something about, in both languages. */
  fault(words: LocalText): void
  error(where: string, error: unknown): void
  line(text: string): void
}

export function createLog(): Log {
  const chinese = languageOf(process.env) === 'zh-CN'
  const line = (text: string): void => void process.stderr.write(`${process.stderr.isTTY ? '\r\u001b[K' : ''}${text}\n`)
  return {
    line,
    say: (zh, en) => line(chinese ? zh : en),
    progress: (zh, en) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${chinese ? zh : en}`)
    },
    message: ({ sentence }) => line(chinese ? sentence['zh-CN'] : sentence.en),
    fault: (words) => line(`${words.en}\n${words['zh-CN']}`),
    error: (where, error) => line(`${new Date().toISOString()} ${where}: ${describe(error)}`),
  }
}

/** Name, code and place of a fault; a driver's detail may quote a citizen's value, so it is left out. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown fault'
  const code = (error as { code?: string }).code
  const where = (error.stack ?? '')
    .split('\n')
    .slice(1, 4)
    .map((frame) => frame.trim())
    .join(' < ')
  return printable(`${error.name}${code ? ` [${code}]` : ''}: ${error.message.slice(0, 300)} ${where}`)
}
