import { parseRequestNumber } from '../core/work-order/number.ts'
import { refusedWith, type Problem } from './answer.ts'

/** The request that a path names; a text that is no number names none. */
export const readNumber = (text: string): string | Problem =>
  (text.length <= 40 ? parseRequestNumber(text) : undefined) ?? refusedWith([{ code: 'request_not_found' }])
