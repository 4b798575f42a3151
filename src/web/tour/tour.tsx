import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import styles from '../style/tour.css?url'
import { TourView } from './tour-view.tsx'
import type { TourData } from './tour.server.ts'

export { action, loader } from './tour.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export default function Tour(): ReactNode {
  return <TourView data={useLoaderData<TourData>()} />
}
