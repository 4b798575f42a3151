import type { ReactNode } from 'react'
import { useLoaderData } from 'react-router'
import { Home } from '../citizen/home.tsx'
import type { FrontData } from './front.server.ts'
import { TourView } from './tour-view.tsx'

export { loader } from './front.server.ts'

export default function Front(): ReactNode {
  const { tour, home } = useLoaderData<FrontData>()
  if (tour) return <TourView data={tour} />
  return home && <Home data={home} />
}
