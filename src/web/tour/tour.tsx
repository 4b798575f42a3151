import type { ReactNode } from 'react'
import { useLoaderData } from 'react-router'
import { TourView } from './tour-view.tsx'
import type { TourData } from './tour.server.ts'

export { action, loader } from './tour.server.ts'

export default function Tour(): ReactNode {
  return <TourView data={useLoaderData<TourData>()} />
}
