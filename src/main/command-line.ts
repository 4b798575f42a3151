import { ClusterError } from './postgres/cluster-error.ts'
import { readConfig } from './config.ts'
import { argumentFault } from './commands/argument-fault.ts'
import { CommandRefusal, exitCode, inLanguage, UsageError, type Command, type CommandIo } from './commands/command.ts'
import { commands, usage, usageOf } from './commands/table.ts'
import { PackFaults } from './pack-faults.ts'
import { printFault } from './city/fault.ts'
import { createIo, languageOf, printable } from './terminal.ts'

/** The command line: `npm run -s open12345 -- COMMAND ... [--json]`. Exit 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCommandLine(): Promise<number> {
  const language = languageOf(process.env)
  const words = process.argv.slice(2)
  const json = words.includes('--json')
  const [name, ...args] = words.filter((word) => word !== '--json')
  const command: (() => Promise<Command>) | undefined =
    name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    if (name !== undefined && !asksForHelp(name)) process.stderr.write(`${printable(unknownCommand[language](name))}\n`)
    process.stderr.write(`${usage(language)}\n`)
    return name === undefined || asksForHelp(name) ? exitCode.done : exitCode.usage
  }
  const read = readConfig(process.env)
  if (!read.ok) {
    for (const fault of read.faults) process.stderr.write(`${fault.sentence[language]}\n`)
    return exitCode.usage
  }
  const io = createIo({ json, language, config: read.config })
  try {
    return await (
      await command()
    )(args, io)
  } catch (error) {
    return explain(error, io, name ?? '')
  }
}

const asksForHelp = (name: string): boolean => name === 'help' || name === '--help'

const unknownCommand = {
  'zh-CN': (name: string): string => `没有命令 ${name}`,
  en: (name: string): string => `There is no command ${name}`,
}

function explain(error: unknown, io: CommandIo, name: string): number {
  if (error instanceof UsageError) {
    io.error(error.words)
    return exitCode.usage
  }
  const argument = argumentFault(error)
  if (argument) {
    io.error(argument)
    io.error(usageOf(name, io.language))
    return exitCode.usage
  }
  if (error instanceof PackFaults) {
    for (const fault of error.faults) io.error(printFault(fault, io.language))
    io.out({ ok: false, code: 'city_pack_faults', faults: error.faults })
    return exitCode.failed
  }
  if (error instanceof CommandRefusal || error instanceof ClusterError) {
    const said = error instanceof CommandRefusal ? error.words : error.sentence
    io.error(said)
    io.out({ ok: false, code: error.code, detail: inLanguage(said, io.language) })
    return exitCode.failed
  }
  const unreachable = databaseSentence(error)
  if (unreachable) {
    io.error(unreachable)
    io.out({ ok: false, code: 'database_unreachable', detail: unreachable[io.language] })
    return exitCode.failed
  }
  throw error
}

function databaseSentence(error: unknown) {
  const code = (error as { code?: string }).code ?? ''
  const connection = ['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '28000', '3D000', '57P03', '53300']
  if (!connection.includes(code)) return undefined
  const detail = (error as Error).message
  return {
    'zh-CN': `无法连接数据库（${detail}）。请检查 DATABASE_URL 与数据库服务，然后运行 doctor。`,
    en: `The database cannot be reached (${detail}). Check DATABASE_URL and the database server, then run doctor.`,
  }
}
