import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import type { Instant } from '../../core/time.ts'
import type { LongList } from '../command-form-view.ts'

interface Listed {
  readonly code: string
  readonly name: LocalText
}

/** Everything that a long list holds, as the day's catalogue has it. */
export function listedThings(list: LongList, rulebook: Rulebook, now: Instant): readonly Listed[] {
  const { pack } = rulebook
  if (list === 'units') return pack.units
  if (list === 'areas') return pack.areas
  const catalogue = rulebook.catalogueOn(dayOf(now, pack.timeZone))
  return (catalogue?.classes ?? []).flatMap(({ groups }) => groups.flatMap(({ services }) => services))
}

/** How an entry is printed: the name that people know, and the code that is never mistaken. */
export const printedEntry = ({ code, name }: Listed, language: string): string =>
  `${name[language] ?? name.en} · ${code}`

/** The code that was meant: an entry of the list, a code, or a name in any language that only one thing has. */
export function codeMeant(typed: string, list: LongList, rulebook: Rulebook, now: Instant): string | undefined {
  const things = listedThings(list, rulebook, now)
  const words = typed.trim()
  const code = /·\s*(\S+)$/u.exec(words)?.[1] ?? words
  if (things.some((thing) => thing.code === code)) return code
  const [named, ...others] = things.filter(({ name }) => Object.values(name).includes(words))
  return others.length === 0 ? named?.code : undefined
}
