import type { CityPack } from './city-pack.ts'
import { checkCalendar } from './check/calendar.ts'
import { checkCity } from './check/city.ts'
import type { PackFault } from './check/fault.ts'
import { checkKnowledge, checkSafety } from './check/knowledge.ts'
import { checkServices } from './check/services.ts'
import { checkTrees } from './check/tree.ts'
import { checkCatalogueVersions, checkFirstDays, checkSchemes, checkTerms } from './check/versions.ts'
import { checkDispositions, checkLanguages, checkNotices, checkReasons, checkTexts } from './check/words.ts'

/** The parts of a pack that are written in files of their own. */
export const packParts = [
  'city',
  'rules',
  'units',
  'areas',
  'catalogues',
  'terms',
  'calendar',
  'dispositions',
  'reasons',
  'schemes',
  'notices',
  'texts',
  'knowledge',
  'safety',
] as const
export type PackPart = (typeof packParts)[number]

/** What is checked, and which parts have to be well formed for the answer to mean anything. */
const checks: readonly {
  readonly reads: readonly PackPart[]
  readonly check: (pack: CityPack) => readonly PackFault[]
}[] = [
  { reads: ['city'], check: checkCity },
  { reads: ['units', 'areas'], check: checkTrees },
  { reads: ['catalogues'], check: checkCatalogueVersions },
  { reads: ['catalogues', 'units', 'areas'], check: checkServices },
  { reads: ['terms'], check: checkTerms },
  { reads: ['schemes'], check: checkSchemes },
  { reads: ['catalogues', 'terms', 'schemes'], check: checkFirstDays },
  { reads: ['city', 'calendar'], check: checkCalendar },
  { reads: ['dispositions'], check: checkDispositions },
  { reads: ['reasons'], check: checkReasons },
  { reads: ['notices'], check: checkNotices },
  { reads: ['city', 'texts'], check: checkTexts },
  { reads: ['catalogues', 'units', 'knowledge'], check: checkKnowledge },
  { reads: ['city', 'safety'], check: checkSafety },
  { reads: packParts, check: checkLanguages },
]

/**
 * Everything that the schemas of a pack's files cannot see: codes that point at nothing, versions that
 * overlap, a community that leads, days that contradict. Finds every fault rather than the first.
 * @param wellFormed the parts that their schemas accept; a check that reads another part is left out,
 *   because what it would say follows from a fault that is already known.
 */
export function checkPack(pack: CityPack, wellFormed: readonly PackPart[] = packParts): readonly PackFault[] {
  return checks
    .filter(({ reads }) => reads.every((part) => wellFormed.includes(part)))
    .flatMap(({ check }) => check(pack))
}
