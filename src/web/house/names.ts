import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import { promiseOf } from '../../core/work-order/assignment.ts'
import { latest } from '../../core/work-order/service-request.ts'
import type { Instant } from '../../core/time.ts'
import type { PageHouse } from '../page-context.ts'

type Names = Pick<
  PageHouse,
  'places' | 'dispatchPromise' | 'unitName' | 'areaName' | 'serviceName' | 'serviceNow' | 'reasonName' | 'redirectWords'
>

/** Names out of the pack, in a language. */
export function createNames(
  rulebook: Rulebook,
  now: () => Instant,
  textIn: (language: string) => (words: LocalText) => string,
): Names {
  const { pack, index } = rulebook
  return {
    places: (language) => places(rulebook, textIn(language)),
    // The level of a request that nobody has classified yet.
    dispatchPromise: () => promiseOf(rulebook, 'dispatch', 'L3', now()).dueAt,
    unitName: (code, language) => nameOf(code === null ? undefined : rulebook.unit(code), textIn(language)),
    areaName: (code, language) =>
      code === null
        ? ''
        : rulebook
            .areaPath(code)
            .filter(({ kind }) => kind !== 'city')
            .toReversed()
            .map(({ name }) => textIn(language)(name))
            .join(language.startsWith('zh') ? '' : ', '),
    serviceName: ({ serviceCode, catalogueVersion }, language) =>
      serviceCode === null || catalogueVersion === null
        ? ''
        : nameOf(index.services.get(catalogueVersion)?.get(serviceCode)?.service, textIn(language)),
    serviceNow: (code, language) =>
      code === null ? '' : nameOf(rulebook.service(code, dayOf(now(), pack.timeZone))?.service, textIn(language)),
    reasonName: (code, language) =>
      nameOf(
        Object.values(pack.reasons)
          .flat()
          .find((reason) => reason.code === code),
        textIn(language),
      ),
    redirectWords: (request, language) => {
      if (request.state !== 'redirected') return null
      const code = latest(request, 'redirect')?.detail.disposition
      const disposition = pack.dispositions.find((each) => each.code === code)
      if (!disposition) return null
      const text = textIn(language)
      return {
        message: text(disposition.message ?? disposition.name),
        route: disposition.route ? text(disposition.route) : '',
      }
    },
  }
}

const nameOf = (thing: { readonly name: LocalText } | undefined, text: (words: LocalText) => string): string =>
  thing ? text(thing.name) : ''

/** Street areas are what stands below a district and is worth naming: subdistricts, townships, or villages. */
function places({ pack, index }: Rulebook, text: (words: LocalText) => string): ReturnType<PageHouse['places']> {
  const districts = pack.areas.filter(({ kind }) => kind === 'district')
  const streets = pack.areas.filter(
    ({ parent }) => parent !== undefined && index.areas.get(parent)?.kind === 'district',
  )
  return {
    districts: districts.map(({ code, name }) => ({ value: code, label: text(name) })),
    streets: streets.map(({ name, parent }) => `${nameOf(index.areas.get(parent ?? ''), text)} ${text(name)}`),
  }
}
