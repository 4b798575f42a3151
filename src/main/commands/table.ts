import type { Command, CommandLanguage } from './command.ts'

/** Every command by name, loaded only when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  city: async () => (await import('./city.ts')).run,
  token: async () => (await import('./token.ts')).run,
  import: async () => (await import('./import.ts')).run,
  simulate: async () => (await import('./simulate.ts')).run,
  score: async () => (await import('./score.ts')).run,
  verify: async () => (await import('./verify.ts')).run,
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
    'verify [--from DAY] [--to DAY]',
    '核验流转记录，可只逐条核验这些天登记的诉求',
    'verify the journal, entry by entry only for requests registered on these days',
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
