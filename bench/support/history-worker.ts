import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { birthOf } from '../../src/actions/register.ts'
import type { App } from '../../src/actions/app.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { dayOf } from '../../src/core/calendar/zone.ts'
import { createRandom } from '../../src/main/random.ts'
import { loadCityPack } from '../../src/main/city/load.ts'
import { commitment, entryBody, entryHash, genesisHash } from '../../src/store/journal-entry.ts'
import { createVault } from '../../src/store/sealing-keys.ts'
import {
  callbackColumns,
  identityColumns,
  journalColumns,
  overlayColumns,
  requestBirthColumns,
  requestColumns,
  textColumns,
  workOrderColumns,
} from '../../src/store/sql-tables.ts'
import { createChance } from './chance.ts'
import { createCopyRows } from './copy-rows.ts'
import { historyLength, liveThrough, mattersOf, type Fate, type Life } from './life.ts'

/** What a worker of the fill is told. */
export interface FillPlan {
  readonly url: string
  readonly packFolder: string
  readonly masterKey: Uint8Array
  readonly requests: number
  /** Requests that were left open, spread over the whole time. */
  readonly oldOpen: number
  readonly until: number
}

/** Requests `from` to `to` (exclusive); `to` is 0 when there is nothing more. */
export interface FillPart {
  readonly from: number
  readonly to: number
}

/** Counts of one part, by day, unit and metric. */
export type FillCounts = readonly (readonly [key: string, amount: number])[]

const plan = workerData as FillPlan
const pack = await loadCityPack(plan.packFolder)
if (!pack.ok) throw new Error(JSON.stringify(pack.faults))
const rulebook = createRulebook(pack.pack)
const matters = mattersOf(rulebook, dayOf(plan.until, pack.pack.timeZone))
const canWait = matters.filter((matter) => matter.canWait)
const random = createRandom()
const vault = createVault(Buffer.from(plan.masterKey), random)

const tables = {
  requests: createCopyRows('hotline.service_request', { ...requestColumns, ...requestBirthColumns }),
  entries: createCopyRows('hotline.journal_entry', journalColumns),
  pending: createCopyRows('hotline.journal_pending', { number: 'bigint', seq: 'integer', hash: 'bytea' }),
  texts: createCopyRows('hotline.event_text', textColumns),
  orders: createCopyRows('hotline.work_order', workOrderColumns),
  overlays: createCopyRows('hotline.overlay', overlayColumns),
  callbacks: createCopyRows('hotline.callback_attempt', callbackColumns),
  identities: createCopyRows('identity.requester', identityColumns),
}

/** Every so many-th request stays open: half of them in the ledger, half of them not reached on the phone. */
const openEvery = Math.max(1, Math.floor(plan.requests / Math.max(1, plan.oldOpen)))
function fateOf(sequence: number): Fate {
  if (plan.oldOpen === 0 || sequence % openEvery !== 0) return 'settled'
  return (sequence / openEvery) % 2 === 0 ? 'in_ledger' : 'not_reached'
}

function addLife({ request, intake, events }: Life): void {
  const { number } = request
  let previous: Buffer = genesisHash
  let seq = 0
  for (const event of events) {
    seq += 1
    const commitments: Record<string, string> = {}
    for (const [name, body] of Object.entries(event.texts ?? {})) {
      const salt = random(16)
      commitments[name] = commitment(salt, body)
      tables.texts.add({ number, seq, name, body, salt })
    }
    const body = entryBody(number, seq, event, commitments)
    const hash = entryHash(previous, body)
    tables.entries.add({ number, seq, at: event.at, type: event.type, body, previousHash: previous, hash })
    tables.pending.add({ number, seq, hash })
    previous = hash
  }
  const { identity, ...birth } = birthOf({ vault } as App, number, intake)
  tables.requests.add({ ...request, headHash: previous, ...birth })
  if (identity) tables.identities.add({ number, ...identity })
  for (const order of request.workOrders) tables.orders.add({ number, ...order })
  for (const overlay of request.overlays) tables.overlays.add({ number, ...overlay })
  for (const callback of request.callbacks) tables.callbacks.add({ number, ...callback })
}

const client = new pg.Client({ connectionString: plan.url })
await client.connect()
// A thread of ours, not a window: it has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const answer = (counts: FillCounts): void => parentPort?.postMessage(counts)
parentPort?.on('message', (part: FillPart) => {
  void (part.to === 0 ? client.end().then(() => parentPort?.close()) : fill(part).then(answer))
})
answer([])

async function fill({ from, to }: FillPart): Promise<FillCounts> {
  const counts = new Map<string, number>()
  for (let sequence = from; sequence < to; sequence += 1) {
    const chance = createChance(sequence)
    const fate = fateOf(sequence)
    const at = Math.round(plan.until - historyLength + ((sequence - 0.5) * historyLength) / plan.requests)
    const matter = chance.pick(fate === 'in_ledger' ? canWait : matters)
    const life = liveThrough(rulebook, chance, { sequence, at, until: plan.until, matter, fate })
    addLife(life)
    for (const { on, unitCode, metric, amount } of life.tallies) {
      const key = `${on}\t${unitCode}\t${metric}`
      counts.set(key, (counts.get(key) ?? 0) + amount)
    }
  }
  await client.query('begin')
  for (const table of Object.values(tables)) await table.send(client)
  await client.query('commit')
  return [...counts]
}
