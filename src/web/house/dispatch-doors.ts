import type { App } from '../../actions/app.ts'
import { suggestServices } from '../../actions/suggest/services.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import { adviseDispatch, type Confidence, type Doubt } from '../../core/routing/advise.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { OverlayDetails } from '../../core/work-order/overlay.ts'
import type { RequestState } from '../../core/work-order/states.ts'
import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import { openAlike, type Alike } from '../../store/read/dispatch/alike.ts'
import { areaEvents, eventChildren, waitingClusters } from '../../store/read/dispatch/area-events.ts'
import type { AreaEvent, Cluster, EventChild } from '../../store/read/dispatch/area-events.ts'
import { mattersOf } from '../../store/read/dispatch/matters.ts'
import { placeHistory, type PastCase } from '../../store/read/dispatch/place-history.ts'
import { readCursor } from '../../store/read/cursor.ts'
import { queue } from '../../store/read/queue.ts'
import { requestView } from '../../store/read/request-view.ts'
import { timeline, type TimelineEntry } from '../../store/read/timeline.ts'
import type { PageHouse } from '../page-context.ts'
import { whyUnit, type WhyUnit } from './why-unit.ts'

/** To whom a request should go, in words. */
export interface AdviceView {
  readonly unitCode: string | null
  readonly unit: string
  readonly assists: readonly string[]
  readonly confidence: Confidence
  readonly doubts: readonly Doubt[]
  readonly why: readonly WhyUnit[]
}

/** One request that waits for dispatch. */
export interface DispatchLine {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly level: UrgencyLevel
  readonly isAlarm: boolean
  readonly matter: string
  readonly service: string
  readonly area: string
  readonly registeredAt: Instant
  readonly dueAt: Instant | null
  readonly advice: AdviceView
  /** What the words seem to mean, where nobody has settled the service. */
  readonly guess: { readonly code: string; readonly name: string } | null
  /** Open requests that it may belong to. */
  readonly alike: number
  readonly childCount: number
}

export interface DispatchPage {
  readonly lines: readonly DispatchLine[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
}

export interface UnitChoice {
  readonly code: string
  readonly name: string
}

/** Everything that it takes to decide on one request. */
export interface DispatchCase extends DispatchLine {
  readonly title: string
  readonly whole: string
  readonly place: string
  readonly candidates: readonly UnitChoice[]
  /** What the words may mean, best first. */
  readonly services: readonly UnitChoice[]
  readonly alikes: readonly (Alike & { readonly unit: string })[]
  readonly past: readonly (PastCase & { readonly unit: string })[]
  readonly children: readonly EventChild[]
  /** One sentence of the catalogue: the basis of its rule. */
  readonly clause: string
  readonly objections: readonly ObjectionView[]
  readonly consultation: { readonly units: readonly string[]; readonly note: string; readonly openedAt: Instant } | null
}

/** Why a unit sent the request back, and what was said about it. */
export interface ObjectionView {
  readonly unit: string
  readonly ground: string
  readonly legalBasis: string
  readonly suggested: UnitChoice | null
  readonly opinion: string
  readonly at: Instant
}

export interface DispatchDoors {
  readonly dispatchPage: (
    actor: Actor,
    filter: { readonly level?: UrgencyLevel | undefined; readonly after?: string | undefined },
    language: string,
  ) => Promise<DispatchPage>
  /** Undefined where there is none. */
  readonly dispatchCase: (number: string, language: string) => Promise<DispatchCase | undefined>
  readonly areaEvents: () => Promise<readonly AreaEvent[]>
  readonly waitingClusters: () => Promise<readonly Cluster[]>
  readonly eventChildren: (number: string) => Promise<readonly EventChild[]>
  readonly unitChoices: (language: string) => readonly UnitChoice[]
  readonly dispositionChoices: (language: string) => readonly UnitChoice[]
}

type Names = Pick<PageHouse, 'unitName' | 'areaName' | 'serviceNow' | 'reasonName'>

const pageLines = 60
const pastLines = 5
const redirectable = ['statutory_route', 'secret_or_privacy', 'market_or_social', 'unlawful']

export function createDispatchDoors(app: App, names: Names): DispatchDoors {
  const { rulebook, store, clock } = app
  const tools: Tools = { app, names }
  return {
    dispatchPage: async (actor, { level, after }, language) => {
      const now = clock.now()
      const page = await queue(store.database, {
        role: actor.role,
        now,
        level,
        after: after === undefined ? undefined : readCursor(after),
        limit: pageLines,
      })
      return {
        lines: await linesOf(
          page.rows.map(({ number }) => number),
          tools,
          language,
        ),
        next: page.next,
      }
    },
    dispatchCase: (number, language) => caseOf(number, tools, language),
    areaEvents: () => areaEvents(store.database, 100),
    waitingClusters: () => waitingClusters(store.database, 2, 30),
    eventChildren: (number) => eventChildren(store.database, number, 500),
    unitChoices: (language) =>
      rulebook.pack.units
        .filter(({ kind }) => kind !== 'community' && kind !== 'city')
        .map(({ code }) => ({ code, name: names.unitName(code, language) })),
    dispositionChoices: (language) =>
      rulebook.pack.dispositions
        .filter(({ kind }) => redirectable.includes(kind))
        .map(({ code, name }) => ({ code, name: name[language] ?? name.en })),
  }
}

interface Tools {
  readonly app: App
  readonly names: Names
}

async function linesOf(numbers: readonly string[], tools: Tools, language: string): Promise<readonly DispatchLine[]> {
  const { app, names } = tools
  const { store, rulebook, clock } = app
  const now = clock.now()
  const [loaded, alikes, matters] = await Promise.all([
    Promise.all(numbers.map((number) => store.load(number))),
    openAlike(store.database, numbers),
    mattersOf(store.database, numbers),
  ])
  return loaded.flatMap((one) => {
    if (!one) return []
    const { request } = one
    const alike = alikes.get(request.number)?.length ?? 0
    const guess = request.serviceCode === null ? guessOf(app, matters.get(request.number) ?? '', language) : null
    const advice = adviseDispatch(request, rulebook, now, { alike, guessedService: guess?.code })
    return [
      {
        number: request.number,
        seq: request.seq,
        state: request.state,
        level: request.level,
        isAlarm: request.alarm,
        matter: matters.get(request.number) ?? '',
        service: names.serviceNow(request.serviceCode, language),
        area: names.areaName(request.areaCode, language),
        registeredAt: request.registeredAt,
        dueAt: request.dispatchDueAt,
        alike,
        childCount: request.childCount,
        guess,
        advice: {
          unitCode: advice.lead,
          unit: names.unitName(advice.lead, language),
          assists: advice.assists.map((code) => names.unitName(code, language)),
          confidence: advice.confidence,
          doubts: advice.doubts,
          why: whyUnit(advice.reasons, names, language),
        },
      },
    ]
  })
}

/** Only a service that stands out is proposed; a guess among others is for people. */
function guessOf(app: App, words: string, language: string): DispatchLine['guess'] {
  const [first] = suggestServices(app, { words, language, most: 1 })
  return first?.isLikely ? { code: first.code, name: first.name } : null
}

async function caseOf(number: string, tools: Tools, language: string): Promise<DispatchCase | undefined> {
  const { app, names } = tools
  const { store, rulebook, clock } = app
  const view = await requestView(store, number)
  if (!view) return undefined
  const { request } = view
  const [[line], alikes, entries, children] = await Promise.all([
    linesOf([number], tools, language),
    openAlike(store.database, [number]),
    timeline(store.database, number),
    request.childCount > 0 ? eventChildren(store.database, number, 50) : [],
  ])
  if (!line) return undefined
  const { areaCode, serviceCode } = request
  const past = areaCode && serviceCode ? await placeHistory(store.database, areaCode, serviceCode, pastLines) : []
  const objections = objectionsOf(entries, names, language)
  const suggested = objections.flatMap((objection) => (objection.suggested ? [objection.suggested] : []))
  const hints = { guessedService: line.guess?.code }
  const advised = adviseDispatch(request, rulebook, clock.now(), hints).candidates.map((code) =>
    choice(code, names, language),
  )
  const before = past.map(({ leadUnit }) => choice(leadUnit, names, language))
  const candidates = [...new Map([...suggested, ...advised, ...before].map((one) => [one.code, one])).values()]
  const day = dayOf(clock.now(), rulebook.pack.timeZone)
  const service = rulebook.service(serviceCode ?? line.guess?.code ?? '', day)?.service
  return {
    ...line,
    title: view.title,
    whole: view.matter,
    place: view.place,
    candidates: candidates.slice(0, 9),
    services: suggestServices(app, { words: `${view.title} ${view.matter}`, language, most: 5 }),
    alikes: (alikes.get(number) ?? []).map((one) => ({ ...one, unit: names.unitName(one.leadUnit, language) })),
    past: past.map((one) => ({ ...one, unit: names.unitName(one.leadUnit, language) })),
    children,
    clause: service?.basis ? (service.basis[language] ?? service.basis.en) : '',
    objections,
    consultation: consultationOf(entries, names, language),
  }
}

const choice = (code: string, names: Names, language: string): UnitChoice => ({
  code,
  name: names.unitName(code, language),
})

/** What each unit said that sent it back, with what the reviewer answered. */
function objectionsOf(entries: readonly TimelineEntry[], names: Names, language: string): readonly ObjectionView[] {
  return entries.flatMap((entry, index) => {
    if (entry.type !== 'objected') return []
    const decided = entries.slice(index).find(({ type }) => type === 'objection_upheld' || type === 'objection_refused')
    const facts = entry.facts as { readonly ground: string; readonly suggestedUnit: string | null }
    return [
      {
        unit: names.unitName(entry.actorUnit, language),
        ground: names.reasonName(facts.ground, language),
        legalBasis: entry.texts['legalBasis'] ?? '',
        suggested: facts.suggestedUnit === null ? null : choice(facts.suggestedUnit, names, language),
        opinion: decided?.texts['opinion'] ?? '',
        at: entry.at,
      },
    ]
  })
}

function consultationOf(
  entries: readonly TimelineEntry[],
  names: Names,
  language: string,
): DispatchCase['consultation'] {
  const opened = entries.findLast(({ type }) => type === 'consultation_opened')
  if (!opened) return null
  const { units } = opened.facts as unknown as OverlayDetails['consultation']
  return {
    units: units.map((code) => names.unitName(code, language)),
    note: opened.texts['note'] ?? '',
    openedAt: opened.at,
  }
}
