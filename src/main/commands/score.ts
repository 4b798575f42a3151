import { parseArgs } from 'node:util'
import { isPeriodCode } from '../../core/assessment/period.ts'
import { percent, type Rate } from '../../core/assessment/rates.ts'
import { scoresOf, type PeriodScores, type ScoredUnit } from '../../actions/scores.ts'
import { openHouse } from '../open-house.ts'
import { replay } from './score-replay.ts'
import { CommandRefusal, exitCode, UsageError, type Command, type CommandIo } from './command.ts'

/** `score --period YYYY-MM [--unit CODE] [--recount]`: a line a unit, the summary last; `score replay`: the same by a draft. */
export const run: Command = async (args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      period: { type: 'string' },
      unit: { type: 'string' },
      recount: { type: 'boolean' },
      scheme: { type: 'string' },
    },
    allowPositionals: true,
  })
  const { period, unit, scheme } = values
  const isReplay = positionals[0] === 'replay'
  if (positionals.length > Number(isReplay) || isReplay !== (scheme !== undefined)) {
    throw new UsageError(
      '用法：score --period 2026-11，或 score replay --scheme 草案.json --period 2026-11',
      'Usage: score --period 2026-11, or score replay --scheme DRAFT.json --period 2026-11',
    )
  }
  if (!period || !isPeriodCode(period)) {
    throw new UsageError('请给出考核期，例如 --period 2026-11', 'Name the period, for example --period 2026-11')
  }
  const house = await openHouse(io.config)
  try {
    if (scheme !== undefined) return await replay(house, period, scheme, io)
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
  const sealed = scores.checkpoint ? `, checkpoint ${scores.checkpoint.size}` : ''
  io.say(`${period.code}: ${period.fromDay} – ${period.untilDay}, ${scheme.version}, ${scores.stands}${sealed}`)
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
  for (const { number, seq, unit, at, type, before, after } of scores.corrections) {
    if (!only || unit === only)
      io.out({ correction: { request: number, seq, unit, at: new Date(at).toISOString(), type, before, after } })
  }
  const { stands, checkpoint, closed, corrections } = scores
  io.out({
    period,
    scheme: scheme.version,
    presentation: scheme.presentation,
    stands,
    checkpoint,
    closedAt: closed && new Date(closed.closedAt).toISOString(),
    publishedAt: closed?.publishedAt ? new Date(closed.publishedAt).toISOString() : null,
    figuresHash: closed?.figuresHash ?? null,
    corrections: corrections.length,
    units,
  })
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
