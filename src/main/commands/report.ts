import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { reportOf } from '../../actions/report.ts'
import { isPeriodCode } from '../../core/assessment/period.ts'
import type { Report } from '../../core/report/report.ts'
import { openHouse } from '../open-house.ts'
import { reportCsv } from '../report/csv.ts'
import { reportPage } from '../report/html.ts'
import { CommandRefusal, exitCode, UsageError, type Command } from './command.ts'

interface Asked {
  readonly period: string
  readonly scope: string
  readonly language: 'zh-CN' | 'en'
  readonly out: string | undefined
  readonly csv: string | undefined
}

/** `report --period P --scope CODE|city --lang L --out FILE.html [--csv FILE]`; with `--json` the report itself as well. */
export const run: Command = async (args, io) => {
  const asked = read(args, io.language)
  const house = await openHouse(io.config)
  try {
    const outcome = await reportOf(house.app, asked)
    if (!outcome.ok) throw refused(outcome.code, asked)
    const { report } = outcome
    if (asked.out !== undefined) write(asked.out, reportPage(report, asked.language))
    if (asked.csv !== undefined) write(asked.csv, reportCsv(report, asked.language))
    for (const file of [asked.out, asked.csv]) if (file !== undefined) io.say(said(report, file))
    io.out(report)
    return exitCode.done
  } finally {
    await house.close()
  }
}

function read(args: readonly string[], usual: Asked['language']): Asked {
  const { values } = parseArgs({
    args: [...args],
    options: {
      period: { type: 'string' },
      scope: { type: 'string' },
      lang: { type: 'string' },
      out: { type: 'string' },
      csv: { type: 'string' },
    },
  })
  const { period, scope = 'city', lang = usual, out, csv } = values
  if (period === undefined || !(isPeriodCode(period) || /^\d{4}$/.test(period))) {
    throw new UsageError(
      '请给出考核期或年份，例如 --period 2026-11 或 --period 2026',
      'Name the period or the year, for example --period 2026-11 or --period 2026',
    )
  }
  if (lang !== 'zh-CN' && lang !== 'en') throw new UsageError('语言为 zh-CN 或 en', 'The language is zh-CN or en')
  if (out === undefined && csv === undefined) {
    throw new UsageError('请用 --out 或 --csv 给出要写的文件', 'Name the file to write with --out or --csv')
  }
  return { period, scope, language: lang, out, csv }
}

function refused(code: 'unit_not_found' | 'period_not_counted', { period, scope }: Asked): CommandRefusal {
  return code === 'unit_not_found'
    ? new CommandRefusal(code, `没有编码为 ${scope} 的考核单位。`, `There is no assessed unit with the code ${scope}.`)
    : new CommandRefusal(
        code,
        `${period} 没有可报告的数字：尚未开始，或当时没有记录。`,
        `There is nothing to report for ${period}: it has not begun, or nothing was counted then.`,
      )
}

function write(file: string, text: string): void {
  try {
    writeFileSync(resolve(file), text)
  } catch {
    throw new CommandRefusal('file_not_written', `无法写入文件 ${file}。`, `The file ${file} cannot be written.`)
  }
}

const said = ({ period, scope }: Report, file: string) => ({
  'zh-CN': `${scope.name['zh-CN']} ${period} 的报告已写入 ${file}。`,
  en: `The report of ${scope.name.en} for ${period} is in ${file}.`,
})
