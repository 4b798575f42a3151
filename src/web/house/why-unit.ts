import type { PageHouse } from '../page-context.ts'

type Names = Pick<PageHouse, 'unitName' | 'areaName'>

/** A ground that people are told; the page has the words. What only a machine needs (version, service) is left out. */
export const whyKinds = [
  'unit',
  'area_subdistrict',
  'area_district',
  'table',
  'table_otherwise',
  'objected',
  'district',
  'no_area',
  'service_unknown',
] as const
export interface WhyUnit {
  readonly kind: (typeof whyKinds)[number]
  readonly place: string
  readonly unit: string
}

/** Why the catalogue names a unit: the same grounds that the record keeps as codes. */
export function whyUnit(reasons: readonly string[], names: Names, language: string): readonly WhyUnit[] {
  const area = reasons.find((reason) => reason.startsWith('area:'))?.slice('area:'.length) ?? null
  const place = names.areaName(area, language)
  return reasons.flatMap((reason) => {
    const [head = '', code = ''] = reason.split(':')
    const kind = whyKinds.find((one) => one === (head === 'rule' || head === 'unclear' ? code : head))
    return kind ? [{ kind, place, unit: head === 'objected' ? names.unitName(code, language) : '' }] : []
  })
}
