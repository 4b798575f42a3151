import { HOUR, MINUTE, type Instant } from '../../core/time.ts'
import type { Say } from '../messages/catalogue.ts'

export type ClockLook = 'calm' | 'soon' | 'over'

/** Less than this is left: the deadline is shown as due soon. */
const soonWithin = 4 * HOUR

export function lookOf(dueAt: Instant, now: Instant): ClockLook {
  if (now > dueAt) return 'over'
  return dueAt - now <= soonWithin ? 'soon' : 'calm'
}

/** Time left or run over, in words: the two largest units that are not nought. */
export function clockWords(dueAt: Instant, now: Instant, say: Say): string {
  const isOver = now > dueAt
  const time = durationWords(Math.floor(Math.abs(dueAt - now) / MINUTE), say)
  return say(isOver ? 'clock.over' : 'clock.left', { time })
}

export function durationWords(minutes: number, say: Say): string {
  if (minutes < 1) return say('clock.less')
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  const parts: string[] = []
  if (days > 0) parts.push(say('clock.days', { n: days }))
  if (hours > 0) parts.push(say('clock.hours', { n: hours }))
  if (days === 0 && rest > 0) parts.push(say('clock.minutes', { n: rest }))
  return parts.join(say('clock.gap'))
}
