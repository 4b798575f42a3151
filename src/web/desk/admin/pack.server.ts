import type { LoaderFunctionArgs } from 'react-router'
import { dayOf } from '../../../core/calendar/zone.ts'
import { unitKinds, type UnitKind } from '../../../core/catalogue/catalogue.ts'
import type { CityPack } from '../../../core/catalogue/city-pack.ts'
import { DAY, type Day } from '../../../core/time.ts'
import { pageContext } from '../../context.ts'
import { administrator } from './administrator.server.ts'

export interface PackVersion {
  readonly what: 'catalogue' | 'terms' | 'scheme'
  readonly version: string
  readonly from: Day
  readonly entries: number | null
  readonly standing: 'now' | 'later' | 'past'
}

export interface PackData {
  readonly code: string
  readonly name: string
  readonly timeZone: string
  readonly languages: readonly string[]
  readonly hotline: string
  readonly rules: string
  readonly calendar: { readonly version: string; readonly until: Day; readonly days: number }
  readonly versions: readonly PackVersion[]
  readonly units: readonly { readonly kind: UnitKind; readonly count: number }[]
  readonly areas: readonly { readonly kind: UnitKind; readonly count: number }[]
  readonly dispositions: number
  readonly reasons: number
  readonly notices: number
  readonly articles: number
}

/** What the city decides, in numbers and days: the pack that runs, as it was read at the start. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<PackData> {
  const page = context.get(pageContext)
  await administrator(page, request)
  const { house, visit } = page
  const { pack } = house.rulebook
  const today = dayOf(house.now(), pack.timeZone)
  return {
    code: pack.code,
    name: visit.text(pack.name),
    timeZone: pack.timeZone,
    languages: pack.languages,
    hotline: pack.hotline,
    rules: pack.rules.version,
    calendar: {
      version: pack.calendar.version,
      until: pack.calendar.publishedUntil,
      days: Math.max(0, Math.round((Date.parse(pack.calendar.publishedUntil) - Date.parse(today)) / DAY)),
    },
    versions: versionsOf(pack, today),
    units: byKind(pack.units),
    areas: byKind(pack.areas),
    dispositions: pack.dispositions.length,
    reasons: Object.values(pack.reasons).flat().length,
    notices: pack.notices.length,
    articles: pack.knowledge.length,
  }
}

const byKind = (things: readonly { readonly kind: UnitKind }[]): PackData['units'] =>
  unitKinds
    .map((kind) => ({ kind, count: things.filter((thing) => thing.kind === kind).length }))
    .filter(({ count }) => count > 0)

interface Versioned {
  readonly version: string
  readonly effectiveFrom: Day
}

function versionsOf(pack: CityPack, today: Day): readonly PackVersion[] {
  const services = ({ version }: Versioned): number =>
    pack.catalogues
      .filter((catalogue) => catalogue.version === version)
      .flatMap(({ classes }) => classes.flatMap(({ groups }) => groups.flatMap((group) => group.services))).length
  return [
    ...standing('catalogue', pack.catalogues, today, services),
    ...standing('terms', pack.terms, today, () => null),
    ...standing('scheme', pack.schemes, today, () => null),
  ]
}

/** The last version whose day has come is in force. */
function standing(
  what: PackVersion['what'],
  versions: readonly Versioned[],
  today: Day,
  entries: (version: Versioned) => number | null,
): readonly PackVersion[] {
  const current = versions.findLastIndex(({ effectiveFrom }) => effectiveFrom <= today)
  return versions.map((one, index) => ({
    what,
    version: one.version,
    from: one.effectiveFrom,
    entries: entries(one),
    standing: index === current ? 'now' : index > current ? 'later' : 'past',
  }))
}
