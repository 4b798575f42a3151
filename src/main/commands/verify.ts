import { parseArgs } from 'node:util'
import { isDay } from '../../core/calendar/day.ts'
import type { LocalText } from '../../core/catalogue/catalogue.ts'
import { parseRequestNumber } from '../../core/work-order/number.ts'
import type { FaultReason } from '../../store/journal/faults.ts'
import { numbersBetween } from '../../store/journal/number-span.ts'
import type { Verdict } from '../../store/journal/verify.ts'
import { verifyHouse } from '../journal.ts'
import { openHouse } from '../open-house.ts'
import { exitCode, UsageError, type Command, type CommandIo } from './command.ts'

/** `verify [--from DAY|NUMBER] [--to DAY|NUMBER]`: proves that nobody has rewritten the journal, or names the first bad entry. */
export const run: Command = async (args, io) => {
  const span = readSpan(args)
  const house = await openHouse(io.config)
  try {
    const onProgress = (done: number, total: number): void =>
      io.progress(done, total, { 'zh-CN': '正在核验', en: 'Verifying' })
    const verdict = await verifyHouse(house, { ...span, onProgress })
    tell(verdict, io)
    io.out(verdict)
    return verdict.ok ? exitCode.done : exitCode.failed
  } finally {
    await house.close()
  }
}

function readSpan(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: { from: { type: 'string' }, to: { type: 'string' } } })
  const [from, to] = [readEnd('from', values.from), readEnd('to', values.to)]
  const span = numbersBetween(from, to)
  if (from !== undefined && to !== undefined && BigInt(span.to) < BigInt(span.from)) {
    throw new UsageError('--to 不能早于 --from', '--to must not be before --from')
  }
  return { from, to }
}

/** A day of registration, or a request's number as it is printed. */
function readEnd(name: 'from' | 'to', text: string | undefined): string | undefined {
  if (text === undefined || isDay(text)) return text
  const number = parseRequestNumber(text)
  if (number !== undefined) return number
  throw new UsageError(`--${name} 应为 YYYY-MM-DD 或诉求编号`, `--${name} must be YYYY-MM-DD or a request number`)
}

function tell(verdict: Verdict, io: CommandIo): void {
  const { entries, checkpoints, copies, seconds, firstBad, faults } = verdict
  if (firstBad) {
    const why = reasons[firstBad.reason]
    io.error({
      'zh-CN': `流转记录不可信：第一处在 ${firstBad.number} 第 ${firstBad.seq} 条——${why['zh-CN']}（${firstBad.reason}）。共 ${faults} 处。请勿改动数据库，保留现场，并与备份和库外检查点比对。`,
      en: `The journal cannot be trusted: first at ${firstBad.number}, entry ${firstBad.seq}: ${why.en} (${firstBad.reason}). ${faults} in all. Change nothing in the database, keep it as evidence, and compare it with your backups and with the checkpoints outside.`,
    })
    return
  }
  io.say({
    'zh-CN': `流转记录可信：${entries} 条，检查点 ${checkpoints} 个，库外副本 ${copies} 份，用时 ${seconds} 秒。`,
    en: `The journal is whole: ${entries} entries, ${checkpoints} checkpoints, ${copies} copies outside the database, in ${seconds} s.`,
  })
  if (checkpoints > copies) {
    io.say({
      'zh-CN': '有检查点没有库外副本：整段被截断后重新封存将无从察觉。请保存 checkpoints 目录。',
      en: 'Some checkpoints have no copy outside the database, so a journal cut and sealed anew could go unseen. Keep the folder checkpoints.',
    })
  }
  if (verdict.recordsWrong > 0) {
    io.say({
      'zh-CN':
        '库外的叶记录有损坏，但签名的检查点证明流转记录无误。可删除 checkpoints 目录下的 *.records，它会重新生成。',
      en: 'Leaf records outside are damaged; signed checkpoints prove that the journal is right. Delete checkpoints/*.records: they are written anew.',
    })
  }
}

const reasons: Readonly<Record<FaultReason, LocalText>> = {
  entry_missing: { 'zh-CN': '这一条不见了', en: 'it is missing' },
  hash_wrong: { 'zh-CN': '内容与其哈希不符', en: 'its text does not give its hash' },
  chain_broken: { 'zh-CN': '不与前一条相接', en: 'it does not follow the entry before it' },
  body_differs: { 'zh-CN': '正文与各列不一致', en: 'its text and its columns differ' },
  leaf_differs: { 'zh-CN': '与树中的叶不符', en: 'it is not what its leaf in the tree says' },
  leaf_order: { 'zh-CN': '在树中的次序不对', en: 'its leaf stands in the wrong order' },
  leaf_missing: { 'zh-CN': '树中缺少它的叶', en: 'its leaf is missing from the tree' },
  leaf_changed: { 'zh-CN': '与已签名的树不符', en: 'it is not what the signed tree holds' },
  not_in_tree: { 'zh-CN': '既未封存也不在待封存之列', en: 'it is neither sealed nor waiting to be sealed' },
  pending_differs: { 'zh-CN': '待封存的内容不对', en: 'what waits to be sealed for it is wrong' },
  root_differs: {
    'zh-CN': '从此处起树根与签名的检查点不符',
    en: 'from here on the tree is not the one that was signed',
  },
  tile_differs: { 'zh-CN': '从此处起的树块不对', en: 'the tile that begins here is wrong' },
  no_checkpoint: { 'zh-CN': '从此处起没有检查点', en: 'from here on there is no checkpoint' },
  checkpoint_forged: {
    'zh-CN': '从此处起的检查点签名无效',
    en: 'the checkpoint from here on is not signed by our key',
  },
  checkpoint_missing: {
    'zh-CN': '从此处起的检查点在库中被删',
    en: 'the checkpoint from here on is gone from the database',
  },
  checkpoint_differs: {
    'zh-CN': '从此处起的检查点与其签名或库外副本不同',
    en: 'the checkpoint from here on differs from its signature or its copy',
  },
  checkpoint_time: {
    'zh-CN': '从此处起的检查点时间倒退',
    en: 'the time of the checkpoint from here on runs backwards',
  },
  copy_damaged: {
    'zh-CN': '从此处起的库外检查点副本损坏',
    en: 'the copy outside of the checkpoint from here on is damaged',
  },
  after_checkpoint: { 'zh-CN': '其时间晚于封存它的检查点', en: 'it claims a time after the checkpoint that holds it' },
  back_dated: { 'zh-CN': '其时间早于它真正写入的时间', en: 'it claims a time long before it was written' },
  head_differs: { 'zh-CN': '不是诉求所记的最后一条', en: 'it is not the end that the request carries' },
  request_missing: { 'zh-CN': '它所属的诉求不见了', en: 'the request that it belongs to is gone' },
}
