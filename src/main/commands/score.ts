import { parseArgs } from 'node:util'
import { isPeriodCode } from '../../core/assessment/period.ts'
import { percent, type Rate } from '../../core/assessment/rates.ts'
import { scoresOf, type PeriodScores, type ScoredUnit } from '../../actions/scores.ts'
import { openHouse } from '../open-house.ts'
import { CommandRefusal, exitCode, UsageError, type Command, type CommandIo } from './command.ts'

/** `score --period YYYY-MM [--unit CODE] [--recount] [--json]`: a line a unit, the summary last. */
export const run: Command = async (args, io) => {
  const { values } = parseArgs({
    args: [...args],
    options: { period: { type: 'string' }, unit: { type: 'string' }, recount: { type: 'boolean' } },
  })
  const { period, unit } = values
  if (!period || !isPeriodCode(period)) {
    throw new UsageError('请给出考核期，例如 --period 2026-11', 'Name the period, for example --period 2026-11')
  }
  const house = await openHouse(io.config)
  try {
    if (unit !== undefined && !house.app.rulebook.unit(unit)) {
      throw new CommandRefusal(
        'unit_not_found',
        `没有编码为 ${unit} 的单位。`,
        `There is no unit with the code ${unit}.`,
      )
    }
    const scores = await scoresOf(house.app, period, values.recount ? 'records' : 'rollups')
    print(scores, unit, io)
    return exitCode.done
  } finally {
    await house.close()
  }
}

function print(scores: PeriodScores, only: string | undefined, io: CommandIo): void {
  const { period, scheme } = scores
  io.say(`${period.code}: ${period.fromDay} – ${period.untilDay}, ${scheme.version}`)
  let units = 0
  for (const { object, units: rows, group } of scores.objects) {
    for (const row of rows) {
      if (only ? row.unit !== only : row.counts.dispatched + row.counts.callbackDue + row.score.assessed.valid === 0)
        continue
      units += 1
      io.out({ object, ...row })
      io.say(line(row, row.name[io.language]))
    }
    if (!only) io.out({ object, group })
  }
  io.out({ period, scheme: scheme.version, presentation: scheme.presentation, units })
}

const shown = (rate: Rate): string => (rate.value === null ? '—' : `${percent(rate.value)?.toFixed(2)}%`)

function line({ unit, counts, score }: ScoredUnit, name: string): string {
  const { rates } = score.assessed
  const points = score.notRanked ? `(${score.assessed.score ?? '—'})` : String(score.assessed.score)
  return [
    unit.padEnd(18),
    points.padStart(7),
    `V ${score.assessed.valid}/${counts.callbackDue}`.padStart(14),
    shown(rates.response).padStart(9),
    shown(rates.resolution).padStart(9),
    shown(rates.satisfaction).padStart(9),
    ` ${name}`,
  ].join('')
}
