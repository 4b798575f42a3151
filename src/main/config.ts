import { resolve } from 'node:path'
import { readNoticeConfig, type NoticeConfig } from './notice-config.ts'

/** Everything that the environment may say, read once at the start and frozen. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null
  readonly city: string
  /** `on`, `off`, or null for the rule of an empty embedded directory. */
  readonly demo: 'on' | 'off' | null
  readonly masterKey: string | null
  readonly signingKey: string | null
  readonly notices: NoticeConfig
}

export interface ConfigFault {
  readonly variable: string
  readonly sentence: { readonly 'zh-CN': string; readonly en: string }
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the environment and reports every fault, not only the first. */
export function readConfig(
  environment: Environment,
): { ok: true; config: Config } | { ok: false; faults: readonly ConfigFault[] } {
  const faults: ConfigFault[] = []
  const port = Number(environment['PORT'] || 12345)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    faults.push(fault('PORT', '应为 0 至 65535 的整数。', 'must be a whole number from 0 to 65535.'))
  }
  const demo = environment['DEMO']?.toLowerCase() || null
  if (demo !== null && demo !== 'on' && demo !== 'off')
    faults.push(fault('DEMO', '只能是 on 或 off。', 'must be on or off.'))
  const databaseUrl = environment['DATABASE_URL'] || null
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push(fault('DATABASE_URL', '应以 postgres:// 开头。', 'must begin with postgres://.'))
  }
  for (const variable of ['MASTER_KEY', 'SIGNING_KEY'] as const) {
    const key = environment[variable]
    if (key && !/^[0-9a-f]{64}$/i.test(key)) {
      faults.push(fault(variable, '应为 64 位十六进制（32 字节）。', 'must be 64 hexadecimal digits (32 bytes).'))
    }
  }
  const notices = readNoticeConfig(environment, (...words) => faults.push(fault(...words)))
  if (faults.length > 0) return { ok: false, faults }
  const config: Config = {
    port,
    host: environment['HOST'] || '127.0.0.1',
    dataDir: resolve(environment['DATA_DIR'] || '.data'),
    databaseUrl,
    city: environment['CITY'] || 'beijing',
    demo: demo as Config['demo'],
    masterKey: environment['MASTER_KEY'] || null,
    signingKey: environment['SIGNING_KEY'] || null,
    notices,
  }
  return { ok: true, config: Object.freeze(config) }
}

const fault = (variable: string, zh: string, en: string): ConfigFault => ({
  variable,
  sentence: { 'zh-CN': `${variable} ${zh}`, en: `${variable} ${en}` },
})
