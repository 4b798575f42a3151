import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import type { Client } from 'pg'
import { ensureCluster } from '../../src/main/postgres/cluster.ts'
import { withClient, withDatabase } from '../../src/main/postgres/database.ts'
import { fillTemplate, templateName } from './template.ts'

/** Not for durability but for speed: these databases die with the run. Kills of a process lose nothing all the same. */
const SETTINGS = { max_connections: '100', fsync: 'off', full_page_writes: 'off', autovacuum_naptime: '10min' }

/** Any number that nothing else locks: the template is made once, whoever comes first. */
const TEMPLATE_LOCK = 12_345_001

interface Clone {
  readonly url: string
  drop(): Promise<void>
}

const clones: Clone[] = []

let server: Promise<string> | undefined

/**
 * A database of its own for the calling test FILE, a clone of the template with the store's schema, dropped when the
 * file ends. Call it in `beforeAll` or at the top of the file. Returns the owner's connection string.
 */
export async function freshDatabase(): Promise<string> {
  const clone = await cloneTemplate()
  clones.push(clone)
  return clone.url
}

/** Evaluated once a test file: a hook that was registered from within another hook would never run. */
afterAll(async () => {
  for (const clone of clones.splice(0)) await clone.drop()
})

/** As `freshDatabase`, for whoever drops it himself. */
export async function cloneTemplate(): Promise<Clone> {
  const administrator = await (server ??= startServer())
  const template = await makeTemplate(administrator)
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await withClient(administrator, (client) => client.query(`create database ${name} template ${template}`))
  return {
    url: withDatabase(administrator, name),
    drop: async () => {
      await withClient(administrator, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** `TEST_DATABASE_URL` names another server; its role must be allowed to create databases (and roles). */
async function startServer(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return given
  const cluster = await ensureCluster({ dataDir: inject('clusterFolder'), settings: SETTINGS })
  return withDatabase(cluster.url, 'postgres')
}

async function makeTemplate(administrator: string): Promise<string> {
  const name = templateName(inject('clusterFolder'))
  return withClient(administrator, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    if (await exists(client, name)) return name
    const draft = `${name}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft} template template0 encoding 'UTF8'`)
    await fillTemplate(withDatabase(administrator, draft))
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [draft])
    await client.query(`alter database ${draft} rename to ${name}`)
    return name
  })
}

async function exists(client: Client, database: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
  return rowCount === 1
}
