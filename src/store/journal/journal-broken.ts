import type { LocalText } from '../../core/catalogue/catalogue.ts'

/** Why nothing is signed: what is signed once cannot be taken back. */
export type JournalProblem =
  'tree_does_not_match' | 'journal_behind_its_copies' | 'leaf_sealed_twice' | 'checkpoint_not_ours'

const sentences: Readonly<Record<JournalProblem, LocalText>> = {
  tree_does_not_match: {
    'zh-CN': '流转记录的树与上一个签名的检查点不符，暂停封存。请运行 verify 查明被改动的记录。',
    en: "The journal's tree does not match its last signed checkpoint, so nothing is sealed. Run verify to find what was changed.",
  },
  journal_behind_its_copies: {
    'zh-CN':
      '数据库里的流转记录比数据目录 checkpoints 里的副本短，暂停封存。若数据库被截断，请从备份恢复；若确要重新开始，请先移走 checkpoints 目录。',
    en: 'The journal in the database is shorter than its copies in the data directory, so nothing is sealed. If the database was cut, restore a backup; if it is meant to begin anew, move the folder checkpoints away first.',
  },
  leaf_sealed_twice: {
    'zh-CN': '有记录将被第二次封存，暂停封存。请运行 verify。',
    en: 'An entry would be sealed for the second time, so nothing is sealed. Run verify.',
  },
  checkpoint_not_ours: {
    'zh-CN':
      '最后一个检查点不是用本机密钥签名的，暂停封存。请放回原来的 signing.key（或设置 SIGNING_KEY），或运行 verify。',
    en: "The last checkpoint was not signed by this installation's key, so nothing is sealed. Put the original signing.key back (or set SIGNING_KEY), or run verify.",
  },
}

/** Sealing refuses: the journal is not what was signed. Requests go on; nothing is lost, only not yet sealed. */
export class JournalBroken extends Error {
  readonly code: JournalProblem
  readonly sentence: LocalText
  constructor(code: JournalProblem) {
    super(sentences[code].en)
    this.name = 'JournalBroken'
    this.code = code
    this.sentence = sentences[code]
  }
}
