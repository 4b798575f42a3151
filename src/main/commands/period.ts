import { closePeriod, listPeriods, publishPeriod, type PeriodOutcome } from '../../actions/period-life.ts'
import { isPeriodCode } from '../../core/assessment/period.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { sentencesOf } from '../../core/text/refusal-words.ts'
import { sealHouse } from '../journal.ts'
import { openHouse, type House } from '../open-house.ts'
import { parseArgs } from 'node:util'
import { CommandRefusal, exitCode, UsageError, type Command, type CommandIo } from './command.ts'

/** Whoever holds the machine acts for the product itself; the journal says that it was the command line. */
const operator: Actor = { id: 'command-line', role: 'system' }

/** `period list`, `period close --period P`, `period publish --period P`. */
export const run: Command = async (args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { period: { type: 'string' } },
    allowPositionals: true,
  })
  const [verb, ...rest] = positionals
  const steps = { list, close, publish } as const
  if (verb === undefined || !Object.hasOwn(steps, verb) || rest.length > 0) {
    throw new UsageError(
      '用法：period list，或 period close|publish --period 2026-11',
      'Usage: period list, or period close|publish --period 2026-11',
    )
  }
  const house = await openHouse(io.config)
  try {
    return await steps[verb as keyof typeof steps](house, values.period, io)
  } finally {
    await house.close()
  }
}

function named(period: string | undefined): string {
  if (period !== undefined && isPeriodCode(period)) return period
  throw new UsageError('请给出考核期，例如 --period 2026-11', 'Name the period, for example --period 2026-11')
}

async function list({ app }: House, _: string | undefined, io: CommandIo): Promise<number> {
  const periods = await listPeriods(app)
  for (const one of periods) {
    io.out({
      ...one,
      closesAt: iso(one.closesAt),
      closedAt: iso(one.closedAt),
      publishedAt: iso(one.publishedAt),
    })
    io.say(`${one.code}  ${one.fromDay} – ${one.untilDay}  ${one.stands.padEnd(9)} ${one.scheme}`)
  }
  io.out({ periods: periods.length })
  return exitCode.done
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

async function close(house: House, period: string | undefined, io: CommandIo): Promise<number> {
  const code = named(period)
  // What waits is sealed first: figures come from sealed entries only.
  await sealHouse(house)
  const done = refusedOr(await closePeriod(house.app, operator, code))
  await sealHouse(house)
  io.say({
    'zh-CN': `考核期 ${code} 已封存，依据检查点 ${done.checkpoint.size}。`,
    en: `The period ${code} is closed, from the checkpoint at ${done.checkpoint.size}.`,
  })
  io.out(summary(done))
  return exitCode.done
}

async function publish(house: House, period: string | undefined, io: CommandIo): Promise<number> {
  const code = named(period)
  const done = refusedOr(await publishPeriod(house.app, operator, code))
  await sealHouse(house)
  io.say({ 'zh-CN': `考核期 ${code} 已发布。`, en: `The period ${code} is published.` })
  io.out(summary(done))
  return exitCode.done
}

type Done = Extract<PeriodOutcome, { ok: true }>['period']

const summary = ({ period, closedAt, publishedAt, checkpoint, scheme, figuresHash }: Done) => ({
  ok: true,
  period: period.code,
  closedAt: iso(closedAt),
  publishedAt: iso(publishedAt),
  checkpoint,
  scheme: scheme.version,
  figuresHash,
})

function refusedOr(outcome: PeriodOutcome): Done {
  if (outcome.ok) return outcome.period
  const { refusal } = outcome
  throw new CommandRefusal(refusal.code, sentencesOf(refusal, 'zh-CN').detail, sentencesOf(refusal, 'en').detail)
}
