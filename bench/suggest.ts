import { parseArgs } from 'node:util'
import { loadPackArticles } from '../src/actions/knowledge/load-pack.ts'
import { searchArticles } from '../src/actions/knowledge/search.ts'
import { suggestForStaff } from '../src/actions/suggest.ts'
import { suggestAreas } from '../src/actions/suggest/places.ts'
import { suggestServices } from '../src/actions/suggest/services.ts'
import { similarMatters } from '../src/actions/suggest/similar.ts'
import { createRulebook } from '../src/core/catalogue/rulebook.ts'
import type { Actor } from '../src/core/permission/roles.ts'
import { loadCityPack } from '../src/main/city/load.ts'
import { createChance } from '../src/main/simulator/chance.ts'
import { heldIn, openBenchHouse } from './support/bench-house.ts'
import { beside, figureOf, print, quantileOf, say } from './support/figures.ts'

/**
 * How long a call-taker waits for each kind of suggestion, and for all of them together, on a history: the catalogue's
 * example phrases, asked at the subdistricts and districts of the pack in turn, inside the process, without HTTP.
 *
 *   npm exec -- node bench/suggest.ts --data DIR [--rounds 7] [--questions 200]
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    questions: { type: 'string', default: '200' },
  },
})
if (!values.data) throw new Error('--data DIR')

const house = await openBenchHouse(values.data, { database: { connections: 4 } })
try {
  // The directory's own copy of the pack may be older than the articles.
  const pack = await loadCityPack('beijing')
  if (!pack.ok) throw new Error('the pack is broken')
  const app = { ...house.app, rulebook: createRulebook(pack.pack) }
  await loadPackArticles(app)
  const chance = createChance(12345)
  const language = 'zh-CN'
  const agent: Actor = { id: 'bench', role: 'intake_agent' }
  const phrases = pack.pack.catalogues.flatMap(({ classes }) =>
    classes.flatMap(({ groups }) => groups.flatMap(({ services }) => services.flatMap((service) => service.phrases))),
  )
  const places = pack.pack.areas.filter(({ kind }) => kind === 'subdistrict' || kind === 'township')
  const districts = pack.pack.areas.filter(({ kind }) => kind === 'district')
  const question = (key: string) => ({
    words: chance.pick(phrases, 'words', key),
    street: chance.pick(places, 'street', key),
    district: chance.pick(districts, 'district', key),
  })
  type Asked = ReturnType<typeof question>
  const kinds: Readonly<Record<string, (asked: Asked) => unknown>> = {
    services: ({ words }) => suggestServices(app, { words, language, most: 3 }),
    areas: ({ street }) => suggestAreas(app, street.name['zh-CN'], language, 5),
    articles: ({ words }) => searchArticles(app, { text: words, language, most: 3 }),
    similarInStreet: ({ words, street }) => similarMatters(app, { words, areaCode: street.code, serviceCode: null }),
    similarInDistrict: ({ words, district }) =>
      similarMatters(app, { words, areaCode: district.code, serviceCode: null }),
    everything: ({ words, street }) =>
      suggestForStaff(app, agent, {
        words,
        place: street.name['zh-CN'],
        serviceCode: null,
        areaCode: street.code,
        language,
      }),
  }
  const p50: Record<string, number[]> = {}
  const p95: Record<string, number[]> = {}
  const first = performance.now()
  await kinds['everything']?.(question('first'))
  const firstMilliseconds = performance.now() - first
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    for (const [kind, ask] of Object.entries(kinds)) {
      const took: number[] = []
      for (let index = 0; index < Number(values.questions); index += 1) {
        const asked = question(`${round} ${index}`)
        const from = performance.now()
        await ask(asked)
        took.push(performance.now() - from)
      }
      ;(p50[kind] ??= []).push(quantileOf(took, 0.5))
      ;(p95[kind] ??= []).push(quantileOf(took, 0.95))
    }
    say(`round ${round}: everything p95 ${p95['everything']?.at(-1)?.toFixed(1)} ms`)
  }
  const figures = Object.fromEntries(
    Object.keys(kinds).map((kind) => [
      kind,
      { p50Milliseconds: figureOf(p50[kind] ?? []), p95Milliseconds: figureOf(p95[kind] ?? []) },
    ]),
  )
  print('suggest', {
    held: await heldIn(house),
    // The indexes over catalogue and articles are built by the first question.
    firstMilliseconds: Math.round(firstMilliseconds),
    ...figures,
    servicesTarget: beside(figureOf(p95['services'] ?? []).median, 20, 'below'),
    similarTarget: beside(figureOf(p95['similarInDistrict'] ?? []).median, 50, 'below'),
  })
} finally {
  await house.close()
}
