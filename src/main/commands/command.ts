import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { Config } from '../config.ts'

/** Languages in which the command line speaks. */
export type CommandLanguage = 'zh-CN' | 'en'

/** A sentence in both languages; plain text where there is nothing to translate. */
export type Words = LocalText | string

/** What a command is given besides its arguments. Only the command line itself touches the process's streams. */
export interface CommandIo {
  /** `--json`: standard output carries JSON only, one value a line, the summary last. */
  readonly json: boolean
  readonly language: CommandLanguage
  readonly config: Config
  /** Aborted by the first Ctrl-C or SIGTERM: a long command ends in order and says how far it came. */
  readonly interrupted: AbortSignal
  /** One JSON value on a line of standard output; writes nothing without `--json`. */
  out(value: unknown): void
  /** A line for a person on standard output; writes nothing with `--json`. */
  say(words: Words): void
  /** How far a long command is: redrawn in place on a terminal (standard error), silent elsewhere. `total` null: not known. */
  progress(done: number, total: number | null, words: Words): void
  /** The reason of a refusal or failure, a line on standard error. */
  error(words: Words): void
}

/** What a command answers with: done; refused or failed; wrong usage. */
export const exitCode = { done: 0, failed: 1, usage: 2 } as const

/**
 * One command of the command line: `run` in a file of its own under `commands/`. It answers with the exit code and
 * throws only what the command line knows to print (ClusterError, PackFaults) or a bug.
 */
export type Command = (args: readonly string[], io: CommandIo) => Promise<number>

export const inLanguage = (words: Words, language: CommandLanguage): string =>
  typeof words === 'string' ? words : words[language]

/** What a person typed that a command does not understand; the command line prints it and exits 2. */
export class UsageError extends Error {
  readonly words: LocalText
  constructor(zh: string, en: string) {
    super(en)
    this.name = 'UsageError'
    this.words = { 'zh-CN': zh, en }
  }
}

/** A refusal with a stable code: printed (`{"ok":false,"code":...}` with `--json`), exit 1. */
export class CommandRefusal extends Error {
  readonly code: string
  readonly words: LocalText
  constructor(code: string, zh: string, en: string) {
    super(en)
    this.name = 'CommandRefusal'
    this.code = code
    this.words = { 'zh-CN': zh, en }
  }
}
