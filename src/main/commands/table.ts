import type { Command, CommandLanguage } from './command.ts'

/** Every command by name, loaded only when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  city: async () => (await import('./city.ts')).run,
  token: async () => (await import('./token.ts')).run,
  import: async () => (await import('./import.ts')).run,
  simulate: async () => (await import('./simulate.ts')).run,
  score: async () => (await import('./score.ts')).run,
  report: async () => (await import('./report.ts')).run,
  period: async () => (await import('./period.ts')).run,
  interest: async () => (await import('./interest.ts')).run,
  verify: async () => (await import('./verify.ts')).run,
  journal: async () => (await import('./journal.ts')).run,
  checkpoint: async () => (await import('./checkpoint.ts')).run,
  backup: async () => (await import('./backup.ts')).run,
  restore: async () => (await import('./restore.ts')).run,
  database: async () => (await import('./database.ts')).run,
  doctor: async () => (await import('./doctor.ts')).run,
}

const lines: readonly (readonly [call: string, zh: string, en: string])[] = [
  ['city list', '列出自带的城市包', 'list the city packs that come with the product'],
  ['city check PATH', '检查一个城市包，列出全部问题', 'check a city pack and print every fault'],
  [
    'token create --role ROLE [--unit CODE] [--label TEXT] [--days N]',
    '签发访问令牌，可写明持有人和有效天数',
    'make an access token, for a named holder and some days',
  ],
  ['token revoke ID', '作废一枚访问令牌', 'revoke an access token'],
  [
    'import FILE (--format NAME | --map FILE) [--refused FILE]',
    '导入已有数据，重复运行不会重复导入',
    'import records; running it again imports nothing twice',
  ],
  [
    'simulate [--days D] [--per-day N] [--seed S] [--from DAY]',
    '让一座模拟城市走完整个流程',
    'let a synthetic city live through the whole loop',
  ],
  [
    'score --period YYYY-MM [--unit CODE] [--recount]',
    '计算考核期成绩；--recount 从原始记录重新计数',
    "score a period's units; --recount counts the records anew",
  ],
  [
    'score replay --scheme DRAFT.json --period YYYY-MM',
    '按方案草案重算：谁升谁降',
    'the same counts by a draft scheme: who rises and who falls',
  ],
  [
    'report --period P [--scope CODE] [--lang L] --out FILE [--csv FILE]',
    '写出全市、区或单位的月报、年报',
    'write the report of a month or a year for the city, a district or a unit',
  ],
  ['period list', '列出各考核期及其状态', 'list the periods and how they stand'],
  [
    'period close --period YYYY-MM',
    '封存考核期：成绩、方案、单位一并固定',
    "freeze a period's figures, scheme and units",
  ],
  ['period publish --period YYYY-MM', '发布已封存的考核期', 'publish a period that is closed'],
  [
    'interest declare --account ID (--subject TEXT | --unit CODE | --number N)',
    '登记工作人员申报的利害关系',
    'record an interest that somebody on the staff declares',
  ],
  ['interest list [--account ID]', '列出利害关系申报及申报前的查看', 'list declared interests and earlier looks'],
  ['interest end ID', '终止一条申报', 'end a declaration'],
  [
    'verify [--from DAY|NUMBER] [--to DAY|NUMBER]',
    '核验流转记录，可只逐条核验这些天登记的或这些编号的诉求',
    'verify the journal, entry by entry only for these days of registration or these requests',
  ],
  [
    'journal export --out FILE.jsonl[.gz]',
    '导出已封存的流转记录，供他人离线核验',
    'write the sealed journal to a file that others can verify without the database',
  ],
  [
    'checkpoint export --out FILE',
    '导出最新的签名检查点和公钥，存放在他处',
    'write the newest signed checkpoint and the public key, to be kept elsewhere',
  ],
  ['backup FILE', '备份到一个文件', 'write a backup to one file'],
  ['restore FILE', '从备份恢复到空库', 'restore a backup into an empty database'],
  [
    'database [--hold]',
    '显示数据库连接地址；--hold 使自带数据库保持运行，直到按 Ctrl-C',
    "print the database's address; --hold keeps the embedded one up until Ctrl-C",
  ],
  ['doctor', '检查安装并给出建议', 'check the installation and say what to do'],
]

export function usage(language: CommandLanguage): string {
  const zh = language === 'zh-CN'
  const width = Math.max(...lines.map(([call]) => call.length)) + 2
  return [
    zh ? '用法：npm run -s open12345 -- 命令 [--json]' : 'Usage: npm run -s open12345 -- COMMAND [--json]',
    ...lines.map(([call, chinese, english]) => `  ${call.padEnd(width)}${zh ? chinese : english}`),
  ].join('\n')
}

/** How one command is called. */
export const usageOf = (name: string, language: CommandLanguage): string =>
  lines
    .filter(([call]) => call.split(' ')[0] === name)
    .map(([call]) => `${language === 'zh-CN' ? '用法：' : 'Usage: '}${call}`)
    .join('\n')
