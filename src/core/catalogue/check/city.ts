import { roles } from '../../permission/roles.ts'
import type { CityPack } from '../city-pack.ts'
import { packFault } from './fault.ts'
import type { PackFault } from './fault.ts'

/** The city's own page: languages, bounds, phone patterns, roles. */
export function checkCity(pack: CityPack): readonly PackFault[] {
  return [...checkDefaultLanguage(pack), ...checkBounds(pack), ...checkPhonePatterns(pack), ...checkRoles(pack)]
}

function checkDefaultLanguage(pack: CityPack): readonly PackFault[] {
  if (pack.languages.includes(pack.defaultLanguage)) return []
  return [
    packFault(
      ['defaultLanguage'],
      'language_unknown',
      `默认语言 ${pack.defaultLanguage} 不在语言表中。`,
      `The default language ${pack.defaultLanguage} is not among the languages.`,
    ),
  ]
}

function checkBounds({ bounds }: CityPack): readonly PackFault[] {
  if (bounds.west < bounds.east && bounds.south < bounds.north) return []
  return [
    packFault(
      ['bounds'],
      'bounds_out_of_order',
      '边界须西小于东、南小于北。',
      'The bounds need west below east and south below north.',
    ),
  ]
}

function checkPhonePatterns(pack: CityPack): readonly PackFault[] {
  return pack.phonePatterns.flatMap(({ pattern }, index) => {
    if (isPattern(pattern)) return []
    return [
      packFault(
        ['phonePatterns', index, 'pattern'],
        'pattern_broken',
        `“${pattern}”不是有效的正则表达式。`,
        `"${pattern}" is not a valid regular expression.`,
      ),
    ]
  })
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source.length > 0
  } catch {
    return false
  }
}

/** Every role but the requester's is held by some kind of unit; a role that nobody knows is a slip of the pen. */
function checkRoles(pack: CityPack): readonly PackFault[] {
  const needed = roles.filter((role) => role !== 'requester' && !Object.hasOwn(pack.roleKinds, role))
  const unknown = Object.keys(pack.roleKinds).filter((role) => !(roles as readonly string[]).includes(role))
  return [
    ...needed.map((role) =>
      packFault(
        ['roleKinds'],
        'role_missing',
        `没有规定哪类单位可担任角色 ${role}。`,
        `Nothing says which kinds of unit may hold the role ${role}.`,
      ),
    ),
    ...unknown.map((role) =>
      packFault(['roleKinds', role], 'role_unknown', `没有名为 ${role} 的角色。`, `There is no role called ${role}.`),
    ),
  ]
}
