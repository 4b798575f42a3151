import { parseArgs } from 'node:util'
import { dayOf, startOfDay } from '../../core/calendar/zone.ts'
import { addDays, isDay } from '../../core/calendar/day.ts'
import { loadCityPack } from '../city/load.ts'
import { sealHouse } from '../journal.ts'
import { openHouse, wallClock } from '../open-house.ts'
import { createSimulatedClock, simulate } from '../simulator/simulate.ts'
import { seededBytes } from '../simulator/chance.ts'
import { PackFaults } from '../pack-faults.ts'
import { exitCode, UsageError, type Command } from './command.ts'

/** `simulate --days D --per-day N --seed S [--from DAY]`: a synthetic city lives through the whole loop. */
export const run: Command = async (args, io) => {
  const { days, perDay, seed, from: given } = readOptions(args)
  const pack = await loadCityPack(io.config.city)
  if (!pack.ok) throw new PackFaults(pack.faults)
  const { timeZone } = pack.pack
  const from = given ?? addDays(dayOf(wallClock.now(), timeZone), -days)
  const clock = createSimulatedClock(startOfDay(from, timeZone))
  const house = await openHouse(io.config, {
    clock,
    random: seededBytes(seed),
    // A simulated hour that a power cut takes away is simulated again.
    database: { synchronousCommit: false },
  })
  try {
    const simulated = await simulate(house.app, clock, {
      days,
      perDay,
      seed,
      from,
      signal: io.interrupted,
      onProgress: (day, counts) =>
        io.progress(day, days, {
          'zh-CN': `第 ${day} 天，已登记 ${counts.registered} 件`,
          en: `day ${day}, ${counts.registered} requests`,
        }),
    })
    await sealHouse(house)
    io.say({
      'zh-CN': `${days} 天：登记 ${simulated.registered} 件，执行 ${simulated.commands} 步，规则拒绝 ${simulated.refused} 次。`,
      en: `${days} days: ${simulated.registered} requests, ${simulated.commands} moves, ${simulated.refused} refused by the rules.`,
    })
    io.out(simulated)
    return io.interrupted.aborted ? exitCode.failed : exitCode.done
  } finally {
    await house.close()
  }
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      days: { type: 'string', default: '30' },
      'per-day': { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string' },
    },
  })
  const number = (text: string, name: string, most: number): number => {
    const value = Number(text)
    if (Number.isInteger(value) && value >= 0 && value <= most) return value
    throw new UsageError(`--${name} 应为 0 至 ${most} 的整数`, `--${name} must be a whole number from 0 to ${most}`)
  }
  const { from } = values
  if (from !== undefined && !isDay(from)) throw new UsageError('--from 应为 YYYY-MM-DD', '--from must be YYYY-MM-DD')
  return {
    days: number(values.days, 'days', 3_660),
    perDay: number(values['per-day'], 'per-day', 1_000_000),
    seed: number(values.seed, 'seed', 2 ** 31),
    from,
  }
}
