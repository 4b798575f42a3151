import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { withClient } from '../../src/main/postgres/database.ts'
import { superviseCluster } from '../../src/main/postgres/supervise.ts'
import { ask, isAlive, madeDataDirectory, removePrototype, startUser, until, useCluster } from './support/workshop.ts'

const LIMIT = 60_000

afterAll(removePrototype)

test(
  'after kill -9 of its only user the cluster runs on; the next user joins it and stops it',
  { timeout: LIMIT },
  async () => {
    const dataDir = await madeDataDirectory()
    const killed = startUser({ dataDir })
    const { pid } = await killed.answer()
    await killed.kill()
    expect(isAlive(pid)).toBe(true)

    const next = startUser({ dataDir })
    expect(await next.answer()).toMatchObject({ pid, startedByUs: false })
    await next.release()
    expect(isAlive(pid)).toBe(false)
  },
)

test(
  'a killed user does not keep the cluster from being stopped by the last one alive',
  { timeout: LIMIT },
  async () => {
    const dataDir = await madeDataDirectory()
    const [killed, last] = [startUser({ dataDir }), startUser({ dataDir })]
    const { pid } = await killed.answer()
    await last.answer()
    await killed.kill()
    await last.release()
    expect(isAlive(pid)).toBe(false)
  },
)

test(
  'after kill -9 of the server and its user the next start recovers what was committed',
  { timeout: LIMIT },
  async () => {
    const dataDir = await madeDataDirectory()
    const user = startUser({ dataDir })
    const { pid, url } = await user.answer()
    await withClient(url, (client) => client.query('create table kept as select 7 as answer'))
    process.kill(pid, 'SIGKILL')
    await user.kill()

    const cluster = await useCluster({ dataDir })
    expect(cluster.pid).not.toBe(pid)
    expect(cluster.url).toBe(url)
    expect(await ask(cluster.url, 'select answer from kept')).toBe(7)
  },
)

test(
  'a supervisor brings a killed server back at the same address, as often as it dies',
  { timeout: LIMIT },
  async () => {
    const cluster = await useCluster({ dataDir: await madeDataDirectory() })
    const seen: string[] = []
    const supervisor = superviseCluster(cluster, {
      everyMs: 20,
      onDown: () => seen.push('down'),
      onUp: () => seen.push('up'),
    })
    onTestFinished(() => supervisor.stop())
    await withClient(cluster.url, (client) => client.query('create table kept (answer int)'))
    for (const round of [1, 2, 3]) {
      await withClient(cluster.url, (client) => client.query('insert into kept values ($1)', [round]))
      process.kill(cluster.pid, 'SIGKILL')
      await until(() => seen.length === 2 * round)
      expect(await ask(cluster.url, 'select count(*)::int as answer from kept')).toBe(round)
    }
    expect(seen).toEqual(['down', 'up', 'down', 'up', 'down', 'up'])
    await supervisor.stop()
  },
)

test('two supervisors of one cluster restart it once', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory()
  const clusters = [await useCluster({ dataDir }), await useCluster({ dataDir })]
  let ups = 0
  const supervisors = clusters.map((cluster) => superviseCluster(cluster, { everyMs: 20, onUp: () => (ups += 1) }))
  onTestFinished(async () => {
    await Promise.all(supervisors.map((supervisor) => supervisor.stop()))
  })
  process.kill(clusters[0]?.pid ?? Number.NaN, 'SIGKILL')
  await until(() => ups === 2)
  expect(clusters[0]?.pid).toBe(clusters[1]?.pid)
  expect(clusters[0]?.isAlive()).toBe(true)
  await Promise.all(supervisors.map((supervisor) => supervisor.stop()))
})

test(
  'a note of a dead server whose process id another program got does not stop a start',
  { timeout: LIMIT },
  async () => {
    const dataDir = await madeDataDirectory()
    const stranger = spawn('sleep', ['60'])
    await once(stranger, 'spawn')
    onTestFinished(() => void stranger.kill('SIGKILL'))
    const killed = await useCluster({ dataDir })
    process.kill(killed.pid, 'SIGKILL')
    await until(() => !killed.isAlive())
    const lock = `.s.PGSQL.${killed.port}.lock`
    for (const note of [path.join(dataDir, 'postgres/data/postmaster.pid'), path.join(killed.socketDir, lock)]) {
      writeFileSync(note, readFileSync(note, 'utf8').replace(/^\d+/, String(stranger.pid)))
    }
    await killed.release()

    const cluster = await useCluster({ dataDir })
    expect(cluster.startedByUs).toBe(true)
    expect(await ask(cluster.url, 'select 1 as answer')).toBe(1)
    expect(stranger.exitCode).toBeNull()
  },
)

test('a server whose socket was swept away is stopped and started anew', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory()
  const first = await useCluster({ dataDir })
  const { pid } = first
  rmSync(path.join(first.socketDir, `.s.PGSQL.${first.port}`))
  const second = await useCluster({ dataDir })
  expect(second.pid).not.toBe(pid)
  expect(await ask(first.url, 'select 1 as answer')).toBe(1)
})
