import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { route } from '../../src/core/routing/route.ts'
import { loadCityPack } from '../../src/main/city/load.ts'
import { ensureCluster, stopUnusedCluster } from '../../src/main/postgres/cluster.ts'
import { temporaryBase } from '../support/temporary-base.ts'
import { command, startProduct, type Product } from './product.ts'
import { rage } from './storm.ts'

/** Until everything that a commit left to do must have been done. */
const catchUpMs = 60_000

/**
 * Intakes from many clients while server and database are killed: nothing that was acknowledged is lost,
 * nothing is there twice, nothing is dispatched twice, and the chain verifies.
 */
export async function surviveStorm(intakes: number, kills: number): Promise<void> {
  const folder = mkdtempSync(join(temporaryBase(), 'open12345-storm-'))
  chmodSync(folder, 0o755)
  const dataDir = join(folder, 'data')
  onTestFinished(async () => {
    await stopUnusedCluster(dataDir).catch(() => false)
    rmSync(folder, { recursive: true, force: true })
  })
  const product = await startProduct(dataDir)
  onTestFinished(() => product.stop())
  const { token } = (await command(product.environment, 'token', 'create', '--role', 'intake_agent')) as {
    token: string
  }
  const bodyOf = await bodies()
  const { numbers, figures } = await rage(product, { intakes, kills, clients: 16, bodyOf, token })
  const cluster = await ensureCluster({ dataDir })
  const database = new pg.Client({ connectionString: cluster.url, options: '-c search_path=hotline' })
  await database.connect()
  try {
    const caughtUpSeconds = await catchUp(database)
    await expectEveryOneOnce(database, numbers)
    await expectDispatchedOnce(database, intakes)
    process.stderr.write(`${JSON.stringify({ ...figures, caughtUpSeconds })}\n`)
    expect(figures.killsOfServer + figures.killsOfDatabase, 'kills that hit').toBeGreaterThanOrEqual(kills)
    expect(product.starts(), `the server outlives its database: ${product.said.join('')}`).toBe(
      figures.killsOfServer + 1,
    )
  } finally {
    await database.end()
    await cluster.release()
  }
  await expectVerified(product)
}

/** Services that the product dispatches by itself, so that the worker has its part in the storm. */
async function bodies(): Promise<(index: number) => string> {
  const loaded = await loadCityPack('beijing')
  if (!loaded.ok) throw new Error('the pack is broken')
  const rulebook = createRulebook(loaded.pack)
  const day = '2026-11-01'
  const services = (rulebook.catalogueOn(day)?.classes ?? []).flatMap((one) =>
    one.groups.flatMap((group) => group.services),
  )
  const areas = rulebook.pack.areas.filter((area) => area.kind === 'subdistrict')
  const pairs = services
    .filter((service) => service.mode === 'automatic' && service.level !== 'L1')
    .map((service, index) => ({ serviceCode: service.code, areaCode: areas[index % areas.length]?.code ?? null }))
    .filter((pair) => route(rulebook, pair.serviceCode, pair.areaCode, day).lead !== null)
  return (index) =>
    JSON.stringify({
      ...pairs[index % pairs.length],
      matter: `${marker(index)} 请尽快处理`,
      requester: { name: '合成人', phone: `139${String(index).padStart(8, '0')}` },
    })
}

const marker = (index: number): string => `storm-${index.toString(36)}-end`

/** Waits until the worker has nothing left to do; fails where it takes longer than a minute. */
async function catchUp(database: pg.Client): Promise<number> {
  const startedAt = performance.now()
  for (;;) {
    const { rows } = await database.query<{ left: number }>(`select
      (select count(*) from outbox)::integer + (select count(*) from graphile_worker.jobs)::integer
      + (select count(*) from service_request where state = 'pending_dispatch')::integer as left`)
    const left = rows[0]?.left ?? 0
    if (left === 0) return Number(((performance.now() - startedAt) / 1000).toFixed(1))
    if (performance.now() - startedAt > catchUpMs) throw new Error(`${left} pieces of work were left after a minute`)
    await pause(200)
  }
}

async function expectEveryOneOnce(database: pg.Client, numbers: readonly string[]): Promise<void> {
  const { rows } = await database.query<{ number: string; matter: string }>(
    `select r.number, t.body as matter from service_request r
     left join event_text t on t.number = r.number and t.seq = 1 and t.name = 'matter'`,
  )
  const byMarker = new Map<string, string[]>()
  for (const { number, matter } of rows) {
    const found = /storm-\w+-end/.exec(matter ?? '')?.[0] ?? `unmarked ${number}`
    byMarker.set(found, [...(byMarker.get(found) ?? []), number])
  }
  const lost = numbers.filter((number, index) => !byMarker.get(marker(index))?.includes(number))
  const twice = [...byMarker.values()].filter((found) => found.length > 1)
  expect({ lost, twice, rows: rows.length }).toEqual({ lost: [], twice: [], rows: numbers.length })
}

async function expectDispatchedOnce(database: pg.Client, intakes: number): Promise<void> {
  const { rows } = await database.query(`select
    (select count(*) from (select number from journal_entry where type = 'dispatched' group by number having count(*) > 1) twice)::integer
      as "dispatchedTwice",
    (select count(*) from (select number from work_order where role = 'lead' group by number having count(*) > 1) twice)::integer
      as "twoLeads",
    (select count(distinct number) from journal_entry where type = 'dispatched')::integer as dispatched`)
  expect(rows[0]).toEqual({ dispatchedTwice: 0, twoLeads: 0, dispatched: intakes })
}

async function expectVerified(product: Product): Promise<void> {
  await product.stop()
  expect(await command(product.environment, 'verify')).toMatchObject({ ok: true, firstBad: null })
}
