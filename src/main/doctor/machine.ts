import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { found, judged, type Finding } from './finding.ts'

const GIGABYTE = 2 ** 30
const SCARCE = 5 * GIGABYTE
const TOO_LITTLE = GIGABYTE / 2

/** Node, npm, the data directory, its disk, and the keys: what needs no database. */
export function checkMachine(
  config: Config,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Finding[] {
  return [
    checkNode(),
    checkNpm(environment['npm_config_user_agent'] ?? ''),
    ...checkFolder(config.dataDir),
    ...checkKeys(config),
  ]
}

function checkNode(): Finding {
  const { node } = process.versions
  const major = Number(node.split('.')[0])
  return judged(
    'node',
    major >= 24,
    [`Node ${node}。`, `Node ${node}.`],
    [
      'warn',
      `Node ${node} 可用，但测试过的是 Node 24。请用 npm start 或 npm run 启动：npm 会使用随附的 Node 24。`,
      `Node ${node} works, but Node 24 is what was tested. Start through npm start or npm run: npm uses the Node 24 that came with the packages.`,
    ],
  )
}

function checkNpm(agent: string): Finding {
  const version = /npm\/(\d+)(\S*)/.exec(agent)
  if (!version) {
    return found(
      'npm',
      'ok',
      '未经 npm 启动，不检查 npm 版本。',
      'Not started through npm, so its version was not looked at.',
    )
  }
  return judged(
    'npm',
    Number(version[1]) >= 11,
    [`npm ${version[1]}${version[2]}。`, `npm ${version[1]}${version[2]}.`],
    [
      'warn',
      `npm ${version[1]} 过旧，安装时可能漏掉依赖。请运行 npm install -g npm@11，然后重新 npm install。`,
      `npm ${version[1]} is old and may leave packages out. Run npm install -g npm@11, then npm install again.`,
    ],
  )
}

function checkFolder(folder: string): readonly Finding[] {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return [
      found(
        'data_directory',
        'fail',
        `数据目录 ${folder} 不可写（${code}）。请修正属主与权限，或用 DATA_DIR 指定其他目录。`,
        `The data directory ${folder} cannot be written (${code}). Correct its owner and rights, or name another with DATA_DIR.`,
      ),
    ]
  }
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const amount = `${(free / GIGABYTE).toFixed(1)} GB`
  return [
    found('data_directory', 'ok', `数据目录 ${folder} 可写。`, `The data directory ${folder} can be written.`),
    judged(
      'disk',
      free >= SCARCE,
      [`磁盘剩余 ${amount}。`, `${amount} of disk are free.`],
      [
        free >= TOO_LITTLE ? 'warn' : 'fail',
        `磁盘只剩 ${amount}。磁盘写满后将拒收新诉求（503），请尽快腾出空间或扩容。`,
        `Only ${amount} of disk are free. A full disk refuses new requests (503): free some space or enlarge it soon.`,
      ],
    ),
  ]
}

function checkKeys(config: Config): readonly Finding[] {
  return [
    checkKey('master_key', config.masterKey, join(config.dataDir, 'keys/master.key'), 'MASTER_KEY'),
    checkKey('signing_key', config.signingKey, join(config.dataDir, 'keys/signing.key'), 'SIGNING_KEY'),
  ]
}

function checkKey(check: string, given: string | null, file: string, variable: string): Finding {
  if (given) return found(check, 'ok', `密钥取自 ${variable}。`, `The key comes from ${variable}.`)
  if (!existsSync(file)) {
    return found(
      check,
      'warn',
      `还没有 ${file}，首次启动时会生成。若这里要恢复备份，请先放回原来的密钥。`,
      `There is no ${file} yet; the first start makes it. To restore a backup here, put the original key back first.`,
    )
  }
  const isPrivate = process.platform === 'win32' || (statSync(file).mode & 0o077) === 0
  return judged(
    check,
    isPrivate,
    [
      `${file} 仅属主可读。请另存一份在别处：备份里没有密钥。`,
      `Only its owner reads ${file}. Keep a copy elsewhere: backups hold no keys.`,
    ],
    [
      'fail',
      `其他账户能读取 ${file}。请运行 chmod 600 ${file}，并考虑更换密钥。`,
      `Other accounts can read ${file}. Run chmod 600 ${file}, and consider replacing the key.`,
    ],
  )
}
