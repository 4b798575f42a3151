import { parseArgs } from 'node:util'
import { declareInterest, endInterest, interestRecords } from '../../actions/interests.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Refusal } from '../../core/refusal.ts'
import { sentencesOf } from '../../core/text/refusal-words.ts'
import { parseRequestNumber } from '../../core/work-order/number.ts'
import { openHouse, type House } from '../open-house.ts'
import { CommandRefusal, exitCode, UsageError, type Command, type CommandIo } from './command.ts'

const operator: Actor = { id: 'command-line', role: 'system' }

const wrongUsage = (): UsageError =>
  new UsageError(
    '用法：interest declare --account 编号 (--subject 文字 | --unit 单位编码 | --number 诉求编号)，interest list，或 interest end 编号',
    'Usage: interest declare --account ID (--subject TEXT | --unit CODE | --number N), interest list, or interest end ID',
  )

/** `interest declare`, `interest list`, `interest end`: what staff declare to stay out of. */
export const run: Command = async (args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      account: { type: 'string' },
      subject: { type: 'string' },
      unit: { type: 'string' },
      number: { type: 'string' },
    },
    allowPositionals: true,
  })
  const [verb, id, ...rest] = positionals
  if (rest.length > 0 || (id !== undefined) !== (verb === 'end')) throw wrongUsage()
  const house = await openHouse(io.config)
  try {
    if (verb === 'declare') return await declare(house, values, io)
    if (verb === 'list') return await list(house, values.account ?? null, io)
    if (verb === 'end' && id !== undefined) return await end(house, id, io)
    throw wrongUsage()
  } finally {
    await house.close()
  }
}

interface Given {
  readonly account?: string | undefined
  readonly subject?: string | undefined
  readonly unit?: string | undefined
  readonly number?: string | undefined
}

async function declare({ app }: House, given: Given, io: CommandIo): Promise<number> {
  const number = given.number === undefined ? null : parseRequestNumber(given.number)
  if (given.account === undefined || number === undefined) throw wrongUsage()
  const interest = { accountId: given.account, unitCode: given.unit ?? null, number, subject: given.subject ?? null }
  const declared = await declareInterest(app, operator, interest)
  if (!declared.ok) throw refused(declared.refusal)
  io.say({
    'zh-CN': `已登记申报 ${declared.id}，涉及 ${declared.matches} 件诉求；数秒内生效。`,
    en: `Declaration ${declared.id} is recorded, ${declared.matches} requests found; it holds within seconds.`,
  })
  io.out({ id: declared.id, matches: declared.matches })
  return exitCode.done
}

async function list({ app }: House, account: string | null, io: CommandIo): Promise<number> {
  const records = await interestRecords(app, account)
  for (const one of records) {
    const { declaredAt, endedAt, looks, ...rest } = one
    io.out({
      ...rest,
      declaredAt: new Date(declaredAt).toISOString(),
      endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
      looks: looks.map((look) => ({ ...look, at: new Date(look.at).toISOString() })),
    })
    const what = one.subject ?? one.unitCode ?? one.number ?? ''
    io.say(`${one.id}  ${one.accountId}  ${one.kind}  ${what}  ${one.matches.length}/${looks.length}`)
  }
  io.out({ interests: records.length })
  return exitCode.done
}

async function end({ app }: House, id: string, io: CommandIo): Promise<number> {
  const outcome = await endInterest(app, id)
  if (!outcome.ok) throw refused(outcome.refusal)
  io.say({ 'zh-CN': `申报 ${id} 已终止。`, en: `Declaration ${id} has ended.` })
  io.out({ ended: id })
  return exitCode.done
}

const refused = (refusal: Refusal): CommandRefusal =>
  new CommandRefusal(refusal.code, sentencesOf(refusal, 'zh-CN').detail, sentencesOf(refusal, 'en').detail)
