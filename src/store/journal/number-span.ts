import type { Day } from '../../core/time.ts'

/** Request numbers of a span of registration days, both ends included. Numbers begin with their day. */
export interface NumberSpan {
  readonly from: string
  readonly to: string
}

export const everyNumber: NumberSpan = { from: '0', to: '99999999999999' }

/** Without `from` the streams of other things (periods, schemes) belong to the span. */
export const numbersBetween = (from: Day | undefined, to: Day | undefined): NumberSpan => ({
  from: from === undefined ? everyNumber.from : `${sixDigits(from)}00000000`,
  to: to === undefined ? everyNumber.to : `${sixDigits(to)}99999999`,
})

const sixDigits = (day: Day): string => day.slice(2).replaceAll('-', '')
