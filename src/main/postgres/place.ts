import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Account } from './account.ts'
import { accountFor, canReach, isRoot } from './account.ts'
import type { Report } from './cluster-error.ts'
import { ClusterError, onDisk } from './cluster-error.ts'

/** The folder `postgres` of a data directory: locks, password, and usually the cluster itself. */
export interface Control {
  readonly folder: string
  /** Held by whoever starts or stops the cluster. */
  readonly mutexFile: string
  /** Shared by everyone who uses the cluster. */
  readonly leaseFile: string
  /** Names the machine and process space of those who use it. */
  readonly spaceFile: string
  readonly passwordFile: string
  readonly pointerFile: string
}

/** Where a cluster lives and as whom it runs. */
export interface Place {
  readonly control: Control
  readonly cluster: string
  readonly data: string
  readonly account: Account
}

/** Where root keeps a cluster whose data directory no other account can reach. */
export const REACHABLE_FOLDER = '/var/lib/open12345'

export function openControl(dataDir: string): Control {
  const wanted = path.resolve(dataDir, 'postgres')
  onDisk(wanted, () => mkdirSync(wanted, { recursive: true, mode: isRoot() ? 0o755 : 0o700 }))
  const folder = realpathSync(wanted)
  return {
    folder,
    mutexFile: path.join(folder, 'start-stop.lock'),
    leaseFile: path.join(folder, 'users.lock'),
    spaceFile: path.join(folder, 'users-space'),
    passwordFile: path.join(folder, 'owner-password'),
    pointerFile: path.join(folder, 'moved-to.json'),
  }
}

/** Finds the cluster of a data directory, or decides where a new one will be. Called under the mutex. */
export function locate(control: Control, reachableFolder: string, report: Report): Place {
  const pointed = followPointer(control)
  const cluster = pointed ?? control.folder
  const data = path.join(cluster, 'data')
  if (existsSync(data)) {
    const account = accountFor(data)
    if (!canReach(account, cluster)) throw unreachable(cluster)
    if (pointed) reportElsewhere(control, pointed, report)
    return { control, cluster, data, account }
  }
  const account = accountFor(undefined)
  if (canReach(account, cluster)) return { control, cluster, data, account }
  const elsewhere = onDisk(reachableFolder, () => moveElsewhere(control, account, reachableFolder))
  reportElsewhere(control, elsewhere, report)
  return { control, cluster: elsewhere, data: path.join(elsewhere, 'data'), account }
}

/**
 * The socket's folder. Its path must be short (the system allows about 100 bytes) and plain, so that every driver reads
 * it; else it lies in the temporary folder under a name that every process of the same cluster derives alike.
 */
export function makeSocketFolder(place: Place): string {
  const folder = socketFolderOf(place)
  onDisk(folder, () => {
    if (existsSync(folder)) return
    mkdirSync(folder, { mode: 0o700 })
    giveTo(place.account, folder)
  })
  const { mode, uid } = lstatSync(folder)
  if ((mode & 0o170777) === 0o040700 && uid === place.account.uid) return folder
  throw new ClusterError(
    'socket_folder_taken',
    `套接字目录 ${folder} 不是本程序创建的（属主 ${uid}）。请检查并删除它，然后重新启动。`,
    `The socket folder ${folder} is not ours (owner ${uid}). Look at it, remove it and start again.`,
  )
}

/** After a stop: the temporary folder of the system should hold nothing of ours. */
export function removeEmptySocketFolder(place: Place): void {
  try {
    rmdirSync(socketFolderOf(place))
  } catch {
    // Not there, or something lies in it: it stays.
  }
}

function socketFolderOf(place: Place): string {
  const near = path.join(place.cluster, 'socket')
  if (/^[\w./-]+$/.test(near) && near.length <= 80) return near
  const shared = canReach(place.account, '/tmp') ? '/tmp' : tmpdir()
  return path.join(shared, `open12345-${createHash('sha256').update(place.cluster).digest('hex').slice(0, 12)}`)
}

export function giveTo(account: Account, file: string): void {
  if (account.lent) chownSync(file, account.uid, account.gid)
}

function followPointer(control: Control): string | undefined {
  if (!existsSync(control.pointerFile)) return undefined
  const { cluster } = JSON.parse(readFileSync(control.pointerFile, 'utf8')) as { cluster: string }
  if (!existsSync(path.join(cluster, 'belongs-to'))) throw movedAway(control, cluster)
  const owner = readFileSync(path.join(cluster, 'belongs-to'), 'utf8').trim()
  if (owner === control.folder) return cluster
  // The data directory was moved, or copied. A copy must not share the original's database.
  if (existsSync(path.join(owner, 'moved-to.json'))) throw belongsTo(owner, control, cluster)
  writeFileSync(path.join(cluster, 'belongs-to'), `${control.folder}\n`)
  return cluster
}

/** A name by chance, not by path: a data directory that was deleted and made anew must start empty. */
function moveElsewhere(control: Control, account: Account, reachableFolder: string): string {
  const cluster = path.join(reachableFolder, randomBytes(6).toString('hex'))
  mkdirSync(cluster, { recursive: true, mode: 0o755 })
  if (!canReach(account, cluster)) throw unreachable(control.folder)
  writeFileSync(path.join(cluster, 'belongs-to'), `${control.folder}\n`)
  const draft = `${control.pointerFile}.draft`
  writeFileSync(draft, `${JSON.stringify({ cluster })}\n`, { flush: true })
  renameSync(draft, control.pointerFile)
  return cluster
}

function reportElsewhere(control: Control, cluster: string, report: Report): void {
  report({
    level: 'info',
    code: 'database_elsewhere',
    sentence: {
      'zh-CN': `数据目录 ${control.folder} 只有 root 能进入，数据库存放在 ${cluster}。`,
      en: `Only root can enter the data directory ${control.folder}, so the database is kept in ${cluster}.`,
    },
  })
  for (const orphan of orphansBeside(control, cluster)) {
    report({
      level: 'warning',
      code: 'database_orphan',
      sentence: {
        'zh-CN': `${orphan} 里有此数据目录以前的数据库，已不再使用；不需要时请删除。`,
        en: `${orphan} holds an earlier database of this data directory, no longer used; delete it if it is not needed.`,
      },
    })
  }
}

function orphansBeside(control: Control, cluster: string): string[] {
  const base = path.dirname(cluster)
  return readdirSync(base)
    .map((name) => path.join(base, name))
    .filter((folder) => folder !== cluster && existsSync(path.join(folder, 'data')))
    .filter((folder) => readFileSync(path.join(folder, 'belongs-to'), 'utf8').trim() === control.folder)
}

function unreachable(folder: string): ClusterError {
  return new ClusterError(
    'data_directory_unreachable',
    `PostgreSQL 以无特权账户运行，无法进入 ${folder}。请对其上级目录执行 chmod a+x，或用 DATA_DIR 指定其他目录，或以普通用户运行。`,
    `PostgreSQL runs as an account without rights, which cannot enter ${folder}. Run chmod a+x on the folders above it, choose another DATA_DIR, or run as an ordinary user.`,
  )
}

function movedAway(control: Control, cluster: string): ClusterError {
  return new ClusterError(
    'database_moved_away',
    `数据库应在 ${cluster}，但那里没有。请把它放回，或从备份恢复；若要重新开始，请删除 ${control.pointerFile}。`,
    `The database should be in ${cluster} but is not there. Put it back or restore a backup; to start empty, delete ${control.pointerFile}.`,
  )
}

function belongsTo(owner: string, control: Control, cluster: string): ClusterError {
  return new ClusterError(
    'database_belongs_elsewhere',
    `${control.folder} 是 ${owner} 的副本，而 ${cluster} 的数据库属于后者。请使用原目录；若要重新开始，请删除 ${control.pointerFile}。`,
    `${control.folder} is a copy of ${owner}, to which the database in ${cluster} belongs. Use the original; to start empty, delete ${control.pointerFile}.`,
  )
}
