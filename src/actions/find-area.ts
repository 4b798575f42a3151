import { areaAtPoint, type AreaAtPoint, type AreaShape } from '../insight/place/area-at-point.ts'

/** Finds the area at a point; finds none where the pack has no shapes. Commits nothing. */
export const createAreaFinder = (polygons: unknown): AreaAtPoint =>
  areaAtPoint((polygons as { readonly features?: readonly AreaShape[] } | undefined)?.features ?? [])
