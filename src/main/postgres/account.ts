import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { ClusterError } from './cluster-error.ts'

/** As whom PostgreSQL runs: it refuses to run as root, so root lends it an account without rights. */
export interface Account {
  readonly uid: number
  readonly gid: number
  /** True when the account is not the one of this process: files must then be given to it, and be reachable for it. */
  readonly lent: boolean
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** The account for a cluster: the owner of `existingData` where root finds one, a system account without rights for a new one. */
export function accountFor(existingData: string | undefined): Account {
  if (!isRoot()) return { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1, lent: false }
  if (existingData === undefined) return { ...serviceAccount(), lent: true }
  const { uid, gid } = statSync(existingData)
  if (uid === 0) throw ownedByRoot(existingData)
  return { uid, gid, lent: true }
}

/** What to spread into the options of a child process. */
export function asAccount(account: Account): { uid?: number; gid?: number } {
  return account.lent ? { uid: account.uid, gid: account.gid } : {}
}

/** Whether the account can pass through every folder down to `file` and read it (and enter it, for a folder), by mode. */
export function canReach(account: Account, file: string): boolean {
  if (!account.lent) return true
  const target = path.resolve(file)
  const steps = ancestors(target)
  return steps.every((step) => {
    const { mode, uid, gid } = statSync(step)
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
    const isFolder = (mode & 0o170000) === 0o040000
    const needed = isFolder ? 0o1 : 0o4
    return ((mode >> shift) & needed) === needed
  })
}

function ancestors(target: string): string[] {
  const steps = [target]
  let step = target
  while (path.dirname(step) !== step) {
    step = path.dirname(step)
    steps.push(step)
  }
  return steps
}

const NOBODY = 65_534

/** initdb wants an account that the system knows by name: 65534 where it is known, else `nobody`. */
function serviceAccount(): { uid: number; gid: number } {
  const known = readAccounts()
  const chosen = known.find((entry) => entry.uid === NOBODY) ?? known.find((entry) => entry.name === 'nobody')
  if (!chosen || chosen.uid <= 0) {
    throw new ClusterError(
      'service_account_unusable',
      'PostgreSQL 不能以 root 身份运行，而系统没有 nobody 账户。请创建该账户，或以普通用户运行，或用 DATABASE_URL 指定数据库。',
      'PostgreSQL does not run as root and this system has no account nobody. Create one, run as an ordinary user, or name a database with DATABASE_URL.',
    )
  }
  return { uid: chosen.uid, gid: chosen.gid }
}

function readAccounts(): { name: string; uid: number; gid: number }[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length >= 4)
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  } catch {
    return []
  }
}

function ownedByRoot(data: string): ClusterError {
  return new ClusterError(
    'data_directory_not_yours',
    `数据库文件 ${data} 属于 root，PostgreSQL 不能以 root 身份运行。若是复制而来，请执行：chown -R ${NOBODY}:${NOBODY} '${data}'`,
    `The database files in ${data} belong to root, and PostgreSQL does not run as root. If they were copied, run: chown -R ${NOBODY}:${NOBODY} '${data}'`,
  )
}
