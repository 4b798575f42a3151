import type { LoaderFunctionArgs } from 'react-router'
import type { DemoSpeed } from '../../kit/demo-speeds.ts'
import { pageContext } from '../../context.ts'
import type { Shapes } from '../../kit/map/shapes.ts'
import type { CityPlace, CityView } from './city-view.ts'

export interface CityNowData {
  readonly places: readonly CityPlace[]
  /** Outlines of the places, where the pack has shapes. */
  readonly shapes: Shapes | null
  readonly view: CityView
  /** Null in a city: only a demo's pace may be chosen. */
  readonly speed: DemoSpeed | null
}

/** Public: it holds no personal data, and nothing that the monthly report would not tell. */
export async function loader({ context }: LoaderFunctionArgs): Promise<CityNowData> {
  const { house, visit } = context.get(pageContext)
  return {
    places: house.cityPlaces(visit.language),
    shapes: house.cityShapes?.drawn ?? null,
    view: await house.cityNow(visit.language),
    speed: house.demo?.speed() ?? null,
  }
}
