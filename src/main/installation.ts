import { settleSetting } from '../store/write/setting.ts'
import type { Database } from '../store/database.ts'
import { CommandRefusal } from './commands/command.ts'
import type { Config } from './config.ts'

/** What a data directory is, for good: a demo with synthetic people, or a city. */
export interface Installation {
  readonly kind: 'demo' | 'city'
  readonly city: string
}

/** The name of the setting that says it. */
export const installationSetting = 'installation'

/**
 * Settles what an installation is, once. Only a server that finds nothing yet in an embedded
 * database may make it a demo; every other first use makes it a city. Refuses `other_city`.
 */
export async function settleInstallation(
  database: Database,
  config: Config,
  city: string,
  mayBecomeDemo: boolean,
): Promise<Installation> {
  const becomesDemo = mayBecomeDemo && config.databaseUrl === null && config.demo !== 'off'
  const kind = becomesDemo ? 'demo' : 'city'
  const installation = await settleSetting<Installation>(database, installationSetting, { kind, city })
  if (installation.city === city) return installation
  throw new CommandRefusal(
    'other_city',
    `这些数据属于城市包“${installation.city}”，而当前 CITY 为“${city}”。请设置 CITY=${installation.city}，或换一个 DATA_DIR。`,
    `These data belong to the city pack "${installation.city}", but CITY is "${city}". Set CITY=${installation.city}, or use another DATA_DIR.`,
  )
}
