import type { App } from '../../actions/app.ts'
import type { CityNow, UnitNow } from '../../actions/city-now.ts'
import { atRiskFor, floorFor, type Floor, type RiskFilter, type RiskPage } from '../../actions/floor.ts'
import type { IssuedToken, TokenWish } from '../../actions/issue-token.ts'
import { issueTokenBy, revokeTokenBy, tokensFor } from '../../actions/manage-tokens.ts'
import { superviseMany } from '../../actions/supervise-many.ts'
import type { Urged } from '../../actions/urge-many.ts'
import { overseesAll } from '../../core/permission/can-read.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Refused } from '../../core/refusal.ts'
import { failedNotices, type FailedNotice } from '../../store/read/admin/failed-notices.ts'
import type { TokenFilter, TokenRow } from '../../store/read/admin/tokens.ts'

/** What those ask of the house who watch over the others' work, or over the product itself. */
export interface WatchDoors {
  /** The floor of now; undefined for whoever has none to watch. */
  readonly floor: (actor: Actor) => Promise<Floor | undefined>
  readonly atRisk: (
    actor: Actor,
    filter: RiskFilter & { readonly after?: RiskPage['next'] | undefined },
    limit: number,
  ) => Promise<RiskPage | undefined>
  readonly superviseMany: (actor: Actor, numbers: readonly string[], reason: string) => Promise<readonly Urged[]>
  /** What the units hold that the actor oversees, the most overdue first. */
  readonly unitsNow: (actor: Actor) => Promise<readonly UnitNow[]>
  /** Whether the unit belongs to what the actor oversees. */
  readonly oversees: (actor: Actor, unit: string) => boolean
  /** The tokens that there are; undefined for whoever may not know. */
  readonly tokens: (actor: Actor, filter: Omit<TokenFilter, 'now'>) => Promise<readonly TokenRow[] | undefined>
  readonly issueToken: (actor: Actor, wish: TokenWish) => Promise<IssuedToken | Refused>
  readonly revokeToken: (actor: Actor, id: string) => Promise<{ readonly ok: true } | Refused>
  readonly failedNotices: (most: number) => Promise<readonly FailedNotice[]>
}

export function createWatchDoors(app: App, look: () => Promise<CityNow>): WatchDoors {
  const { rulebook, store } = app
  const oversees = (actor: Actor, unit: string): boolean =>
    overseesAll(actor, rulebook) || unit === actor.unit || rulebook.districtOf(unit) === actor.unit
  return {
    oversees,
    floor: (actor) => floorFor(app, actor),
    atRisk: (actor, filter, limit) => atRiskFor(app, actor, filter, limit),
    superviseMany: (actor, numbers, reason) => superviseMany(app, actor, numbers, reason),
    unitsNow: async (actor) => {
      const { units } = await look()
      const seen = units.filter(({ unit }) => oversees(actor, unit))
      return seen.toSorted((one, other) => other.overdue - one.overdue || other.open - one.open)
    },
    tokens: (actor, filter) => tokensFor(app, actor, filter),
    issueToken: (actor, wish) => issueTokenBy(app, actor, wish),
    revokeToken: (actor, id) => revokeTokenBy(app, actor, id),
    failedNotices: (most) => failedNotices(store.database, most),
  }
}
