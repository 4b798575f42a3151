import type { Sequence, Table } from './tables.ts'

export const FORMAT = 1
/** The first member: says what the file is, and for whom. */
export const TITLE = 'open12345-backup.json'
/** The last member: what has to be in the file. A file that was cut lacks it. */
export const MANIFEST = 'manifest.json'

export interface BackupTitle {
  readonly product: 'open12345'
  readonly format: number
  readonly city: string
  readonly createdAt: string
}

export interface TableContent extends Table {
  readonly rows: number
  /** SHA-256 of all rows in COPY's text form, hexadecimal. */
  readonly sha256: string
}

export interface FileContent {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** Everything that a restore checks before it writes. Holds no key that opens or signs anything. */
export interface Manifest extends BackupTitle {
  readonly migrations: readonly string[]
  /** Public keys that sealed the journal, the present one first, hexadecimal. */
  readonly verifyKeys: readonly string[]
  /** Tells whether a master key is the one that identities were sealed with; the key does not follow from it. */
  readonly masterKeyPrint: string
  readonly tables: readonly TableContent[]
  readonly sequences: readonly Sequence[]
  readonly files: readonly FileContent[]
}

export const tableFolder = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string => `tables/${schema}.${name}/`

/** `tables/hotline.work_order/000001.copy` belongs to `tables/hotline.work_order/`. */
export const folderOfPart = (member: string): string | undefined => /^(tables\/[^/]+\/)\d+\.copy$/.exec(member)?.[1]

/** Attachments and checkpoint copies. Anything else, or a way out of the folder, is foreign. */
export const isFileMember = (member: string): boolean =>
  /^(attachments|checkpoints)\/[^\0]+$/.test(member) &&
  !member.split('/').some((step) => step === '..' || step === '.' || step === '')
