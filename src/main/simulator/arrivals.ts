import type { Area, HandlingUnit } from '../../core/catalogue/catalogue.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import type { ServiceEntry } from '../../core/catalogue/find.ts'
import { startOfDay } from '../../core/calendar/zone.ts'
import { addDays, weekday } from '../../core/calendar/day.ts'
import { HOUR, type Day, type Instant } from '../../core/time.ts'
import type { Intake } from '../../core/work-order/intake.ts'
import type { RequestType } from '../../core/work-order/states.ts'
import type { Chance } from './chance.ts'
import { synthesise } from './citizens.ts'
import { consultationOf, type Consultation } from './consultations.ts'

/** What intake does with an arrival that is not dispatched. */
export type Script = 'answer' | 'emergency' | 'redirect' | 'repeat' | 'merge' | 'classify' | 'dispatch'

export interface Arrival {
  readonly at: Instant
  readonly intake: Intake
  readonly script: Script
  /** What it is about, whether or not intake knows it already. */
  readonly serviceCode: string
  /** The article that answers it, where it is a question. */
  readonly article: string | null
  /** Arrivals of one event share it: the first leads, the others are merged into it. */
  readonly event: string | null
}

/** Share of a day's calls by hour: busiest from 9 to 11 and from 14 to 16 (specification, 3.1). */
const hourWeights = [1, 1, 1, 1, 1, 2, 4, 7, 10, 14, 14, 10, 7, 8, 12, 12, 10, 9, 8, 7, 6, 5, 3, 2]

/** What arrives on one city day, in the order of time. A function of city, day and seed alone. */
export function arrivalsOf(rulebook: Rulebook, day: Day, perDay: number, chance: Chance): readonly Arrival[] {
  const world = worldOf(rulebook, day)
  const quiet = weekday(day) >= 6 ? 0.75 : 1
  const count = Math.round(perDay * quiet * (0.85 + 0.3 * chance.draw('volume', day)))
  const arrivals = Array.from({ length: count }, (_, index) => arrival(world, day, `${day}/${index}`, chance))
  if (chance.draw('event', day) < 0.4 && perDay >= 20) arrivals.push(...collectiveEvent(world, day, perDay, chance))
  return arrivals.sort((a, b) => a.at - b.at)
}

interface World {
  readonly rulebook: Rulebook
  readonly places: readonly Area[]
  readonly services: readonly ServiceEntry[]
  readonly emergencies: readonly ServiceEntry[]
}

const worlds = new WeakMap<Rulebook, Map<string, World>>()

function worldOf(rulebook: Rulebook, day: Day): World {
  const catalogue = rulebook.catalogueOn(day)
  const byVersion = worlds.get(rulebook) ?? new Map<string, World>()
  worlds.set(rulebook, byVersion)
  let world = byVersion.get(catalogue?.version ?? '')
  if (!world) {
    const entries = [...(rulebook.index.services.get(catalogue?.version ?? '')?.values() ?? [])]
    world = {
      rulebook,
      places: placesOf(rulebook),
      services: entries.filter((entry) => entry.service.level !== 'L1'),
      emergencies: entries.filter((entry) => entry.service.level === 'L1'),
    }
    byVersion.set(catalogue?.version ?? '', world)
  }
  return world
}

/** The smallest areas that have a unit of their own: subdistricts and townships, or districts where there are none. */
function placesOf(rulebook: Rulebook): readonly Area[] {
  const kindOf = (area: Area): HandlingUnit['kind'] | undefined => rulebook.unit(area.unit ?? '')?.kind
  const grassroots = rulebook.pack.areas.filter((area) => ['subdistrict', 'township'].includes(kindOf(area) ?? ''))
  return grassroots.length > 0 ? grassroots : rulebook.pack.areas.filter((area) => kindOf(area) === 'district')
}

function arrival(world: World, day: Day, key: string, chance: Chance): Arrival {
  const script = scriptOf(chance.draw('script', key))
  const entry =
    script === 'emergency' && world.emergencies.length > 0
      ? chance.pick(world.emergencies, 'emergency', key)
      : frequent(world.services, chance, key)
  const place = frequent(world.places, chance, `place/${key}`)
  const requestType = typeOf(script, entry, chance.draw('type', key))
  const known = script === 'dispatch' || script === 'merge'
  const consultation = script === 'answer' ? consultationOf(world.rulebook, key, chance) : undefined
  return {
    at: timeOn(world.rulebook, day, key, chance),
    script,
    serviceCode: entry.service.code,
    article: consultation?.article.code ?? null,
    event: null,
    intake: intakeOf(world, { key, entry, place, requestType, known, consultation }, chance),
  }
}

/** The first of a list come up most: a few matters and places make up most of the calls. */
const frequent = <T>(items: readonly T[], chance: Chance, key: string): T => {
  const spread = chance.draw('frequent', key) ** 2.2
  const start = Math.floor(chance.draw('order', items.length) * items.length)
  const item = items[(start + Math.floor(spread * items.length)) % items.length]
  if (item === undefined) throw new Error('the city pack has no place or no service')
  return item
}

function scriptOf(draw: number): Script {
  const shares: readonly (readonly [Script, number])[] = [
    ['answer', 0.3],
    ['redirect', 0.03],
    ['emergency', 0.01],
    ['repeat', 0.03],
    ['classify', 0.08],
  ]
  let sum = 0
  for (const [script, share] of shares) if (draw < (sum += share)) return script
  return 'dispatch'
}

function typeOf(script: Script, entry: ServiceEntry, draw: number): RequestType {
  if (script === 'answer') return 'inquiry'
  if (entry.service.scope === 'none') return draw < 0.6 ? 'praise' : 'suggestion'
  if (draw < 0.62) return 'complaint'
  if (draw < 0.88) return 'assistance'
  return draw < 0.95 ? 'report' : 'suggestion'
}

function timeOn(rulebook: Rulebook, day: Day, key: string, chance: Chance): Instant {
  const total = hourWeights.reduce((sum, weight) => sum + weight, 0)
  let left = chance.draw('hour', key) * total
  const hour = Math.max(
    0,
    hourWeights.findIndex((weight) => (left -= weight) < 0),
  )
  return startOfDay(day, rulebook.pack.timeZone) + hour * HOUR + Math.floor(chance.draw('minute', key) * HOUR)
}

/** One compound, one cause, many callers (scenario 6): the first is dispatched, the others are merged into it. */
function collectiveEvent(world: World, day: Day, perDay: number, chance: Chance): Arrival[] {
  const livelihood = world.services.filter((entry) => entry.service.level === 'L2')
  const entry = chance.pick(livelihood.length > 0 ? livelihood : world.services, 'event service', day)
  const place = chance.pick(world.places, 'event place', day)
  const size = 3 + Math.floor(chance.draw('event size', day) * Math.min(60, perDay / 8))
  const start = timeOn(world.rulebook, day, `event/${day}`, chance)
  const latest = startOfDay(addDays(day, 1), world.rulebook.pack.timeZone) - 1
  return Array.from({ length: size }, (_, index): Arrival => {
    const key = `${day}/event/${index}`
    return {
      at: Math.min(latest, start + Math.floor((index * HOUR) / size)),
      script: index === 0 ? 'dispatch' : 'merge',
      serviceCode: entry.service.code,
      article: null,
      event: `event/${day}`,
      intake: intakeOf(world, { key, entry, place, requestType: 'complaint', known: true }, chance),
    }
  })
}

interface Wanted {
  readonly key: string
  readonly entry: ServiceEntry
  readonly place: Area
  readonly requestType: RequestType
  /** Whether the call-taker knows the service while the caller is on the line. */
  readonly known: boolean
  readonly consultation?: Consultation | undefined
}

function intakeOf(world: World, wanted: Wanted, chance: Chance): Intake {
  const { key, entry, place, requestType, known, consultation } = wanted
  const { pack } = world.rulebook
  const language = consultation?.language ?? pack.defaultLanguage
  const citizen = synthesise(chance, key, pack.callingCode)
  const where = place.name[language] ?? place.name.en
  const phrase = consultation?.words ?? chance.pick(entry.service.phrases, 'phrase', key)
  const about = consultation?.article.title ?? entry.service.name
  const anonymous = chance.draw('anonymous', key) < 0.04
  const door = `${1 + Math.floor(chance.draw('building', key) * 30)}-${101 + Math.floor(chance.draw('room', key) * 900)}`
  return {
    channel: chance.draw('channel', key) < 0.87 ? 'phone' : 'web',
    messageId: `simulated/${key}`,
    requestType,
    requesterKind: chance.draw('kind', key) < 0.06 ? 'enterprise' : 'person',
    confidentiality: anonymous ? 'anonymous' : chance.draw('secret', key) < 0.08 ? 'secret' : 'normal',
    language,
    title: about[language] ?? about.en,
    matter: consultation ? phrase : `${where}：${phrase}`,
    ownWords: phrase,
    serviceCode: known ? entry.service.code : null,
    level: null,
    areaCode: place.code,
    place: { text: where, latitude: null, longitude: null },
    requester: anonymous ? null : { ...citizen, door },
    earlierNumber: null,
  }
}
