import type { LocalText } from '../catalogue/catalogue.ts'
import type { ReportServices, RisingService } from './report.ts'

/** A service with fewer requests than this is not named: in one unit it could point at a person. */
export const fewestNamed = 5
const topMost = 15
const risingMost = 10

/** Requests by service code; the empty code is what nobody has classified. */
export type ServiceCounts = ReadonlyMap<string, number>
type NameOf = (service: string) => LocalText | null

/** The services of which most is said; what is too small to name is in the rest. */
export function topServices(counts: ServiceCounts, nameOf: NameOf): ReportServices {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const top = [...counts]
    .filter(([, count]) => count >= fewestNamed)
    .toSorted(byCountThenCode)
    .slice(0, topMost)
    .map(([service, count]) => ({ service: service || null, name: service ? nameOf(service) : null, count }))
  return { top, others: total - top.reduce((sum, { count }) => sum + count, 0) }
}

/**
 * Services of which more is said than in as many days before, the clearest rise first: measured against the
 * chance that lies in small numbers. A number before that is too small to be told is null.
 */
export function risingServices(now: ServiceCounts, before: ServiceCounts, nameOf: NameOf): readonly RisingService[] {
  return [...now]
    .flatMap(([service, count]) => {
      const usual = before.get(service) ?? 0
      const clarity = (count - usual) / Math.sqrt(usual + 1)
      const told = usual > 0 && usual < fewestNamed ? null : usual
      return service !== '' && count >= fewestNamed && clarity > 1
        ? [{ service, name: nameOf(service), count, before: told, clarity }]
        : []
    })
    .toSorted((one, other) => other.clarity - one.clarity || (one.service < other.service ? -1 : 1))
    .slice(0, risingMost)
    .map(({ clarity: _, ...topic }) => topic)
}

const byCountThenCode = ([one, count]: [string, number], [other, others]: [string, number]): number =>
  others - count || (one < other ? -1 : 1)
