import type { CityNow, UnitNow } from '../../actions/city-now.ts'
import { lookEvery } from '../../actions/city-now.ts'
import type { Area } from '../../core/catalogue/catalogue.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import type { CityPlace, CityView } from '../board/city-now/city-view.ts'
import { shapesOf } from '../kit/map/shapes.ts'
import type { PageHouse } from '../page-context.ts'

type Names = Pick<PageHouse, 'unitName' | 'areaName' | 'serviceNow'>

export interface CityParts extends Names {
  readonly rulebook: Rulebook
  readonly look: () => Promise<CityNow>
  readonly polygons: unknown
  readonly report: (error: unknown) => void
}

export type CityDoors = Pick<PageHouse, 'cityNow' | 'cityPlaces' | 'cityShapes' | 'listenToCity'>

/** City now in words, for the page and for all who watch it: looked at once, written once a language. */
export function createCityDoors(parts: CityParts): CityDoors {
  const places = placesOf(parts.rulebook, parts.polygons)
  const written = new WeakMap<CityNow, Map<string, CityView>>()
  const viewOf = (city: CityNow, language: string): CityView => {
    const views = written.get(city) ?? new Map<string, CityView>()
    written.set(city, views)
    const view = views.get(language) ?? inWords(city, language, places, parts)
    views.set(language, view)
    return view
  }
  return {
    cityShapes:
      parts.polygons === undefined
        ? null
        : { drawn: shapesOf(parts.polygons), geoJson: JSON.stringify(parts.polygons) },
    cityNow: async (language) => viewOf(await parts.look(), language),
    cityPlaces: (language) => places.map((area) => placeInWords(area, language, parts)),
    listenToCity: createFeed(async (language) => JSON.stringify(viewOf(await parts.look(), language)), parts.report),
  }
}

/** One timer for all who listen; while nobody does, nobody looks. */
function createFeed(write: (language: string) => Promise<string>, report: (error: unknown) => void) {
  const listeners = new Map<string, Set<(text: string) => void>>()
  let timer: NodeJS.Timeout | undefined
  const tell = async (language: string, to: ReadonlySet<(text: string) => void>): Promise<void> => {
    const text = await write(language)
    for (const listener of to) listener(text)
  }
  const turn = async (): Promise<void> => {
    // A look that fails is not told: the page sees by itself that nothing comes any more.
    await Promise.all([...listeners].map(([language, to]) => tell(language, to))).catch(report)
    timer = listeners.size > 0 ? setTimeout(() => void turn(), lookEvery) : undefined
  }
  return (language: string, listener: (text: string) => void): (() => void) => {
    const those = listeners.get(language) ?? new Set()
    listeners.set(language, those)
    those.add(listener)
    timer ??= setTimeout(() => void turn(), lookEvery)
    return () => {
      those.delete(listener)
      if (those.size === 0 && listeners.get(language) === those) listeners.delete(language)
    }
  }
}

/** The areas of the map: those with a shape, or else the small ones with a tile, or just a list of all; always such as have a unit. */
function placesOf({ pack }: Rulebook, polygons: unknown): readonly Area[] {
  const shaped = new Set(((polygons as Shapes | undefined)?.features ?? []).map(({ properties }) => properties.area))
  const withUnit = pack.areas.filter(({ unit }) => unit !== undefined)
  if (shaped.size > 0) return withUnit.filter(({ code }) => shaped.has(code))
  const tiled = withUnit.filter(({ tile }) => tile !== undefined)
  const small = tiled.filter(({ kind }) => kind === 'subdistrict' || kind === 'township')
  return small.length > 0 ? small : tiled.length > 0 ? tiled : withUnit.filter(({ kind }) => kind !== 'city')
}

interface Shapes {
  readonly features: readonly { readonly properties: { readonly area: string } }[]
}

const placeInWords = (area: Area, language: string, { areaName }: Names): CityPlace => ({
  code: area.code,
  name: areaName(area.code, language),
  shortName: area.name[language] ?? area.name.en,
  tile: area.tile ?? null,
})

function inWords(city: CityNow, language: string, places: readonly Area[], parts: CityParts): CityView {
  const { unitName, serviceNow } = parts
  const byUnit = new Map(city.units.map((unit) => [unit.unit, unit]))
  const unit = (code: string | null) => unitName(code, language)
  const service = (code: string | null) => serviceNow(code, language)
  return {
    at: city.at,
    today: city.today,
    figures: city.figures,
    values: places.map((area) => valuesOf(byUnit.get(area.unit ?? ''))),
    elsewhere: elsewhereOf(city, new Set(places.map((area) => area.unit ?? ''))),
    topics: city.topics.map(({ service: code, week, usual, owner }) => ({
      service: service(code),
      week,
      usual: Math.round(usual * 10) / 10,
      owner: unit(owner),
    })),
    worst: city.worst.map(({ number, serviceCode, unit: code, dueAt, supervised }) => ({
      number: shortNumber(number),
      service: service(serviceCode),
      unit: unit(code),
      dueAt,
      supervised,
    })),
    events: city.events.map(({ serviceCode, areaCode, unit: code, callers, since }) => ({
      service: service(serviceCode),
      area: streetName(areaCode, language, parts),
      unit: unit(code),
      callers,
      since,
    })),
    solved: city.solved.map(({ serviceCode, areaCode, unit: code, at }) => ({
      service: service(serviceCode),
      area: streetName(areaCode, language, parts),
      unit: unit(code),
      at,
    })),
    journal: city.journal,
  }
}

const valuesOf = (unit: UnitNow | undefined): CityView['values'][number] => [
  unit?.overdue ?? 0,
  unit?.received ?? 0,
  unit?.open ?? 0,
  unit?.resolution == null ? null : Math.round((1 - unit.resolution) * 1000) / 1000,
]

function elsewhereOf({ units }: CityNow, onMap: ReadonlySet<string>): CityView['elsewhere'] {
  const others = units.filter(({ unit }) => !onMap.has(unit))
  const sum = (of: (unit: UnitNow) => number): number => others.reduce((total, unit) => total + of(unit), 0)
  return [sum(({ overdue }) => overdue), null, sum(({ open }) => open), null]
}

/** The end of a number is enough to speak of it, and opens nothing. */
const shortNumber = (number: string): string => `…${number.slice(9, 13)}-${number.slice(13)}`

/** A street at the closest: a community has few doors. */
function streetName(code: string | null, language: string, { rulebook, areaName }: CityParts): string {
  const area = code === null ? undefined : rulebook.areaPath(code).find(({ kind }) => kind !== 'community')
  return area ? areaName(area.code, language) : ''
}
