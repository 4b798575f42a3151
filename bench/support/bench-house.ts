import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig, type Config } from '../../src/main/config.ts'
import { openHouse, type House, type OpenOptions } from '../../src/main/open-house.ts'

/** The configuration under which `bench/history.ts` filled a data directory. */
export function benchConfig(dataDir: string): Config {
  const packFolder = join(dataDir, 'pack', 'beijing')
  if (!existsSync(packFolder))
    throw new Error(`${dataDir} was not filled: npm exec -- node bench/history.ts --data ${dataDir} --requests N`)
  const read = readConfig({
    DATA_DIR: dataDir,
    CITY: packFolder,
    DEMO: 'off',
    DATABASE_URL: process.env['DATABASE_URL'],
  })
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.config
}

export const openBenchHouse = (dataDir: string, options: OpenOptions = {}): Promise<House> =>
  openHouse(benchConfig(dataDir), options)

export async function heldIn(house: House): Promise<number> {
  const { rows } = await house.database.query<{ held: number }>('select count(*)::integer as held from service_request')
  return rows[0]?.held ?? 0
}
