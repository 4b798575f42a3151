import type { Day, Instant } from '../../core/time.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: string, timeZone: string, kind: 'instant' | 'day'): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${kind}`
  const known = formats.get(key)
  if (known) return known
  const day = { year: 'numeric', month: 'short', day: 'numeric', timeZone } as const
  const made = new Intl.DateTimeFormat(
    language,
    kind === 'day' ? day : { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  )
  formats.set(key, made)
  return made
}

/** Day and time of day in the city's zone, as the language writes them. */
export const whenWords = (instant: Instant, language: string, timeZone: string): string =>
  format(language, timeZone, 'instant').format(instant)

export const dayWords = (day: Day, language: string): string =>
  format(language, 'UTC', 'day').format(Date.parse(`${day}T00:00:00Z`))

/** For the `datetime` attribute of `<time>`. */
export const machineTime = (instant: Instant): string => new Date(instant).toISOString()
