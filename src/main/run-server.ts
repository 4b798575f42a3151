import { loadPackArticles } from '../actions/knowledge/load-pack.ts'
import { readySuggestions } from '../actions/suggest.ts'
import { acquireServerLock } from './postgres/server-lock.ts'
import { ClusterError } from './postgres/cluster-error.ts'
import { superviseCluster, type Supervisor } from './postgres/supervise.ts'
import { CommandRefusal } from './commands/command.ts'
import { readConfig, type Config } from './config.ts'
import { demoAccounts, liveDemo, seedDemo } from './demo.ts'
import { sealHouse, sealingChore } from './journal.ts'
import { createLog, type Log } from './log.ts'
import { noticeChore } from './notices.ts'
import { openHouse, type House } from './open-house.ts'
import { PackFaults } from './pack-faults.ts'
import { closingChore } from './period-closing.ts'
import { previewChore } from './period-preview.ts'
import { startServer, type Server } from './server.ts'
import { createPace, type Pace } from './simulator/pace.ts'
import { ensureWebBuild } from './web-build.ts'
import { startWorker, type Worker } from './worker.ts'

/** `npm start`: one server process with its worker, until it is asked to stop. */
export async function runServer(): Promise<void> {
  const log = createLog()
  const read = readConfig(process.env)
  if (!read.ok) {
    for (const fault of read.faults) log.fault(fault.sentence)
    process.exitCode = 2
    return
  }
  // Heard from the first moment on, so that a stop during the start ends in order too.
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort())
  try {
    await serve(read.config, log, stopped.signal)
  } catch (error) {
    if (!explained(error, log)) throw error
    process.exitCode = 1
  }
}

async function serve(config: Config, log: Log, stop: AbortSignal): Promise<void> {
  const lock = await acquireServerLock(config.dataDir, {
    onWait: () => log.say('正在等待前一个服务进程停止……', 'Waiting for the server before this one to stop …'),
  })
  const open: Closing[] = [async () => lock.release()]
  try {
    const house = await openHouse(config, { onMessage: (message) => log.message(message), mayBecomeDemo: true })
    open.push(() => house.close())
    if (house.installation.kind === 'demo') demoIsLocal(config)
    await prepare(house, log)
    await sealHouse(house)
    const supervisor = supervise(house, log)
    if (supervisor) open.push(() => supervisor.stop())
    const notices = noticeChore(house)
    if (notices) open.push(notices.close)
    const worker = await startWorker(house, {
      chores: [sealingChore(house), previewChore(house), closingChore(house, log), ...(notices ? [notices.chore] : [])],
      onFault: (where, error) => log.error(`worker ${where}`, error),
    })
    open.push(() => worker.stop())
    const pace = house.installation.kind === 'demo' ? createPace(house.app.clock) : undefined
    const server = await listen(house, worker, log, pace)
    open.push(() => server.close())
    // Other programs wait for this very line.
    process.stdout.write(`open12345 ready at ${server.url}\n`)
    const life = pace
      ? liveDemo(house, { pace, signal: stop, onError: (error) => log.error('demo', error) })
      : undefined
    await untilAborted(stop)
    log.say('正在停止……', 'Stopping …')
    await life
  } finally {
    for (const close of open.reverse()) await close().catch((error: unknown) => log.error('stop', error))
  }
}

type Closing = () => Promise<void>

async function prepare(house: House, log: Log): Promise<void> {
  await loadPackArticles(house.app)
  await readySuggestions(house.app)
  if (house.installation.kind !== 'demo') return
  await seedDemo(house, (day, days) =>
    log.progress(`正在填充演示数据：第 ${day}/${days} 天`, `Filling the demo: day ${day} of ${days}`),
  )
}

async function listen(house: House, worker: Worker, log: Log, pace: Pace | undefined): Promise<Server> {
  const folder = await ensureWebBuild(() =>
    log.say('正在构建网页（仅首次）……', 'Building the pages (only the first time) …'),
  )
  return startServer({
    house,
    worker,
    webFolder: folder,
    demo: house.installation.kind === 'demo' ? await demoAccounts(house) : [],
    pace,
    onFault: (error) => log.error('request', error),
  })
}

function supervise(house: House, log: Log): Supervisor | undefined {
  if (!house.cluster) return undefined
  return superviseCluster(house.cluster, {
    onDown: () => log.say('数据库已停止，正在重新启动……', 'The database has stopped; starting it again …'),
    onUp: () => log.say('数据库已恢复。', 'The database is back.'),
    onFailure: (error) => log.error('database', error),
  })
}

/** One-click accounts are for whoever sits at this machine, and for nobody else. */
function demoIsLocal({ host }: Config): void {
  if (['127.0.0.1', '::1', 'localhost'].includes(host)) return
  throw new CommandRefusal(
    'demo_only_local',
    `演示数据含一键账号，只能在本机使用（HOST=127.0.0.1）。正式部署请换一个 DATA_DIR 并设置 DEMO=off。`,
    `The demo has one-click accounts and listens on this machine only (HOST=127.0.0.1). For a city, use another DATA_DIR and set DEMO=off.`,
  )
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

/** Says what is known to go wrong in a sentence; anything else is a bug and keeps its stack. */
function explained(error: unknown, log: Log): boolean {
  if (error instanceof ClusterError) log.fault(error.sentence)
  else if (error instanceof CommandRefusal) log.fault(error.words)
  else if (error instanceof PackFaults) log.line(error.message)
  else if ((error as { code?: string }).code === 'EADDRINUSE') {
    log.fault({
      'zh-CN': '端口已被占用。请用 PORT 指定另一个端口。',
      en: 'The port is taken. Name another one with PORT.',
    })
  } else return false
  return true
}
