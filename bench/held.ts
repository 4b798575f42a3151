import { parseArgs } from 'node:util'
import pg from 'pg'
import { dayOf } from '../src/core/calendar/zone.ts'
import { requestNumber } from '../src/core/work-order/number.ts'
import { readConfig } from '../src/main/config.ts'
import { openHouse, type House } from '../src/main/open-house.ts'
import { callbackColumns, requestBirthColumns, requestColumns, workOrderColumns } from '../src/store/sql-tables.ts'
import { heldIn } from './support/bench-house.ts'
import { makeBenchPack } from './support/bench-pack.ts'
import { createChance } from './support/chance.ts'
import { copyFrom } from './support/copy-from.ts'
import { createCopyRows } from './support/copy-rows.ts'
import { historyLength, liveThrough, mattersOf, type Life } from './support/life.ts'

/**
 * Fills a new data directory with request rows and roll-ups only, without journal, words and identity: what scores,
 * lists and lookups meet in a city that holds millions. Lives decided by the product's own rules are written again
 * and again under numbers of their own. With --records the answers and orders come too, so that a recount can be made.
 *
 *   npm exec -- node bench/held.ts --data DIR --requests 5000000 [--lives 20000] [--records]
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    requests: { type: 'string' },
    lives: { type: 'string', default: '20000' },
    records: { type: 'boolean', default: false },
  },
})
const [dataDir, requests] = [values.data, Number(values.requests)]
if (!dataDir || !Number.isInteger(requests) || requests < 1) throw new Error('--data DIR --requests N')
const lives = Math.min(Number(values.lives), requests)
const copies = Math.ceil(requests / lives)
const started = performance.now()

const read = readConfig({ ...process.env, DATA_DIR: dataDir, CITY: makeBenchPack(dataDir), DEMO: 'off' })
if (!read.ok) throw new Error(JSON.stringify(read.faults))
const house = await openHouse(read.config)
try {
  if ((await heldIn(house)) !== 0) throw new Error(`${dataDir} already holds requests`)
  await fill(house)
} finally {
  await house.close()
}

async function fill({ app, ownerUrl }: House): Promise<void> {
  const { rulebook } = app
  const { timeZone } = rulebook.pack
  const until = Date.now()
  const matters = mattersOf(rulebook, dayOf(until, timeZone))
  const all: Life[] = []
  const counts = new Map<string, number>()
  for (let sequence = 1; sequence <= lives; sequence += 1) {
    const chance = createChance(sequence)
    const at = Math.round(until - historyLength + ((sequence - 0.5) * historyLength) / lives)
    const life = liveThrough(rulebook, chance, { sequence, at, until, matter: chance.pick(matters), fate: 'settled' })
    all.push({ ...life, events: [] })
    for (const { on, unitCode, metric, amount } of life.tallies) {
      const key = `${on}\t${unitCode}\t${metric}`
      counts.set(key, (counts.get(key) ?? 0) + amount * copies)
    }
  }
  const owner = new pg.Client({
    connectionString: ownerUrl,
    options: '-c search_path=hotline -c synchronous_commit=off',
  })
  // Where the fill fails, the database stops under this connection; what failed is what counts.
  owner.on('error', () => undefined)
  await owner.connect()
  const tables = ['service_request', ...(values.records ? ['callback_attempt', 'work_order'] : [])]
  const indexes = await withoutIndexes(owner, tables)
  const headHash = Buffer.alloc(32)
  const requestRows = createCopyRows('hotline.service_request', { ...requestColumns, ...requestBirthColumns })
  const callbackRows = createCopyRows('hotline.callback_attempt', callbackColumns)
  const orderRows = createCopyRows('hotline.work_order', workOrderColumns)
  for (let copy = 0; copy < copies; copy += 1) {
    for (const [index, { request, intake }] of all.entries()) {
      const number = requestNumber(dayOf(request.registeredAt, timeZone), copy * lives + index + 1)
      const { latitude, longitude } = intake.place
      const birth = { messageId: null, latitude, longitude, language: intake.language }
      requestRows.add({ ...request, number, headHash, ...birth })
      if (!values.records) continue
      for (const callback of request.callbacks) callbackRows.add({ number, ...callback })
      for (const order of request.workOrders) orderRows.add({ number, ...order })
    }
    for (const rows of [requestRows, callbackRows, orderRows]) await rows.send(owner)
    if (process.stderr.isTTY || copy % 10 === 9) process.stderr.write(`${(copy + 1) * lives} of ${requests}\n`)
  }
  const rows = [...counts].filter(([, amount]) => amount !== 0).map(([key, amount]) => `${key}\t${amount}\n`)
  await copyFrom(owner, 'hotline.counter (on_day, unit_code, metric, amount)', rows.sort().join(''))
  for (const index of indexes) await owner.query(index)
  await owner.query(`vacuum analyze ${tables.join(', ')}, counter`)
  const { rows: sizes } = await owner.query(`select (select count(*) from service_request)::integer as requests,
    (select count(distinct unit_code) from counter where unit_code not like 'service:%')::integer as units,
    (select count(*) from counter)::integer as counters, pg_database_size(current_database())::bigint / 1000000 as megabytes`)
  await owner.end()
  console.log(JSON.stringify({ ...sizes[0], seconds: Math.round((performance.now() - started) / 1000) }))
}

/** Takes the indexes away that keys do not need; returns how to make them again. */
async function withoutIndexes(owner: pg.Client, tables: readonly string[]): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = any($1::regclass[]) and not indisprimary`,
    [tables],
  )
  for (const { name } of rows) await owner.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}
