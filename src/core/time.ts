/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. Always UTC; a zone appears only in the calendar. */
export type Instant = number

/** A civil day in the city's zone, `YYYY-MM-DD`. Compares correctly as text. */
export type Day = string

/** A wall-clock time of day, `HH:MM` (24 hours). */
export type TimeOfDay = string

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
