import { hotlineTopic } from '../../knowledge/article.ts'
import type { CityPack } from '../city-pack.ts'
import { duplicateCodes, packFault } from './fault.ts'
import type { PackFault } from './fault.ts'

/** Articles point at units, services and classes that are there, and are due for review after they were reviewed. */
export function checkKnowledge(pack: CityPack): readonly PackFault[] {
  const classes = new Set(pack.catalogues.flatMap(({ classes: each }) => each.map(({ code }) => code)))
  const services = new Set(
    pack.catalogues.flatMap(({ classes: each }) =>
      each.flatMap(({ groups }) => groups.flatMap((group) => group.services.map(({ code }) => code))),
    ),
  )
  const units = new Set(pack.units.map(({ code }) => code))
  const faults = pack.knowledge.flatMap((article, index) => {
    const at = ['knowledge', index]
    return [
      ...(article.topic === hotlineTopic || classes.has(article.topic)
        ? []
        : [unknown([...at, 'topic'], 'topic_unknown', '类别', 'class', article.topic)]),
      ...(units.has(article.unit) ? [] : [unknown([...at, 'unit'], 'unit_unknown', '单位', 'unit', article.unit)]),
      ...article.services.flatMap((code, position) =>
        services.has(code) ? [] : [unknown([...at, 'services', position], 'service_unknown', '事项', 'service', code)],
      ),
      ...(article.reviewedOn < article.reviewDueOn
        ? []
        : [
            packFault(
              [...at, 'reviewDueOn'],
              'review_not_after',
              `下次复核日期（${article.reviewDueOn}）须晚于复核日期（${article.reviewedOn}）。`,
              `The next review (${article.reviewDueOn}) must come after the last one (${article.reviewedOn}).`,
            ),
          ]),
    ]
  })
  return [...duplicateCodes(pack.knowledge, ['knowledge']), ...faults]
}

/** Words of danger lead to a number that the city has. */
export function checkSafety(pack: CityPack): readonly PackFault[] {
  const numbers = new Set(pack.emergencyNumbers.map(({ number }) => number))
  const faults = pack.safety.flatMap(({ number }, index) =>
    numbers.has(number)
      ? []
      : [unknown(['safety', index, 'number'], 'number_unknown', '紧急电话', 'emergency number', number)],
  )
  return [...duplicateCodes(pack.safety, ['safety']), ...faults]
}

const unknown = (path: PackFault['path'], code: string, zh: string, en: string, said: string): PackFault =>
  packFault(path, code, `${zh}“${said}”不存在。`, `There is no ${en} "${said}".`)
