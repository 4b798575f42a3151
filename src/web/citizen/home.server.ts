import type { HomeFacts } from '../../store/read/home-facts.ts'
import type { StreetFact } from '../house/citizen-reads.ts'
import type { PageContext } from '../page-context.ts'

/** The city's own sentences, empty where the pack has none; figures, null where there is too little to tell. */
export interface HomeData {
  readonly promise: string
  readonly hours: string
  readonly remark: string
  readonly facts: HomeFacts | null
  readonly street: StreetFact | null
}

export async function homeData({ house, visit }: PageContext): Promise<HomeData> {
  const own = (key: string): string => house.packText(key, '', visit.language)
  // Figures are an extra: without a database the page still leads to the telephone and to the form.
  const [facts, street] = await Promise.all([
    house.homeFacts().catch(() => null),
    visit.area === null ? null : house.streetFact(visit.area, visit.language).catch(() => null),
  ])
  return { promise: own('city.promise'), hours: own('city.hours'), remark: own('city.illustrative'), facts, street }
}
