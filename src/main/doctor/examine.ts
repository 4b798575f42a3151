import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import type { CityPack } from '../../core/catalogue/city-pack.ts'
import type { Instant } from '../../core/time.ts'
import { createFileFolder, fileFolders } from '../../store/files/file-folder.ts'
import { readSetting } from '../../store/write/setting.ts'
import type { Config } from '../config.ts'
import { installationSetting, type Installation } from '../installation.ts'
import { checkpointFolder } from '../journal.ts'
import { ClusterError, type Report } from '../postgres/cluster-error.ts'
import { ensureCluster } from '../postgres/cluster.ts'
import { withClient } from '../postgres/database.ts'
import { checkCity } from './city.ts'
import { checkSchema, checkServer } from './database.ts'
import { checkFiles } from './files.ts'
import { found, judged, type Finding } from './finding.ts'
import { checkOperation } from './journal.ts'
import { checkMachine } from './machine.ts'
import { checkNoticesSent, checkNoticeWays } from './notices.ts'

export interface Surroundings {
  readonly config: Config
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: Instant
}

/** Checks the installation from the machine up to the journal. Changes nothing, and goes on past whatever is broken. */
export async function examine({ config, environment, now }: Surroundings): Promise<readonly Finding[]> {
  const machine = checkMachine(config, environment)
  const { pack, findings } = await checkCity(config.city, now)
  const database =
    machine.some((one) => one.check === 'data_directory' && one.status === 'fail') && config.databaseUrl === null
      ? []
      : await checkDatabase(config, pack, now)
  return [...machine, ...findings, ...checkNoticeWays(config), ...database]
}

async function checkDatabase(config: Config, pack: CityPack | undefined, now: Instant): Promise<readonly Finding[]> {
  if (config.databaseUrl !== null) return lookInto(config.databaseUrl, config, pack, now)
  if (!existsSync(join(config.dataDir, 'postgres'))) {
    return [
      found(
        'database',
        'ok',
        '还没有数据库，首次启动时会建立。',
        'There is no database yet; the first start makes it.',
      ),
    ]
  }
  const messages: Parameters<Report>[0][] = []
  try {
    const cluster = await ensureCluster({ dataDir: config.dataDir, onMessage: (message) => messages.push(message) })
    const said = messages
      .filter(({ level }) => level === 'warning')
      .map(({ code, sentence }): Finding => ({ check: code, status: 'warn', sentence }))
    try {
      return [...said, ...(await lookInto(cluster.url, config, pack, now))]
    } finally {
      await cluster.release()
    }
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error
    return [{ check: 'database', status: 'fail', sentence: error.sentence }]
  }
}

async function lookInto(
  url: string,
  config: Config,
  pack: CityPack | undefined,
  now: Instant,
): Promise<readonly Finding[]> {
  try {
    return await withClient(url, async (client) => {
      const { migrated, findings } = await checkServer(client)
      if (!migrated) return [...findings, notMigrated()]
      const schema = await checkSchema(client)
      const installation = await checkInstallation(client, config, pack)
      const sent = await checkNoticesSent(client, now)
      const operation = await checkOperation(client, checkpointFolder(config), now)
      const files = await checkFiles(client, createFileFolder(fileFolders(config.dataDir)))
      return [...findings, ...schema, ...installation, ...operation, files, ...sent]
    })
  } catch (error) {
    const { message } = error as Error
    return [
      found(
        'database',
        'fail',
        `数据库检查未能完成（${message}）。请检查 DATABASE_URL、数据库服务与账户权限。`,
        `The database could not be examined (${message}). Check DATABASE_URL, the server and the rights of the account.`,
      ),
    ]
  }
}

const notMigrated = (): Finding =>
  found(
    'migrations',
    'ok',
    '数据库还是空的，首次启动时建表。',
    'The database is empty; the first start makes the tables.',
  )

async function checkInstallation(
  client: Client,
  config: Config,
  pack: CityPack | undefined,
): Promise<readonly Finding[]> {
  const installation = await readSetting<Installation>(client, installationSetting)
  if (!installation || !pack) return []
  if (installation.city !== pack.code) {
    return [
      found(
        'installation',
        'fail',
        `数据属于城市包“${installation.city}”，而 CITY 为“${pack.code}”。请设置 CITY=${installation.city}，或换一个 DATA_DIR。`,
        `The data belong to the city pack "${installation.city}", but CITY is "${pack.code}". Set CITY=${installation.city}, or use another DATA_DIR.`,
      ),
    ]
  }
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(config.host)
  const [zh, en] = installation.kind === 'demo' ? ['演示', 'a demo with synthetic people'] : ['正式', 'a city']
  return [
    judged(
      'installation',
      installation.kind === 'city' || isLocal,
      [`此处为${zh}数据。`, `This installation is ${en}.`],
      [
        'fail',
        '演示数据只能在本机使用，请设置 HOST=127.0.0.1。',
        'A demo is for this machine only: set HOST=127.0.0.1.',
      ],
    ),
  ]
}
