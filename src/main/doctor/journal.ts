import type { Client } from 'pg'
import { MINUTE, type Instant } from '../../core/time.ts'
import { lastCopiedSize } from '../../store/journal/copy-outside.ts'
import { backlogUpTo, journalClock, sealedEntries, sealingNow } from '../../store/read/journal-health.ts'
import { found, judged, type Finding } from './finding.ts'

const SEALED_WITHIN = 10 * MINUTE
const CLOCKS_MAY_DIFFER = MINUTE
const BACKLOG = 10_000

/** Clocks, sealing, and the work that waits. */
export async function checkOperation(client: Client, folder: string, now: Instant): Promise<readonly Finding[]> {
  return [
    await checkClock(client, now),
    await checkSealing(client, now),
    await checkCopies(client, folder),
    await checkBacklog(client),
  ]
}

async function checkClock(client: Client, now: Instant): Promise<Finding> {
  const before = Date.now()
  const database = await journalClock(client)
  const apart = Math.round((database.now - before) / 1000)
  if (Math.abs(apart) * 1000 > CLOCKS_MAY_DIFFER) {
    return found(
      'clock',
      'warn',
      `本机与数据库的时钟相差 ${apart} 秒。请在两台机器上启用网络对时（NTP）。`,
      `The clocks of this machine and of the database differ by ${apart} s. Turn on network time (NTP) on both.`,
    )
  }
  const ahead = (database.newest ?? 0) - now
  return judged(
    'clock',
    ahead <= CLOCKS_MAY_DIFFER,
    ['时钟正常。', 'The clocks agree.'],
    [
      'warn',
      '最新的流转记录晚于当前时间：时钟曾经偏快，或导入过未来日期的数据。请检查系统时间。',
      'The newest journal entry lies in the future: the clock once ran ahead, or future data were imported. Check the system time.',
    ],
  )
}

async function checkSealing(client: Client, now: Instant): Promise<Finding> {
  const { pending, oldest, last } = await sealingNow(client)
  const age = Math.max(0, Math.round((now - Math.max(oldest ?? now, last ?? 0)) / MINUTE))
  return judged(
    'sealing',
    pending === 0 || age * MINUTE < SEALED_WITHIN,
    [
      last === null
        ? '还没有需要封存的流转记录。'
        : `最近的检查点：${new Date(last).toISOString()}，待封存 ${pending} 条。`,
      last === null
        ? 'Nothing has been sealed yet.'
        : `Last checkpoint: ${new Date(last).toISOString()}, ${pending} entries wait.`,
    ],
    [
      'warn',
      `有 ${pending} 条流转记录已 ${age} 分钟未封存。服务运行时每 30 秒封存一次；若服务正在运行，请查看其日志并运行 verify。`,
      `${pending} journal entries have waited ${age} minutes to be sealed. A running server seals every 30 s; if it runs, read its log and run verify.`,
    ],
  )
}

async function checkCopies(client: Client, folder: string): Promise<Finding> {
  const [inside, outside] = [await sealedEntries(client), lastCopiedSize(folder)]
  if (outside > inside) {
    return found(
      'checkpoints',
      'fail',
      `库外检查点（${outside} 条）比数据库（${inside} 条）多：数据库被截断或恢复到了过去。请运行 verify，必要时从备份恢复。`,
      `The checkpoints outside (${outside} entries) are ahead of the database (${inside}): it was cut or set back. Run verify, and restore a backup if need be.`,
    )
  }
  return judged(
    'checkpoints',
    outside === inside,
    [
      `检查点在库外有副本：${folder}。请定期带到另一台机器。`,
      `The checkpoints have copies outside the database in ${folder}. Carry them to another machine now and then.`,
    ],
    [
      'warn',
      `库外检查点落后于数据库，下次封存时补齐：${folder}。`,
      `The checkpoints' copies in ${folder} lag behind; the next sealing adds them.`,
    ],
  )
}

async function checkBacklog(client: Client): Promise<Finding> {
  const { waiting, dead } = await backlogUpTo(client, BACKLOG + 1)
  if (dead > 0) {
    return found(
      'worker',
      'warn',
      `有 ${dead} 个任务多次失败后搁置，${waiting} 个等待处理。请查看服务日志。`,
      `${dead} tasks were laid aside after failing again and again, ${waiting} wait. Read the server's log.`,
    )
  }
  return judged(
    'worker',
    waiting <= BACKLOG,
    [`后台任务等待 ${waiting} 个。`, `${waiting} tasks wait for the worker.`],
    [
      'warn',
      `后台任务积压超过 ${BACKLOG} 个。请确认服务在运行，并查看日志。`,
      `More than ${BACKLOG} tasks wait. See that the server runs, and read its log.`,
    ],
  )
}
