import type { LoaderFunctionArgs } from 'react-router'
import { homeData, type HomeData } from '../citizen/home.server.ts'
import { pageContext } from '../context.ts'
import { tourData, type TourData } from './tour.server.ts'

export interface FrontData {
  /** A demo's first visitors are shown around; everybody else comes to the citizens' home. */
  readonly tour: TourData | null
  readonly home: HomeData | null
}

export async function loader({ context }: LoaderFunctionArgs): Promise<FrontData> {
  const page = context.get(pageContext)
  if (page.house.demo && page.visit.wantsTour) return { tour: await tourData(page), home: null }
  return { tour: null, home: await homeData(page) }
}
