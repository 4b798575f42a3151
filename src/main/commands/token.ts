import { parseArgs } from 'node:util'
import { issueToken, revokeToken } from '../../actions/issue-token.ts'
import { roles } from '../../core/permission/roles.ts'
import { sentencesOf } from '../../core/text/refusal-words.ts'
import { DAY } from '../../core/time.ts'
import { openHouse } from '../open-house.ts'
import { CommandRefusal, exitCode, UsageError, type Command, type CommandIo } from './command.ts'

/** `token create --role ROLE [--unit CODE] [--label TEXT] [--days N]` and `token revoke ID`. */
export const run: Command = async ([verb, ...args], io) => {
  if (verb === 'create') return create(args, io)
  if (verb === 'revoke' && args.length === 1) return revoke(args[0] ?? '', io)
  throw new UsageError(
    '用法：token create --role 角色 [--unit 单位编码]，或 token revoke 编号',
    'Usage: token create --role ROLE [--unit CODE], or token revoke ID',
  )
}

async function create(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      role: { type: 'string' },
      unit: { type: 'string' },
      label: { type: 'string' },
      days: { type: 'string' },
    },
  })
  const choices = roles.filter((role) => role !== 'requester').join(', ')
  if (!values.role) throw new UsageError(`请给出 --role，可选：${choices}`, `Name a --role, one of: ${choices}`)
  const days = values.days === undefined ? null : Number(values.days)
  if (days !== null && !(Number.isInteger(days) && days > 0)) {
    throw new UsageError('--days 应为正整数', '--days must be a whole number above 0')
  }
  const house = await openHouse(io.config)
  try {
    const issued = await issueToken(house.app, {
      role: values.role,
      unit: values.unit,
      label: values.label,
      expiresAt: days === null ? null : house.app.clock.now() + days * DAY,
    })
    if (!issued.ok) {
      const { refusal } = issued
      throw new CommandRefusal(refusal.code, sentencesOf(refusal, 'zh-CN').detail, sentencesOf(refusal, 'en').detail)
    }
    io.out({ token: issued.token, id: issued.id })
    io.say(issued.token)
    return exitCode.done
  } finally {
    await house.close()
  }
}

async function revoke(id: string, io: CommandIo): Promise<number> {
  const house = await openHouse(io.config)
  try {
    if (!(await revokeToken(house.app, id))) {
      throw new CommandRefusal('token_not_found', `没有编号为 ${id} 的令牌。`, `There is no token with the id ${id}.`)
    }
    io.out({ revoked: id })
    io.say({
      'zh-CN': `令牌 ${id} 已作废，数秒内失效。`,
      en: `Token ${id} is revoked and stops working within seconds.`,
    })
    return exitCode.done
  } finally {
    await house.close()
  }
}
