import { examine } from '../doctor/examine.ts'
import type { Finding, Status } from '../doctor/finding.ts'
import { exitCode, UsageError, type Command } from './command.ts'

const marks: Readonly<Record<Status, string>> = { ok: '✓', warn: '!', fail: '✗' }

/** `doctor`: checks the installation and says what to do; exit 1 where something has to be done before it works. */
export const run: Command = async (args, io) => {
  if (args.length > 0) throw new UsageError('用法：doctor', 'Usage: doctor')
  const findings = await examine({ config: io.config, environment: process.env, now: Date.now() })
  for (const { check, status, sentence } of findings) {
    io.out({ check, status, sentence })
    io.say(`${marks[status]} ${sentence[io.language]}`)
  }
  const counts = { ok: count(findings, 'ok'), warn: count(findings, 'warn'), fail: count(findings, 'fail') }
  io.say({
    'zh-CN': `共 ${findings.length} 项：${counts.fail} 项须处理，${counts.warn} 项请留意。`,
    en: `${findings.length} checks: ${counts.fail} to be dealt with, ${counts.warn} to be looked at.`,
  })
  const isWell = counts.fail === 0
  if (!isWell) io.error({ 'zh-CN': '有须处理的问题，见上。', en: 'Something has to be dealt with, see above.' })
  io.out({ ok: isWell, checks: findings.length, warnings: counts.warn, failures: counts.fail })
  return isWell ? exitCode.done : exitCode.failed
}

const count = (findings: readonly Finding[], status: Status): number =>
  findings.filter((one) => one.status === status).length
