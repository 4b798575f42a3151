import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'

/** The city's own sentences; empty where the pack has none. */
export interface HomeData {
  readonly promise: string
  readonly hours: string
  readonly remark: string
}

export function loader({ context }: LoaderFunctionArgs): HomeData {
  const { house, visit } = context.get(pageContext)
  const own = (key: string): string => house.packText(key, '', visit.language)
  return { promise: own('city.promise'), hours: own('city.hours'), remark: own('city.illustrative') }
}
