import type { App } from '../../actions/app.ts'
import { createAreaFinder } from '../../actions/find-area.ts'
import { addDays } from '../../core/calendar/day.ts'
import { dayOf, startOfDay } from '../../core/calendar/zone.ts'
import type { Area, LocalText } from '../../core/catalogue/catalogue.ts'
import { MINUTE, type Instant } from '../../core/time.ts'
import { answersOfUnit, homeFacts, type HomeFacts } from '../../store/read/home-facts.ts'
import { whoLooked, type LookTaken } from '../../store/read/who-looked.ts'
import { filingRecord, type FilingRecord } from '../../store/read/filing-record.ts'
import { areaMap } from './area-map.ts'

/** A place that words or a position may mean, as the form's fields take it. */
export interface FoundPlace {
  readonly district: string
  /** Name of the area below the district; empty where only the district is known. */
  readonly street: string
  readonly label: string
}

export interface StreetFact {
  readonly name: string
  readonly asked: number
  readonly solved: number
}

/** What only the pages for citizens ask. */
export interface CitizenReads {
  readonly whoLooked: (number: string) => Promise<readonly LookTaken[]>
  /** What the journal holds of the filing; undefined where there is none. */
  readonly filingRecord: (number: string) => Promise<FilingRecord | undefined>
  readonly homeFacts: () => Promise<HomeFacts>
  /** How the requests of an area's unit went lately; null where too few were asked, or nothing is known of it. */
  readonly streetFact: (area: string, language: string) => Promise<StreetFact | null>
  readonly placesNamed: (words: string, district: string, language: string) => readonly FoundPlace[]
  readonly placeAt: (latitude: number, longitude: number, language: string) => FoundPlace | null
  readonly isInCity: (latitude: number, longitude: number) => boolean
  /** A picture to point at, as SVG; null where the pack has no shapes and no tiles. */
  readonly areaMap: (district: string, language: string) => string | null
  readonly hasMap: boolean
}

type TextIn = (language: string) => (words: LocalText) => string

const keptFor = MINUTE
const placesMost = 6
/** Answers of fewer would point at somebody. */
const askedLeast = 5
const factDays = 28

export function createCitizenReads(app: App, polygons: unknown, textIn: TextIn): CitizenReads {
  const { rulebook, clock, store } = app
  const { pack } = rulebook
  const remembered = remember(() => clock.now())
  const areaAt = createAreaFinder(polygons)
  const maps = new Map<string, string | null>()
  const mapOf: CitizenReads['areaMap'] = (district, language) => {
    const key = `${language} ${district}`
    if (district !== '' && rulebook.area(district)?.kind !== 'district') return null
    if (!maps.has(key)) maps.set(key, areaMap(pack, polygons, district, textIn(language)))
    return maps.get(key) ?? null
  }
  return {
    whoLooked: (number) => whoLooked(store.database, number),
    filingRecord: (number) => filingRecord(store.database, number),
    homeFacts: () =>
      remembered('home', () => homeFacts(store.database, startOfDay(dayOf(clock.now(), pack.timeZone), pack.timeZone))),
    streetFact: async (code, language) => {
      const area = rulebook.area(code)
      const unit = area?.unit
      if (area === undefined || unit === undefined) return null
      const until = dayOf(clock.now(), pack.timeZone)
      const { asked, solved } = await remembered(`unit ${unit}`, () =>
        answersOfUnit(store.database, unit, addDays(until, 1 - factDays), until),
      )
      return asked < askedLeast ? null : { name: textIn(language)(area.name), asked, solved }
    },
    ...placeReads(app, areaAt, textIn),
    areaMap: mapOf,
    hasMap: mapOf('', pack.defaultLanguage) !== null,
  }
}

type PlaceReads = Pick<CitizenReads, 'placesNamed' | 'placeAt' | 'isInCity'>

function placeReads({ rulebook }: App, areaAt: ReturnType<typeof createAreaFinder>, textIn: TextIn): PlaceReads {
  const { pack } = rulebook
  const listed = pack.areas
    .filter(({ kind }) => kind !== 'city' && kind !== 'district')
    .map((area) => ({ area, keys: keysOf(area), district: districtOf(area) }))
  const found = (area: Area, language: string): FoundPlace => {
    const text = textIn(language)
    const district = districtOf(area)
    const isStreet = area.kind !== 'district'
    return {
      district: district?.code ?? '',
      street: isStreet ? text(area.name) : '',
      label: [district, ...(isStreet ? [area] : [])]
        .map((each) => (each ? text(each.name) : ''))
        .join(language.startsWith('zh') ? '' : ', '),
    }
  }
  function districtOf(area: Area): Area | undefined {
    return rulebook.areaPath(area.code).find(({ kind }) => kind === 'district')
  }
  return {
    placesNamed: (words, within, language) => {
      const wanted = keyOf(words)
      if (wanted.length < 1) return []
      return listed
        .filter(({ district }) => within === '' || district?.code === within)
        .map(({ area, keys }) => ({ area, score: Math.max(...keys.map((key) => likeness(key, wanted))) }))
        .filter(({ score }) => score > 0)
        .toSorted((one, other) => other.score - one.score)
        .slice(0, placesMost)
        .map(({ area }) => found(area, language))
    },
    placeAt: (latitude, longitude, language) => {
      const area = rulebook.area(areaAt(longitude, latitude) ?? '')
      return area ? found(area, language) : null
    },
    isInCity: (latitude, longitude) => {
      const { west, south, east, north } = pack.bounds
      return longitude >= west && longitude <= east && latitude >= south && latitude <= north
    },
  }
}

/** The whole name said, its beginning typed, or some of its middle. */
function likeness(key: string, wanted: string): number {
  if (key === wanted) return 4
  if (key.startsWith(wanted)) return 3
  if (key.length > 1 && wanted.includes(key)) return 2
  return wanted.length > 1 && key.includes(wanted) ? 1 : 0
}

const keyOf = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase().slice(0, 200)
const keysOf = ({ name, aliases = [] }: Area): readonly string[] => [...Object.values(name), ...aliases].map(keyOf)

/** What was read lately is not read again: the home page is everybody's. */
function remember(now: () => Instant) {
  const kept = new Map<string, { readonly at: Instant; readonly value: Promise<unknown> }>()
  return <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const known = kept.get(key)
    if (known && now() - known.at < keptFor) return known.value as Promise<T>
    const value = read()
    kept.set(key, { at: now(), value })
    // A read that failed is tried anew by the next who asks.
    value.catch(() => kept.delete(key))
    return value
  }
}
