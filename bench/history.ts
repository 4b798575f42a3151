import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '../src/main/config.ts'
import { openHouse, type House } from '../src/main/open-house.ts'
import { heldIn } from './support/bench-house.ts'
import { makeBenchPack } from './support/bench-pack.ts'
import { copyFrom } from './support/copy-from.ts'
import type { FillCounts, FillPart, FillPlan } from './support/history-worker.ts'
import { sealHouse } from '../src/main/journal.ts'

/**
 * Fills a new data directory with requests of the last twelve months: every one of them decided by
 * the product's own rules at its own time, with a valid chain, identity under its own key, and
 * roll-ups that equal a recount. Everything is written by COPY and sealed by the product's sealer.
 *
 *   npm exec -- node bench/history.ts --data DIR --requests 1000000 [--old-open 5000]
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    requests: { type: 'string' },
    'old-open': { type: 'string', default: '5000' },
    workers: { type: 'string', default: '2' },
  },
})
const [dataDir, requests] = [values.data, Number(values.requests)]
if (!dataDir || !Number.isInteger(requests) || requests < 0) throw new Error('--data DIR --requests N')

const partSize = 2_500
const sealAfterParts = 8
const started = performance.now()

const packFolder = makeBenchPack(dataDir)
const read = readConfig({ ...process.env, DATA_DIR: dataDir, CITY: packFolder, DEMO: 'off' })
if (!read.ok) throw new Error(JSON.stringify(read.faults))
const house = await openHouse(read.config)
try {
  const held = await heldIn(house)
  if (held !== 0) throw new Error(`${dataDir} already holds ${held} requests`)
  const counts = requests > 0 ? await fill(house) : new Map<string, number>()
  await finish(house, counts)
} finally {
  await house.close()
}

async function fill(into: House): Promise<ReadonlyMap<string, number>> {
  const plan: FillPlan = {
    url: into.ownerUrl,
    packFolder,
    masterKey: into.keys.master,
    requests,
    // Never more than a tenth of all: a small history has its open ones too.
    oldOpen: Math.min(Number(values['old-open']), Math.floor(requests / 10)),
    until: Date.now(),
  }
  const counts = new Map<string, number>()
  let next = 1
  let parts = 0
  let sealing: Promise<unknown> = Promise.resolve()
  const takePart = (): FillPart => {
    if (next > requests) return { from: 0, to: 0 }
    const from = next
    next = Math.min(requests + 1, from + partSize)
    return { from, to: next }
  }
  const runWorker = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(join(import.meta.dirname, 'support/history-worker.ts'), { workerData: plan })
      worker.on('error', reject)
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))))
      worker.on('message', (added: FillCounts) => {
        for (const [key, amount] of added) counts.set(key, (counts.get(key) ?? 0) + amount)
        parts += 1
        if (parts % sealAfterParts === 0) sealing = sealing.then(() => sealHouse(into))
        progress(next - 1)
        // A thread of ours, not a window: it has no origin.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        worker.postMessage(takePart())
      })
    })
  await Promise.all(Array.from({ length: Number(values.workers) }, runWorker))
  await sealing
  return counts
}

async function finish(into: House, counts: ReadonlyMap<string, number>): Promise<void> {
  const owner = new pg.Client({ connectionString: into.ownerUrl, options: '-c search_path=hotline' })
  await owner.connect()
  // Day by day, as folding leaves them.
  const rows = [...counts]
    .filter(([, amount]) => amount !== 0)
    .map(([key, amount]) => `${key}\t${amount}\n`)
    .sort(byText)
  await copyFrom(owner, 'hotline.counter (on_day, unit_code, metric, amount)', rows.join(''))
  await owner.query(`select setval('hotline.request_sequence', $1, $2)`, [Math.max(1, requests), requests > 0])
  await sealHouse(into)
  // As autovacuum leaves them: what is only appended to is analysed, the rest is swept as well.
  await owner.query('analyze')
  await owner.query(
    'vacuum service_request, work_order, overlay, callback_attempt, counter, journal_pending, identity.requester',
  )
  await owner.query('checkpoint')
  const summary = await owner.query(`select (select count(*) from hotline.service_request)::integer as requests,
    (select count(*) from hotline.service_request where settled_at is null)::integer as open,
    (select count(*) from hotline.journal_entry)::integer as "journalEntries",
    (select max(tree_size) from hotline.journal_checkpoint)::integer as "sealedEntries",
    (select count(*) from hotline.callback_attempt where scores)::integer as "scoredAnswers",
    (select count(distinct unit_code) from hotline.counter)::integer as units,
    pg_database_size(current_database())::bigint / 1000000 as "megabytes"`)
  await owner.end()
  console.log(JSON.stringify({ ...summary.rows[0], seconds: Math.round((performance.now() - started) / 1000) }))
}

function progress(done: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done.toLocaleString('en')} of ${requests.toLocaleString('en')}`)
}

function byText(one: string, other: string): number {
  return one < other ? -1 : 1
}
