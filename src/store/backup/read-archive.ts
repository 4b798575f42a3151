import { createHash, type Hash } from 'node:crypto'
import { createReadStream, existsSync, openSync, readSync, closeSync } from 'node:fs'
import { createZstdDecompress } from 'node:zlib'
import {
  FORMAT,
  folderOfPart,
  isFileMember,
  MANIFEST,
  tableFolder,
  TITLE,
  type BackupTitle,
  type Manifest,
} from './manifest.ts'
import { BackupRefused, damaged } from './refused.ts'
import { readTar, type Member } from './tar.ts'

const ZSTD_MAGIC = Buffer.from('28b52ffd', 'hex')

/** The members of a backup file, decompressed. Damage is told as `backup_damaged`, whoever notices it. */
export const membersOf = (file: string): AsyncGenerator<Member> => readTar(decompressed(file))

async function* decompressed(file: string): AsyncGenerator<Buffer> {
  const input = createReadStream(file, { highWaterMark: 2 ** 18 })
  const zstd = input.pipe(createZstdDecompress())
  input.on('error', (error) => zstd.destroy(error))
  try {
    yield* zstd as AsyncIterable<Buffer>
  } catch (error) {
    throw isDamage(error) ? damaged('无法解压', 'it cannot be decompressed', error) : error
  } finally {
    input.destroy()
    zstd.destroy()
  }
}

const isDamage = (error: unknown): boolean => /^(ZSTD_|ERR_ZSTD|Z_)/i.test(String((error as { code?: unknown }).code))

/**
 * Reads the whole file and compares every member with the manifest, before anything is written. Refuses
 * `file_not_found`, `not_a_backup`, `backup_newer`, `backup_damaged`.
 */
export async function inspectBackup(
  file: string,
  onMember: (name: string) => void = () => undefined,
): Promise<Manifest> {
  refuseForeign(file)
  const tables = new Map<string, Hash>()
  const files = new Map<string, string>()
  let title: BackupTitle | undefined
  let manifest: Manifest | undefined
  for await (const member of membersOf(file)) {
    onMember(member.name)
    const folder = folderOfPart(member.name)
    if (!title) title = await readTitle(member)
    else if (manifest) throw damaged('清单之后还有内容', 'something follows its manifest')
    else if (member.name === MANIFEST) manifest = await jsonOf<Manifest>(member)
    else if (folder) tables.set(folder, await hashInto(tables.get(folder) ?? createHash('sha256'), member))
    else if (isFileMember(member.name))
      files.set(member.name, (await hashInto(createHash('sha256'), member)).digest('hex'))
    else throw damaged(`含有不认识的内容 ${member.name}`, `it holds something unknown, ${member.name}`)
  }
  if (!manifest) throw damaged('没有清单，文件不完整', 'it has no manifest, so it is not whole')
  compare(manifest, tables, files)
  return manifest
}

function refuseForeign(file: string): void {
  if (!existsSync(file)) {
    throw new BackupRefused('file_not_found', `找不到文件 ${file}。`, `There is no file ${file}.`)
  }
  const head = Buffer.alloc(ZSTD_MAGIC.length)
  const descriptor = openSync(file, 'r')
  readSync(descriptor, head, 0, head.length, 0)
  closeSync(descriptor)
  if (!head.equals(ZSTD_MAGIC)) throw foreign()
}

const foreign = (): BackupRefused =>
  new BackupRefused(
    'not_a_backup',
    '这个文件不是 open12345 的备份。没有写入任何内容。',
    'This file is not a backup of open12345. Nothing was written.',
  )

async function readTitle(member: Member): Promise<BackupTitle> {
  if (member.name !== TITLE) throw foreign()
  const title = await jsonOf<BackupTitle>(member)
  if (title.product !== 'open12345') throw foreign()
  if (title.format > FORMAT) throw newer()
  return title
}

export const newer = (): BackupRefused =>
  new BackupRefused(
    'backup_newer',
    '这份备份出自更新的版本。请先升级本程序再恢复。没有写入任何内容。',
    'This backup was made by a newer version. Upgrade this installation first. Nothing was written.',
  )

const MOST_IN_MEMORY = 2 ** 28

async function jsonOf<T>(member: Member): Promise<T> {
  if (member.bytes > MOST_IN_MEMORY) throw damaged('清单过大', 'its manifest is too large')
  const chunks: Buffer[] = []
  for await (const chunk of member.body) chunks.push(chunk)
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as T
  } catch (error) {
    throw damaged('清单无法读取', 'its manifest cannot be read', error)
  }
}

async function hashInto(hash: Hash, member: Member): Promise<Hash> {
  for await (const chunk of member.body) hash.update(chunk)
  return hash
}

const emptyHash = createHash('sha256').digest('hex')

function compare(manifest: Manifest, tables: ReadonlyMap<string, Hash>, files: ReadonlyMap<string, string>): void {
  const known = new Set(manifest.tables.map(tableFolder))
  for (const folder of tables.keys())
    if (!known.has(folder)) throw damaged(`多出 ${folder}`, `${folder} does not belong to it`)
  for (const table of manifest.tables) {
    const found = tables.get(tableFolder(table))?.digest('hex') ?? emptyHash
    if (found !== table.sha256)
      throw damaged(`表 ${table.name} 的内容不符`, `the rows of ${table.name} are not those it was made with`)
  }
  if (files.size !== manifest.files.length) throw damaged('附件数目不符', 'files are missing or too many')
  for (const { name, sha256 } of manifest.files) {
    if (files.get(name) !== sha256)
      throw damaged(`文件 ${name} 的内容不符`, `the file ${name} is not the one it was made with`)
  }
}
