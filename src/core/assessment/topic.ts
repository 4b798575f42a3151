import type { Happening, Tally } from './metric.ts'

/** Counts of topics stand beside those of units, under keys that no unit's code can be: codes hold no colon. */
const prefix = 'service:'

/** The key under which requests of a service are counted; null is what nobody has classified yet. */
export const topicKey = (serviceCode: string | null): string => prefix + (serviceCode ?? '')

/** The service of a topic's key; null for the unclassified. */
export const serviceOfTopic = (key: string): string | null => key.slice(prefix.length) || null

/**
 * Registered requests by service, on the day of their registration: a request that is classified anew
 * is counted there from its first day on. All topics of a day add up to what the city received.
 */
export function topicTallies({ before, after, dayOf }: Happening): readonly Tally[] {
  if (before?.serviceCode === after.serviceCode) return []
  const on = dayOf(after.registeredAt)
  const count = (serviceCode: string | null, amount: number): Tally => ({
    unitCode: topicKey(serviceCode),
    on,
    metric: 'topic',
    amount,
  })
  return before ? [count(before.serviceCode, -1), count(after.serviceCode, 1)] : [count(after.serviceCode, 1)]
}
