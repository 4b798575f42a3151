import type { Day } from '../../core/time.ts'

/** Numbers of streams, both ends included. A request's number begins with the day of its registration. */
export interface NumberSpan {
  readonly from: string
  readonly to: string
}

/** All that the column can hold: what somebody put in under a number that is none is seen too. */
export const everyNumber: NumberSpan = { from: '-9223372036854775808', to: '9223372036854775807' }

/** A day (`YYYY-MM-DD`) or a request's number. */
export type SpanEnd = string

/** Without `from` the streams of other things (periods, schemes) belong to the span. */
export const numbersBetween = (from: SpanEnd | undefined, to: SpanEnd | undefined): NumberSpan => ({
  from: from === undefined ? everyNumber.from : isNumber(from) ? from : `${sixDigits(from)}00000000`,
  to: to === undefined ? everyNumber.to : isNumber(to) ? to : `${sixDigits(to)}99999999`,
})

const isNumber = (end: SpanEnd): boolean => /^\d{14}$/.test(end)
const sixDigits = (day: Day): string => day.slice(2).replaceAll('-', '')
