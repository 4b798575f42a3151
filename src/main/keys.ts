import { createPrivateKey, randomBytes, type KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** Keys that lie outside the database: whoever holds the database alone can neither read identity nor sign. */
export interface Keys {
  /** 32 bytes: unlocks identity. */
  readonly master: Buffer
  /** Ed25519: signs checkpoints and receipts. */
  readonly signing: KeyObject
}

/** From the environment, or made once and kept readable by the owner alone in `DATA_DIR/keys`. */
export function readKeys(config: Config): Keys {
  return {
    master: keyBytes(config.masterKey, config.dataDir, 'master'),
    signing: ed25519(keyBytes(config.signingKey, config.dataDir, 'signing')),
  }
}

function keyBytes(given: string | null, dataDir: string, name: string): Buffer {
  if (given) return Buffer.from(given, 'hex')
  const folder = join(dataDir, 'keys')
  const file = join(folder, `${name}.key`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length !== 32) throw new Error(`${file} does not hold 64 hexadecimal digits: restore it from your copy`)
  return key
}

/** An Ed25519 private key from its 32 secret bytes (RFC 8410). */
function ed25519(seed: Buffer): KeyObject {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
}
