import type { CatalogueVersion, LocalText } from '../../core/catalogue/catalogue.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import { createGramIndex, type GramIndex, type Passage } from './gram-index.ts'

/** How much a name, its group and its class tell beside an example phrase. */
const nameWeight = 4
const groupWeight = 1.5
const classWeight = 1

const known = new WeakMap<Rulebook, Map<string, GramIndex>>()

/** The index over a catalogue's services: made once for each version of a rulebook, then kept. */
export function serviceIndex(rulebook: Rulebook, catalogue: CatalogueVersion): GramIndex {
  let versions = known.get(rulebook)
  if (!versions) known.set(rulebook, (versions = new Map()))
  let index = versions.get(catalogue.version)
  if (!index) versions.set(catalogue.version, (index = createGramIndex(entriesOf(catalogue))))
  return index
}

const entriesOf = (catalogue: CatalogueVersion) =>
  catalogue.classes.flatMap((serviceClass) =>
    serviceClass.groups.flatMap((group) =>
      group.services.map((service) => ({
        id: service.code,
        passages: [
          ...named(service.name, nameWeight),
          ...named(group.name, groupWeight),
          ...named(serviceClass.name, classWeight),
          ...service.phrases.map((text): Passage => ({ text, weight: 1 })),
        ],
      })),
    ),
  )

const named = (name: LocalText, weight: number): readonly Passage[] =>
  [...new Set(Object.values(name))].map((text) => ({ text, weight }))
