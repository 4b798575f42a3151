import type { LoaderFunctionArgs } from 'react-router'
import type { ActingRole } from '../core/permission/roles.ts'
import type { Instant } from '../core/time.ts'
import { pageContext } from './context.ts'
import type { Theme } from './request/theme.ts'

export interface RootData {
  readonly language: string
  readonly languages: readonly { readonly code: string; readonly name: string }[]
  readonly isElder: boolean
  readonly isLargest: boolean
  readonly theme: Theme
  readonly site: {
    readonly city: string
    readonly hotline: string
    readonly emergencyNumbers: readonly { readonly number: string; readonly name: string }[]
    readonly timeZone: string
    /** A demo with one-click accounts, on this machine only. */
    readonly isDemo: boolean
  }
  readonly now: Instant
  readonly nonce: string
  readonly staff: { readonly role: ActingRole; readonly unit: string | null } | null
}

export async function loader({ context }: LoaderFunctionArgs): Promise<RootData> {
  const { house, visit } = context.get(pageContext)
  const { pack } = house.rulebook
  // Who cannot be looked up now is shown as nobody: the page below says what is wrong.
  const staff = await visit.staff().catch(() => null)
  const unit = staff?.unit === undefined ? undefined : house.rulebook.unit(staff.unit)
  return {
    language: visit.language,
    languages: visit.languages,
    isElder: visit.isElder,
    isLargest: visit.isLargest,
    theme: visit.theme,
    site: {
      city: visit.text(pack.name),
      hotline: pack.hotline,
      emergencyNumbers: pack.emergencyNumbers.map(({ number, name }) => ({ number, name: visit.text(name) })),
      timeZone: pack.timeZone,
      isDemo: house.demoAccounts.length > 0,
    },
    now: house.now(),
    nonce: visit.nonce,
    staff: staff ? { role: staff.role, unit: unit ? visit.text(unit.name) : null } : null,
  }
}
