import { clockNames, urgencyLevels } from '../../deadline/terms.ts'
import type { Term, TermsVersion } from '../../deadline/terms.ts'
import { schemeFaults } from '../../assessment/scheme-faults.ts'
import { overtakenSchemes } from '../../assessment/scheme-periods.ts'
import type { AssessmentScheme } from '../../assessment/scheme.ts'
import { schemeFaultWords } from '../../text/scheme-fault-words.ts'
import type { Day } from '../../time.ts'
import type { CityPack } from '../city-pack.ts'
import { duplicates, packFault } from './fault.ts'
import type { PackFault, PackPath } from './fault.ts'

interface Version {
  readonly version: string
  readonly effectiveFrom: Day
}

/** Versions of the catalogue, the terms and the scheme: ordered, distinct, without a first day that leaves a gap. */
export const checkCatalogueVersions = (pack: CityPack): readonly PackFault[] =>
  checkOrder('catalogues', pack.catalogues)

export function checkTerms(pack: CityPack): readonly PackFault[] {
  return [
    ...checkOrder('terms', pack.terms),
    ...pack.terms.flatMap((version, index) => checkLevels(version, ['terms', index, 'levels'])),
  ]
}

export function checkSchemes(pack: CityPack): readonly PackFault[] {
  return [
    ...checkOrder('schemes', pack.schemes),
    ...pack.schemes.flatMap((scheme, index) => [
      ...checkWeights(scheme, index),
      ...checkClasses(scheme, index),
      ...checkSchemeNumbers(scheme, index),
    ]),
    ...checkOvertaken(pack.schemes),
  ]
}

/** A request that the first catalogue covers must find terms and a scheme too. */
export function checkFirstDays(pack: CityPack): readonly PackFault[] {
  const first = pack.catalogues[0]?.effectiveFrom
  if (first === undefined) return []
  return (['terms', 'schemes'] as const).flatMap((part) => {
    const start = pack[part][0]?.effectiveFrom
    if (start === undefined || start <= first) return []
    return [
      packFault(
        [part, 0, 'effectiveFrom'],
        'starts_after_catalogue',
        `“${part}”自 ${start} 起生效，但派单目录自 ${first} 起生效：其间无规则可用。`,
        `"${part}" begins on ${start}, but the catalogue on ${first}: between them nothing is in force.`,
      ),
    ]
  })
}

function checkOrder(part: 'catalogues' | 'terms' | 'schemes', versions: readonly Version[]): readonly PackFault[] {
  if (versions.length === 0) {
    return [packFault([part], 'no_version', `“${part}”没有任何版本。`, `"${part}" has no version.`)]
  }
  const names = duplicates(
    versions,
    (one) => one.version,
    (index, name) =>
      packFault(
        [part, index, 'version'],
        'version_repeated',
        `版本“${name}”重复。`,
        `The version "${name}" is used twice.`,
      ),
  )
  const order = versions.flatMap((one, index) => {
    const before = versions[index - 1]
    if (!before || before.effectiveFrom < one.effectiveFrom) return []
    const overlaps = before.effectiveFrom === one.effectiveFrom
    return [
      packFault(
        [part, index, 'effectiveFrom'],
        overlaps ? 'versions_overlap' : 'versions_out_of_order',
        `版本“${one.version}”（${one.effectiveFrom}）必须晚于版本“${before.version}”（${before.effectiveFrom}）生效。`,
        `Version "${one.version}" (${one.effectiveFrom}) must take effect after version "${before.version}" (${before.effectiveFrom}).`,
      ),
    ]
  })
  return [...names, ...order]
}

function checkLevels(version: TermsVersion, at: PackPath): readonly PackFault[] {
  return urgencyLevels.flatMap((level) => {
    const terms: Partial<Record<string, Term>> | undefined = version.levels[level]
    if (!terms) {
      return [
        packFault(
          at,
          'terms_missing',
          `时限版本“${version.version}”缺少 ${level} 级。`,
          `Terms version "${version.version}" lacks level ${level}.`,
        ),
      ]
    }
    return clockNames.flatMap((clock) => checkTerm(terms[clock], version, [...at, level, clock]))
  })
}

function checkTerm(term: Term | undefined, version: TermsVersion, at: PackPath): readonly PackFault[] {
  const [level, clock] = at.slice(-2)
  if (!term) {
    return [
      packFault(
        at.slice(0, -1),
        'terms_missing',
        `时限版本“${version.version}”的 ${level} 级缺少 ${clock}。`,
        `Terms version "${version.version}" lacks ${clock} for level ${level}.`,
      ),
    ]
  }
  if (term.endsAt === undefined || term.unit === 'day') return []
  return [
    packFault(
      [...at, 'endsAt'],
      'ends_at_without_days',
      `endsAt 只用于以天计的时限。`,
      `endsAt is only for terms in days; this one is in ${term.unit}s.`,
    ),
  ]
}

function checkWeights(scheme: AssessmentScheme, index: number): readonly PackFault[] {
  const sum = scheme.weights.response + scheme.weights.resolution + scheme.weights.satisfaction
  if (Math.abs(sum - 1) < 1e-9) return []
  const shown = Number(sum.toFixed(6))
  return [
    packFault(
      ['schemes', index, 'weights'],
      'weights_sum',
      `三项权重之和为 ${shown}，应为 1。`,
      `The three weights add up to ${shown} and must add up to 1.`,
    ),
  ]
}

/** What the exact formula needs; sums and classes have sentences of their own. */
function checkSchemeNumbers(scheme: AssessmentScheme, index: number): readonly PackFault[] {
  return schemeFaults(scheme)
    .filter((fault) => fault !== 'weights_do_not_add_up' && fault !== 'classes_not_in_order')
    .map((fault) => ({ path: ['schemes', index], code: fault, sentence: schemeFaultWords[fault] }))
}

/** A scheme that another one follows before a first period of its own is over would never score a day. */
function checkOvertaken(schemes: readonly AssessmentScheme[]): readonly PackFault[] {
  return overtakenSchemes(schemes).map(({ version }) =>
    packFault(
      ['schemes', schemes.findIndex((one) => one.version === version), 'effectiveFrom'],
      'scheme_never_applies',
      `方案“${version}”还没有满一个考核期，就被下一方案取代。`,
      `Scheme "${version}" is followed by another before a first period of its own is over.`,
    ),
  )
}

/** Classes go down from the best; only the last is open below. */
function checkClasses(scheme: AssessmentScheme, index: number): readonly PackFault[] {
  const last = scheme.classes.length - 1
  const repeated = duplicates(
    scheme.classes,
    (one) => one.code,
    (position, code) =>
      packFault(
        ['schemes', index, 'classes', position, 'code'],
        'code_repeated',
        `等次“${code}”重复。`,
        `The class "${code}" is used twice.`,
      ),
  )
  const steps = scheme.classes.flatMap((one, position) => {
    const at = ['schemes', index, 'classes', position]
    if ((one.from === undefined) !== (position === last)) {
      return [
        packFault(
          at,
          'class_limits',
          `除最后一个等次外都须有下限 from，最后一个不得有。`,
          `Every class but the last needs "from", and the last must not have it ("${one.code}").`,
        ),
      ]
    }
    const before = scheme.classes[position - 1]?.from
    if (one.from === undefined || before === undefined || one.from < before) return []
    return [
      packFault(
        [...at, 'from'],
        'class_limits',
        `等次“${one.code}”的下限须低于前一等次。`,
        `Class "${one.code}" must begin below the class before it.`,
      ),
    ]
  })
  return [...repeated, ...steps]
}
