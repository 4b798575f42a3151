import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureCluster } from '../postgres/cluster.ts'
import { CommandRefusal, exitCode, type Command, type CommandIo } from './command.ts'

/** For how long the embedded database stays up after nobody is connected to it any more. */
const HELD_MINUTES = 10

/**
 * `database [--hold]`: the connection string of the owning role. The embedded database is up when this returns and
 * stays so while somebody is connected, and ten minutes more; with `--hold` until it is interrupted.
 */
export const run: Command = async (args, io) => {
  const { values } = parseArgs({ args: [...args], options: { hold: { type: 'boolean', default: false } } })
  const { databaseUrl, dataDir } = io.config
  if (databaseUrl !== null) return tell(databaseUrl, io)
  const cluster = await ensureCluster({ dataDir })
  try {
    if (!values.hold) {
      return tell(cluster.url, io, { holder: await keepUp(dataDir) })
    }
    tell(cluster.url, io)
    io.say({ 'zh-CN': '数据库保持运行，按 Ctrl-C 结束。', en: 'The database stays up; press Ctrl-C to end.' })
    // An abort alone keeps no process alive.
    const alive = setInterval(() => undefined, 60_000)
    if (!io.interrupted.aborted) await once(io.interrupted, 'abort')
    clearInterval(alive)
    return exitCode.done
  } finally {
    await cluster.release()
  }
}

function tell(url: string, io: CommandIo, more: { holder?: number } = {}): number {
  io.out({ url, ...more })
  io.say(url)
  return exitCode.done
}

/** Leaves a small process behind that holds the database for whoever asked; answers with its id when it does. */
async function keepUp(dataDir: string): Promise<number> {
  const holder = fileURLToPath(new URL('database-holder.ts', import.meta.url))
  const child = spawn(process.execPath, [holder, dataDir, String(HELD_MINUTES)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const held = await new Promise<boolean>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(line === 'held'))
    child.once('exit', () => resolve(false))
    child.once('error', () => resolve(false))
  })
  child.stdout.destroy()
  child.unref()
  if (held && child.pid !== undefined) return child.pid
  throw new CommandRefusal(
    'database_not_held',
    '数据库无法保持运行。请改用 database --hold。',
    'The database could not be kept up. Use database --hold instead.',
  )
}
