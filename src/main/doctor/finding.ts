import type { LocalText } from '../../core/catalogue/catalogue.ts'

/** How a check ended: in order; to be looked at; the product cannot do its work so. */
export type Status = 'ok' | 'warn' | 'fail'

/** What a check of the installation found, in words that say what to do. */
export interface Finding {
  readonly check: string
  readonly status: Status
  readonly sentence: LocalText
}

export const found = (check: string, status: Status, zh: string, en: string): Finding => ({
  check,
  status,
  sentence: { 'zh-CN': zh, en },
})

/** One sentence where all is well, another where it is not. */
export const judged = (
  check: string,
  isWell: boolean,
  well: readonly [zh: string, en: string],
  otherwise: readonly [status: 'warn' | 'fail', zh: string, en: string],
): Finding => (isWell ? found(check, 'ok', ...well) : found(check, ...otherwise))
