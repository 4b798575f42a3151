import { HOUR } from '../time.ts'

/** An order is due soon when this share of its time is left, and never more than the longest. */
export const dueSoonShare = 0.2
export const dueSoonMost = 24 * HOUR

/** What ran out longer ago is old news: a product that was away does not shout after it. */
export const overdueToldWithin = 7 * 24 * HOUR
