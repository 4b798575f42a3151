import { Client } from 'pg'
import type { Report } from './cluster-error.ts'
import { OWNER, passwordLost } from './initialise.ts'

/** The product's database inside the cluster. */
const DATABASE = 'open12345'

export function connectionUrl(server: { readonly socketDir: string; readonly port: number }, password: string): string {
  const socket = encodeURIComponent(server.socketDir)
  return `postgresql://${OWNER}:${password}@localhost:${server.port}/${DATABASE}?host=${socket}&sslmode=disable`
}

/** The same connection to another database of the server. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(database)}`
  return changed.href
}

export interface DatabaseCheck {
  /** The server was just started, so what it can do is looked at. */
  readonly isNew: boolean
  readonly passwordFile: string
  readonly report: Report
}

const WRONG_PASSWORD = '28P01'
const NO_SUCH_DATABASE = '3D000'

/** Proves that the owner reaches the product's database, making it where there is none yet. */
export async function checkDatabase(url: string, check: DatabaseCheck): Promise<void> {
  try {
    await look(url, check)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === WRONG_PASSWORD) throw passwordLost(check.passwordFile, error)
    if (code !== NO_SUCH_DATABASE) throw error
    await withClient(withDatabase(url, 'postgres'), (client) => client.query(`create database ${DATABASE}`))
    await look(url, check)
  }
}

function look(url: string, check: DatabaseCheck): Promise<void> {
  return withClient(url, async (client) => {
    if (check.isNew && !(await seesChinese(client))) warnBlind(check.report)
  })
}

/** Whether trigram search finds Chinese words here; under a character type of C it finds none. */
async function seesChinese(client: Client): Promise<boolean> {
  await client.query('begin')
  try {
    await client.query('create extension if not exists pg_trgm')
    const { rows } = await client.query<{ sees: boolean }>("select show_trgm('供暖') <> '{}' as sees")
    return rows[0]?.sees === true
  } finally {
    await client.query('rollback')
  }
}

/** One connection for one step. A connection that dies meanwhile fails the step, never the process. */
export async function withClient<Result>(url: string, step: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 30_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await step(client)
  } finally {
    await client.end().catch(() => {})
  }
}

function warnBlind(report: Report): void {
  report({
    level: 'warning',
    code: 'trigram_blind',
    sentence: {
      'zh-CN': '本系统没有 UTF-8 区域设置，模糊搜索看不到中文。请安装 C.UTF-8 或 en_US.UTF-8。',
      en: 'This system has no UTF-8 locale, so fuzzy search is blind to Chinese. Install C.UTF-8 or en_US.UTF-8.',
    },
  })
}
