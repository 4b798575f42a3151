import type { Client } from 'pg'
import { applicationRole } from '../../store/database.ts'
import { migrationNames } from '../../store/migrate.ts'
import {
  appliedMigrations,
  mayTakeRole,
  seesChinese,
  serverFacts,
  tablesOpenTo,
  tablesUnguarded,
} from '../../store/read/health.ts'
import { found, judged, type Finding } from './finding.ts'

const OLDEST = 15

/** The server itself: version, encoding, search in Chinese, and whether the product's tables are there. */
export async function checkServer(client: Client): Promise<{ migrated: boolean; findings: readonly Finding[] }> {
  const { version, encoding, migrated } = await serverFacts(client)
  return {
    migrated,
    findings: [
      judged(
        'database',
        Number.parseInt(version, 10) >= OLDEST,
        [`可以连接数据库，PostgreSQL ${version}。`, `The database is reachable, PostgreSQL ${version}.`],
        [
          'fail',
          `PostgreSQL ${version} 过旧，至少需要 ${OLDEST}。请升级。`,
          `PostgreSQL ${version} is too old; ${OLDEST} is the least. Upgrade it.`,
        ],
      ),
      judged(
        'encoding',
        encoding === 'UTF8',
        ['数据库编码为 UTF8。', "The database's encoding is UTF8."],
        [
          'fail',
          `数据库编码为 ${encoding}。请新建 UTF8 编码的数据库。`,
          `The database's encoding is ${encoding}. Make a database with the encoding UTF8.`,
        ],
      ),
      await checkSearch(client),
    ],
  }
}

async function checkSearch(client: Client): Promise<Finding> {
  const sees = await seesChinese(client).catch(() => undefined)
  if (sees === undefined) {
    return found(
      'chinese_search',
      'fail',
      '无法安装扩展 pg_trgm。请安装 postgresql-contrib，并由管理员执行 create extension pg_trgm。',
      'The extension pg_trgm cannot be installed. Install postgresql-contrib and let an administrator run create extension pg_trgm.',
    )
  }
  return judged(
    'chinese_search',
    sees,
    ['模糊搜索看得到中文。', 'Fuzzy search sees Chinese.'],
    [
      'warn',
      '数据库的字符类型看不到中文，模糊搜索会落空。请新建 LC_CTYPE 为 C.UTF-8 的数据库。',
      "The database's character type is blind to Chinese, so fuzzy search finds nothing. Make a database with LC_CTYPE C.UTF-8.",
    ],
  )
}

/** Migrations, roles and rights, once the product's tables are there. */
export async function checkSchema(client: Client): Promise<readonly Finding[]> {
  return [await checkMigrations(client), await checkRights(client), await checkTriggers(client)]
}

async function checkMigrations(client: Client): Promise<Finding> {
  const applied = new Set(await appliedMigrations(client))
  const known = migrationNames()
  const waiting = known.filter((name) => !applied.has(name))
  const foreign = [...applied].filter((name) => !known.includes(name))
  if (foreign.length > 0) {
    return found(
      'migrations',
      'fail',
      `数据库由更新的版本升级过（${foreign.join('、')}）。请使用那个版本。`,
      `The database was migrated by a newer version (${foreign.join(', ')}). Use that version.`,
    )
  }
  return judged(
    'migrations',
    waiting.length === 0,
    [`${applied.size} 个迁移均已执行。`, `All ${applied.size} migrations are applied.`],
    [
      'warn',
      `尚有 ${waiting.length} 个迁移，下次启动时执行。`,
      `${waiting.length} migrations wait for the next start.`,
    ],
  )
}

const guarded = ['journal_entry', 'journal_leaf', 'journal_checkpoint', 'journal_tile']

async function checkRights(client: Client): Promise<Finding> {
  if (!(await mayTakeRole(client, applicationRole))) return roleMissing()
  const open = await tablesOpenTo(client, applicationRole, guarded.slice(0, 3))
  const names = open.join(', ')
  return judged(
    'roles',
    open.length === 0,
    [
      `应用角色 ${applicationRole} 不能改写流转记录。`,
      `The application role ${applicationRole} cannot rewrite the journal.`,
    ],
    [
      'fail',
      `应用角色 ${applicationRole} 能改写 ${names}。请重新启动以恢复权限，或执行 revoke update, delete on hotline.${names} from ${applicationRole}。`,
      `The application role ${applicationRole} can rewrite ${names}. Start again to restore the rights, or run revoke update, delete on hotline.${names} from ${applicationRole}.`,
    ],
  )
}

const roleMissing = (): Finding =>
  found(
    'roles',
    'warn',
    `没有应用角色，产品以属主身份运行，改写流转记录只靠触发器阻止。请由管理员执行：create role ${applicationRole} nologin; grant ${applicationRole} to <登录角色>; 然后重新启动。`,
    `There is no application role: the product runs as the owner, and only triggers guard the journal. Let an administrator run: create role ${applicationRole} nologin; grant ${applicationRole} to <the login role>; then start again.`,
  )

async function checkTriggers(client: Client): Promise<Finding> {
  const unguarded = await tablesUnguarded(client, guarded)
  const names = unguarded.join(', ')
  return judged(
    'append_only',
    unguarded.length === 0,
    ['流转记录各表的触发器都在。', "The journal's triggers are all in force."],
    [
      'fail',
      `${names} 上的只增触发器被停用或删除：有人可能改写过流转记录。请立即运行 verify，并重新启用触发器。`,
      `The append-only trigger of ${names} is off or gone: somebody may have rewritten the journal. Run verify at once, and enable the trigger again.`,
    ],
  )
}
