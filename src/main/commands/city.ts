import { loadCityPack, listCityPacks } from '../city/load.ts'
import { printFault } from '../city/fault.ts'
import { exitCode, UsageError, type Command } from './command.ts'

/** `city list` and `city check PATH`. */
export const run: Command = async ([verb, path, ...rest], io) => {
  if (verb === 'list' && path === undefined) return list(io)
  if (verb === 'check' && path !== undefined && rest.length === 0) return check(path, io)
  throw new UsageError('用法：city list，或 city check 路径', 'Usage: city list, or city check PATH')
}

async function list(io: Parameters<Command>[1]): Promise<number> {
  for (const name of listCityPacks()) {
    const pack = await loadCityPack(name)
    const title = pack.ok ? pack.pack.name[io.language] : io.language === 'zh-CN' ? '（有问题）' : '(faulty)'
    io.out({ name, ok: pack.ok, title })
    io.say(`${name}  ${title}`)
  }
  io.out({ cities: listCityPacks().length })
  return exitCode.done
}

async function check(path: string, io: Parameters<Command>[1]): Promise<number> {
  const result = await loadCityPack(path)
  if (!result.ok) {
    for (const fault of result.faults) {
      io.out({ fault })
      io.error(printFault(fault, io.language))
    }
    io.out({ ok: false, faults: result.faults.length })
    io.error({ 'zh-CN': `共 ${result.faults.length} 处问题。`, en: `Faults found: ${result.faults.length}.` })
    return exitCode.failed
  }
  const { pack } = result
  const services = pack.catalogues.flatMap((c) => c.classes.flatMap((k) => k.groups.flatMap((g) => g.services))).length
  const facts = { units: pack.units.length, areas: pack.areas.length, services }
  io.out({ ok: true, faults: 0, ...facts })
  io.say({
    'zh-CN': `${pack.name['zh-CN']}：没有问题。单位 ${facts.units} 个，地区 ${facts.areas} 个，事项 ${facts.services} 项。`,
    en: `${pack.name.en}: no faults. ${facts.units} units, ${facts.areas} areas, ${facts.services} services.`,
  })
  return exitCode.done
}
