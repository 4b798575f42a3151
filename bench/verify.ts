import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { verifyHouse } from '../src/main/journal.ts'
import type { House } from '../src/main/open-house.ts'
import { copyRows } from '../src/store/journal/copy-rows.ts'
import { heldIn, openBenchHouse } from './support/bench-house.ts'
import { beside, figureOf, print, say } from './support/figures.ts'

/**
 * How fast the whole journal is verified: every body hashed again, every chain followed, every leaf and checkpoint
 * compared with the copies outside the database. Beside it, in turns, the floor: the same entries read from the same
 * database in the order of their keys, and each text hashed once.
 *
 *   npm exec -- node bench/verify.ts --data DIR [--rounds 7]
 *
 * "On one core" is the processor time, user and system, of the process that verifies. PostgreSQL reads the rows in a
 * process of its own meanwhile; what that costs is told beside it (Linux), and the seconds on the wall are of both.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, rounds: { type: 'string', default: '7' } } })
if (!values.data) throw new Error('--data DIR')
const house = await openBenchHouse(values.data)

interface Round {
  readonly wall: number
  /** Of this process. */
  readonly user: number
  readonly system: number
  /** Of the database's process that served it; not a number where it cannot be told. */
  readonly database: number
}

async function measure(step: () => Promise<unknown>): Promise<Round> {
  const [from, before, database] = [performance.now(), process.cpuUsage(), await databaseSeconds(house)]
  await step()
  const { user, system } = process.cpuUsage(before)
  const after = await databaseSeconds(house)
  const wall = (performance.now() - from) / 1000
  return { wall, user: user / 1e6, system: system / 1e6, database: after - database }
}

/** Processor time of the one connection that the pool has open. */
async function databaseSeconds({ database }: House): Promise<number> {
  const { rows } = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
  const file = `/proc/${rows[0]?.pid}/stat`
  if (!existsSync(file)) return Number.NaN
  const ticks = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(ticks[11]) + Number(ticks[12])) / 100
}

async function floor(): Promise<number> {
  const client = await house.database.connect()
  let entries = 0
  try {
    const text = 'copy (select number, seq, body from journal_entry order by number, seq) to stdout (format binary)'
    await client.query('begin; set local enable_sort = off')
    await copyRows(client, text, 3, ({ bytes, starts, lengths }) => {
      const from = starts[2] as number
      hash('sha256', bytes.subarray(from, from + (lengths[2] as number)), 'binary')
      entries += 1
    })
    await client.query('rollback')
    return entries
  } finally {
    client.release()
  }
}

try {
  const rounds = { verify: [] as Round[], floor: [] as Round[] }
  let entries = 0
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    rounds.floor.push(await measure(floor))
    rounds.verify.push(
      await measure(async () => {
        const verdict = await verifyHouse(house)
        if (!verdict.ok) throw new Error(`the journal does not verify: ${JSON.stringify(verdict)}`)
        entries = verdict.entries
      }),
    )
    say(`round ${round}: ${JSON.stringify(rounds.verify.at(-1))}, floor ${JSON.stringify(rounds.floor.at(-1))}`)
  }
  const figures = (of: readonly Round[]) => {
    const core = of.map(({ user, system }) => entries / (user + system))
    return {
      entriesPerSecondOnOneCore: figureOf(core),
      entriesPerSecondOnTheWall: figureOf(of.map(({ wall }) => entries / wall)),
      processSeconds: figureOf(of.map(({ user, system }) => user + system)),
      databaseSeconds: figureOf(of.map(({ database }) => database)),
    }
  }
  const verify = figures(rounds.verify)
  print('verify', {
    held: await heldIn(house),
    entries,
    target: beside(verify.entriesPerSecondOnOneCore.median, 200_000, 'at least'),
    verify,
    floor: figures(rounds.floor),
    timesTheFloor: figureOf(
      rounds.verify.map(({ user, system }, index) => {
        const other = rounds.floor[index] as Round
        return (user + system) / (other.user + other.system)
      }),
    ),
    mostMegabytes: Math.round(process.resourceUsage().maxRSS / 1000),
  })
} finally {
  await house.close()
}
