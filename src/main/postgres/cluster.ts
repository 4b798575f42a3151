import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import type { Report } from './cluster-error.ts'
import { ClusterError, onDisk } from './cluster-error.ts'
import { checkDatabase, connectionUrl } from './database.ts'
import type { FileLock } from './file-lock.ts'
import { tryExclusiveLock, trySharedLock, waitForExclusiveLock } from './file-lock.ts'
import { initialise, readPassword } from './initialise.ts'
import type { Control, Place } from './place.ts'
import { REACHABLE_FOLDER, locate, openControl, removeEmptySocketFolder } from './place.ts'
import type { Postmaster } from './postmaster.ts'
import { findPostmaster, isPostmasterOf, stopPostmaster } from './postmaster.ts'
import { checkFiles, logFileOf, startPostmaster } from './start-postmaster.ts'

export interface ClusterOptions {
  readonly dataDir: string
  readonly onMessage?: Report
  /** PostgreSQL settings over the modest defaults, such as `shared_buffers`. Only the process that starts it counts. */
  readonly settings?: Readonly<Record<string, string>>
  /** Where root keeps a cluster that its data directory hides from other accounts. */
  readonly reachableFolder?: string
  /** How long a start, recovery included, may take in milliseconds. */
  readonly startMs?: number
}

/** One user's hold on the cluster of a data directory. */
export interface Cluster {
  /** Connection string of the owning role for the product's database, over the unix socket; the same after a restart. */
  readonly url: string
  readonly socketDir: string
  readonly port: number
  /** The server's process; another after a restart. */
  readonly pid: number
  readonly startedByUs: boolean
  readonly logFile: string
  isAlive(): boolean
  /** Joins or starts the cluster again after its death. Throws as `ensureCluster` does. */
  revive(): Promise<void>
  /** Gives the hold back; the last user's release stops the cluster and returns when it is gone. Safe to repeat. */
  release(): Promise<void>
}

const RETRY_MS = 100
const START_MS = 300_000

interface Session extends Required<ClusterOptions> {
  readonly control: Control
}

/**
 * Starts the cluster of a data directory or joins the one that runs, making it first if there is none. Any number of
 * processes may call it at once. Throws `ClusterError`.
 */
export async function ensureCluster(options: ClusterOptions): Promise<Cluster> {
  const control = openControl(options.dataDir)
  const session: Session = {
    onMessage: () => {},
    settings: {},
    reachableFolder: REACHABLE_FOLDER,
    startMs: START_MS,
    ...options,
    control,
  }
  return underMutex(session, async () => {
    refuseOtherSpace(control)
    const lease = trySharedLock(control.leaseFile)
    if (!lease) throw new Error('the lease can only be taken under the mutex')
    try {
      return clusterOf(session, lease, await bringUp(session))
    } catch (error) {
      lease.release()
      await stopIfUnused(session)
      throw error
    }
  })
}

/** Stops the cluster of a data directory if it runs and nobody uses it. True when none runs any more. */
export async function stopUnusedCluster(dataDir: string): Promise<boolean> {
  const control = openControl(dataDir)
  const session = { control, onMessage: () => {}, reachableFolder: REACHABLE_FOLDER, startMs: START_MS }
  return underMutex(session, () => stopIfUnused(session))
}

interface Running {
  readonly place: Place
  readonly postmaster: Postmaster
  readonly url: string
  readonly startedByUs: boolean
}

/** The handle that a user holds; it follows the server through restarts. */
function clusterOf(session: Session, lease: FileLock, first: Running): Cluster {
  let running = first
  let released = false
  return {
    url: first.url,
    socketDir: first.postmaster.socketDir,
    port: first.postmaster.port,
    startedByUs: first.startedByUs,
    logFile: logFileOf(first.place),
    get pid() {
      return running.postmaster.pid
    },
    isAlive: () => isPostmasterOf(running.postmaster.pid, running.place.data),
    revive: () =>
      underMutex(session, async () => {
        if (!released) running = await bringUp(session)
      }),
    release: async () => {
      if (released) return
      released = true
      await underMutex(session, async () => {
        lease.release()
        await stopIfUnused(session)
      })
    },
  }
}

/** Called under the mutex, with a lease. */
async function bringUp(session: Session): Promise<Running> {
  const place = locate(session.control, session.reachableFolder, session.onMessage)
  const until = performance.now() + session.startMs
  for (;;) {
    const found = findPostmaster(place.data)
    const ready = found ? (found.status === 'ready' ? found : undefined) : await start(place, session)
    const running = ready && (await tryReach(place, ready, found === undefined, session))
    if (running) return running
    if (performance.now() > until) throw childrenRemain(place)
    await pause(RETRY_MS)
  }
}

/** What a server answers, or its silence, while it dies or is being stopped from outside: soon it will be gone. */
const PASSING = new Set(['ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'])
/** A server that lives but whose socket is gone, swept out of a temporary folder: only a new start heals it. */
const UNREACHABLE = new Set(['ENOENT', 'ECONNREFUSED'])

/** Undefined when it has to be tried again. */
async function tryReach(
  place: Place,
  postmaster: Postmaster,
  startedByUs: boolean,
  session: Session,
): Promise<Running | undefined> {
  try {
    return await reach(place, postmaster, startedByUs, session)
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (UNREACHABLE.has(code)) await stopPostmaster(place.data)
    else if (!PASSING.has(code) && !(error as Error).message.startsWith('Connection terminated')) throw error
    return undefined
  }
}

async function start(place: Place, session: Session): Promise<Postmaster | undefined> {
  const binaries = await findBinaries(place.account, place.cluster)
  if (!existsSync(place.data)) await initialise(place, binaries, session.onMessage)
  checkFiles(place, binaries)
  noteSpace(session.control)
  return startPostmaster(place, binaries, session)
}

async function reach(place: Place, postmaster: Postmaster, startedByUs: boolean, session: Session): Promise<Running> {
  const password = readPassword(place.control)
  const url = connectionUrl(postmaster, password)
  await checkDatabase(url, { isNew: startedByUs, passwordFile: place.control.passwordFile, report: session.onMessage })
  return { place, postmaster, url, startedByUs }
}

/** Called under the mutex, after the caller gave its own lease back. */
async function stopIfUnused(session: Pick<Session, 'control' | 'onMessage' | 'reachableFolder'>): Promise<boolean> {
  const alone = tryExclusiveLock(session.control.leaseFile)
  if (!alone) return false
  try {
    const place = locate(session.control, session.reachableFolder, () => {})
    await stopPostmaster(place.data)
    removeEmptySocketFolder(place)
    return true
  } finally {
    alone.release()
  }
}

async function underMutex<Result>(
  session: Pick<Session, 'control' | 'onMessage' | 'startMs'>,
  step: () => Promise<Result>,
): Promise<Result> {
  const mutex = await waitForExclusiveLock(session.control.mutexFile, {
    waitMs: session.startMs,
    onWait: () =>
      session.onMessage({
        level: 'info',
        code: 'database_start_awaited',
        sentence: {
          'zh-CN': '另一个进程正在启动或停止数据库，请稍候。',
          en: 'Another process is starting or stopping the database; waiting for it.',
        },
      }),
  })
  if (!mutex) throw childrenRemain({ control: session.control })
  try {
    return await step()
  } finally {
    mutex.release()
  }
}

/** This boot of this machine, and its process space: a container sees other processes than its host. */
function processSpace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${readlinkSync('/proc/self/ns/pid')} ${readlinkSync('/proc/self/ns/ipc')}`
  } catch {
    return 'unknown'
  }
}

function noteSpace(control: Control): void {
  onDisk(control.folder, () => writeFileSync(control.spaceFile, `${processSpace()}\n`))
}

/** Users whose processes cannot be seen from here may run a server that cannot be seen either: keep away. */
function refuseOtherSpace(control: Control): void {
  const alone = tryExclusiveLock(control.leaseFile)
  alone?.release()
  if (alone || !existsSync(control.spaceFile)) return
  if (readFileSync(control.spaceFile, 'utf8').trim() === processSpace()) return
  throw new ClusterError(
    'data_directory_in_use_elsewhere',
    `另一台机器或容器正在使用 ${control.folder}。请先停止它，或改用 DATABASE_URL 指定共用的数据库。`,
    `Another machine or container is using ${control.folder}. Stop it first, or share a database with DATABASE_URL.`,
  )
}

function childrenRemain(place: Pick<Place, 'control'>): ClusterError {
  return new ClusterError(
    'database_start_timeout',
    `上一个数据库进程仍占用 ${place.control.folder}。请稍后重试；若仍如此，请结束残留的 postgres 进程。`,
    `An earlier database process still holds ${place.control.folder}. Try again later; if it stays, end the postgres processes that remain.`,
  )
}
